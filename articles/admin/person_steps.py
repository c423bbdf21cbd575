"""What a chief presses on a person's page: a new password link, disable, enable, forget a lost second factor."""

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.password_links import days, link_for, mail_link
from articles.admin.permissions import may_manage
from articles.models import User
from articles.publishing import PublishingError
from articles.publishing.people import disable, enable, forget_second_factor, reset

STEPS = ("link", "disable", "enable", "second-factor")


class PersonStepAdmin(admin.ModelAdmin):
    """For the admin class of people."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.step_view))
        pages = [path(f"<int:person_id>/{step}/", view, {"step": step}, f"articles_user_{step}") for step in STEPS]
        return [*pages, *super().get_urls()]

    def step_view(self, request: HttpRequest, person_id: int, step: str) -> HttpResponse:
        person = self.get_object(request, str(person_id))
        if person is None:
            raise Http404
        if not may_manage(request.user, person):
            raise PermissionDenied
        try:
            return getattr(self, f"do_{step.replace('-', '_')}")(request, person)
        except PublishingError as refusal:
            for message in refusal.messages:
                messages.error(request, message)
        return to_person(person)

    def do_link(self, request: HttpRequest, person: User) -> HttpResponse:
        if not person.is_active:
            raise PublishingError(_("%(person)s is disabled: enable them first.") % {"person": person})
        invited = not person.has_usable_password()
        return self.give_link(request, reset(person, by=request.user), invited=invited)

    def do_disable(self, request: HttpRequest, person: User) -> HttpResponse:
        disable(person, by=request.user)
        said = _("%(person)s is signed out everywhere and can no longer sign in. What they wrote stays.")
        messages.success(request, said % {"person": person})
        return to_person(person)

    def do_enable(self, request: HttpRequest, person: User) -> HttpResponse:
        enable(person, by=request.user)
        messages.success(request, _("%(person)s can sign in again.") % {"person": person})
        return to_person(person)

    def do_second_factor(self, request: HttpRequest, person: User) -> HttpResponse:
        if forget_second_factor(person, by=request.user):
            said = _("%(person)s signs in with the password alone, until they set up a new second factor.")
            messages.success(request, said % {"person": person})
        return to_person(person)

    def give_link(self, request: HttpRequest, person: User, *, invited: bool) -> HttpResponse:
        """By mail; where no mail goes out, to the chief, who passes it on."""
        link = link_for(person)
        if mail_link(person, link, invited=invited, by=request.user):
            messages.success(request, _("A link to set a password was sent to %(email)s.") % {"email": person.email})
            return to_person(person)
        context = self.admin_site.each_context(request) | {
            "title": _("A link to set a password"),
            "opts": self.opts,
            "person": person,
            "link": link,
            "days": days(),
        }
        return TemplateResponse(request, "admin/people/link.html", context)

    def render_change_form(self, request: HttpRequest, context: dict, *rest, obj=None, **options) -> HttpResponse:
        managed = obj is not None and may_manage(request.user, obj)
        context |= {
            "managed": managed,
            "oneself": obj == request.user,
            "has_second_factor": managed and Authenticator.objects.filter(user=obj).exists(),
        }
        return super().render_change_form(request, context, *rest, obj=obj, **options)


def to_person(person: User) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_user_change", args=[person.pk]))
