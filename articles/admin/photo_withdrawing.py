"""Taking a photo away from readers, and bringing it back: what will happen is said first, and a reason asked for."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.permissions import may_restore_photo, may_withdraw_photo
from articles.models import Article, Event, Photo
from articles.models.event import Action
from articles.publishing import NoReason, PublishingError, restore_photo, where_used, withdraw_photo


class Withdrawn(NamedTuple):
    """When, by whom and why; the stories that lost it, the first addresses to purge and how many there are."""

    event: Event
    stories: list[Article]
    addresses: list[str]
    to_purge: int


class PhotoWithdrawing(admin.ModelAdmin):
    """For the admin class of photos."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        restore = wrap(require_POST(self.restore_view))
        return [
            path("<int:photo_id>/withdraw/", wrap(self.withdraw_view), name="articles_photo_withdraw"),
            path("<int:photo_id>/restore/", restore, name="articles_photo_restore"),
            *super().get_urls(),
        ]

    def withdraw_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        photo = self.asked_for(request, photo_id)
        if not may_withdraw_photo(request.user):
            raise PermissionDenied
        if photo.withdrawn_at:
            return to_photo(photo)
        if request.method == "POST":
            return self.withdraw(request, photo)
        return self.ask(request, photo, [])

    def ask(self, request: HttpRequest, photo: Photo, troubles: list[str]) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("Withdraw the photo"),
            "opts": self.opts,
            "original": photo,
            "uses": where_used(photo),
            "typed": request.POST.get("reason", ""),
            "troubles": troubles,
        }
        return TemplateResponse(request, "admin/photos/withdraw.html", context)

    def withdraw(self, request: HttpRequest, photo: Photo) -> HttpResponse:
        try:
            withdraw_photo(photo, by=request.user, reason=request.POST.get("reason", ""))
        except NoReason as refusal:
            return self.ask(request, photo, refusal.messages)
        except PublishingError as refusal:
            return refused(request, photo, refusal)
        messages.success(request, _("Withdrawn: no reader gets this photo any more."))
        return to_photo(photo)

    def restore_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        photo = self.asked_for(request, photo_id)
        if not may_restore_photo(request.user):
            raise PermissionDenied
        try:
            restore_photo(photo, by=request.user)
        except PublishingError as refusal:
            return refused(request, photo, refusal)
        messages.success(request, _("Brought back: readers get it again as soon as its public files are made."))
        return to_photo(photo)

    def asked_for(self, request: HttpRequest, photo_id: int) -> Photo:
        photo = self.get_object(request, str(photo_id))
        if photo is None:
            raise Http404
        return photo


def to_photo(photo: Photo) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:articles_photo_change", args=[photo.pk]))


def refused(request: HttpRequest, photo: Photo, refusal: PublishingError) -> HttpResponse:
    for message in refusal.messages:
        messages.error(request, message)
    return to_photo(photo)


def withdrawn(photo: Photo) -> Withdrawn | None:
    """What the audit says of it. Two queries, for a photo that is withdrawn."""
    if photo.withdrawn_at is None:
        return None
    events = Event.objects.filter(noun="photo", noun_id=photo.pk, action=Action.PHOTO_WITHDRAWN)
    event = events.select_related("by").order_by("-pk").first()
    if event is None:
        return None
    told = event.details
    stories = Article.objects.filter(pk__in=told.get("stories", [])).only("headline").order_by("-pk")
    return Withdrawn(event, list(stories), told.get("purge", []), told.get("to_purge", 0))
