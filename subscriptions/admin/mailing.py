"""Mailings at the desk: the list of them, and each with its numbers and the way to stop it."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.paging import NearPages
from articles.admin.site import site
from articles.admin.standing import moment
from articles.publishing import PublishingError
from subscriptions.admin.breaking import BreakingAdmin
from subscriptions.admin.permissions import may_stop
from subscriptions.breaking import stop
from subscriptions.letters import Letter, letter
from subscriptions.models import Mailing
from subscriptions.news import news_of
from subscriptions.progress import with_progress


class MailingList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = with_progress(self.result_list)


@admin.register(Mailing, site=site)
class MailingAdmin(NearPages, BreakingAdmin):
    list_display = ["said", "kind", "language", "made", "how_far"]
    list_per_page = 30
    sortable_by = ()
    actions = None

    class Media:
        css = {"all": ["desk/mailing.css"]}

    @admin.display(description=_("mailing"))
    def said(self, obj: Mailing) -> str:
        return capfirst(str(obj))

    @admin.display(description=_("made at"))
    def made(self, obj: Mailing) -> str:
        return moment(obj.made_at)

    @admin.display(description=_("how far it is"))
    def how_far(self, obj: Mailing) -> SafeString:
        return render_to_string("admin/mailings/how_far.html", {"mailing": obj})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mailing]:
        return super().get_queryset(request).select_related("made_by").defer("intro")

    def get_changelist(self, request: HttpRequest, **options) -> type[ChangeList]:
        return MailingList

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("subscriptions.send_mailing")

    def has_change_permission(self, request: HttpRequest, obj: Mailing | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Mailing | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.stop_view))
        return [path("<int:mailing_id>/stop/", view, name="subscriptions_mailing_stop"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        mailing = self.mailing_seen(request, object_id)
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": capfirst(str(mailing)),
            "opts": self.opts,
            "media": self.media,
            "mailing": with_progress([mailing])[0],
            "letter": letter_now(mailing),
            "may_stop": not (mailing.finished_at or mailing.stopped_at) and may_stop(request.user, mailing),
        }
        return TemplateResponse(request, "admin/mailings/mailing.html", context)

    def stop_view(self, request: HttpRequest, mailing_id: int) -> HttpResponse:
        mailing = self.mailing_seen(request, str(mailing_id))
        if not may_stop(request.user, mailing):
            raise PermissionDenied
        try:
            stop(mailing, by=request.user)
            messages.success(request, gettext("Stopped: nobody else gets a letter."))
        except PublishingError as refusal:
            for message in refusal.messages:
                messages.error(request, message)
        return HttpResponseRedirect(reverse("admin:subscriptions_mailing_change", args=[mailing.pk]))

    def mailing_seen(self, request: HttpRequest, pk: str) -> Mailing:
        mailing = self.get_object(request, pk)
        if not self.has_view_permission(request, mailing):
            raise PermissionDenied
        if mailing is None:
            raise Http404
        return mailing


def letter_now(mailing: Mailing) -> Letter | None:
    """For a reader of all sections. None where nothing of it is before readers any more."""
    news = news_of(mailing, at=timezone.now())
    return letter(news, subject=mailing.subject, intro=mailing.intro) if news else None
