"""The page behind a password link. The link's secret is left in the session at once, so that no address tells it."""

from django.contrib import messages
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _

from articles.admin.password_links import links
from articles.models import User
from articles.models.event import Action
from articles.publishing import note_down


class SetPassword(PasswordResetConfirmView):
    template_name = "account/set_password.html"
    token_generator = links
    success_url = reverse_lazy("account_login")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """In the language of the person whom the link names."""
        person = self.get_user(kwargs["uidb64"])
        with translation.override(person.desk_language if person else translation.get_language()):
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
        return response

    def form_valid(self, form) -> HttpResponse:
        """Once: whoever comes second with the same link finds it used."""
        with transaction.atomic():
            held = User.objects.select_for_update().get(pk=self.user.pk)
            if not links.check_token(held, self.request.session.get(INTERNAL_RESET_SESSION_TOKEN)):
                return self.refused()
            self.user = form.user = held
            response = super().form_valid(form)
            note_down(Action.PASSWORD, by=held, subject=held)
        messages.success(self.request, _("The password is set: sign in with it."))
        return response

    def refused(self) -> HttpResponse:
        self.validlink = False
        return self.render_to_response(self.get_context_data())

    def render_to_response(self, context: dict, **options) -> HttpResponse:
        return super().render_to_response(context, status=200 if self.validlink else 410, **options)
