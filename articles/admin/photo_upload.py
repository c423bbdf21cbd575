"""Where photos come in: one or fifty files, each of which is answered for by itself."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from js_asset import Media, Script

from articles.admin.body import desk_modules
from articles.admin.inputs import LineField
from articles.admin.ordered import is_id
from articles.admin.thumbnails import with_thumbnails
from articles.models import Author, Photo, User
from articles.publishing import NoCredit, PublishingError, take_in

LOOKED_BACK = 20
MOST_WATCHED = 200
MODULES = ("dom", "photo/progress", "photo/row", "photo/sending", "words")


class UploadForm(forms.Form):
    """Of pictures whose files do not say it themselves. Empty on every visit: a wrong credit is worse than none."""

    creator = LineField(
        label=gettext_lazy("Photographer"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "known_creator"}),
    )
    agency = LineField(
        label=gettext_lazy("Agency"), required=False, max_length=200, widget=forms.TextInput({"list": "known_agency"})
    )
    usage_terms = forms.CharField(
        label=gettext_lazy("Usage terms"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )


@dataclass(frozen=True)
class Outcome:
    """What came of one file: a photo, new or known before, or sentences that say why not."""

    filename: str
    photo: Photo | None = None
    lacks_credit: bool = False
    messages: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        if self.photo:
            return "known" if self.photo.is_known else "taken"
        return "uncredited" if self.lacks_credit else "refused"


class PhotoUpload(admin.ModelAdmin):
    """For the admin class of photos: the page, one file at a time for its script, and how the public files get on."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("send/", wrap(require_POST(self.send_view)), name="articles_photo_send"),
            path("progress/", wrap(require_safe(self.progress_view)), name="articles_photo_progress"),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        """The answer to a POST is what a browser without scripts gets: a line for each file."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None)
        files = request.FILES.getlist("file") if form.is_valid() else []
        outcomes = [taken(each, by=request.user, said=form.cleaned_data) for each in files]
        context = {"form": form, "outcomes": outcomes, "is_empty": form.is_bound and not files}
        return self.upload_page(request, context)

    def upload_page(self, request: HttpRequest, context: dict) -> TemplateResponse:
        media = Media(
            importmap=desk_modules(*MODULES),
            css={"all": ["desk/photoupload.css"]},
            js=[Script("desk/photoupload.js", type="module")],
        )
        context |= {
            "title": _("Upload photos"),
            "opts": self.opts,
            "megabytes": settings.NEWSROOM_PHOTO_MEGABYTES,
            "known": known_credits(request.user),
            "media": Media.from_media(media, nonce=str(request.csp_nonce)),
        }
        return TemplateResponse(request, "admin/photos/upload.html", self.admin_site.each_context(request) | context)

    def send_view(self, request: HttpRequest) -> JsonResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form, file = UploadForm(request.POST), request.FILES.get("file")
        if file is None or not form.is_valid():
            said = [message for messages in form.errors.values() for message in messages]
            return JsonResponse({"kind": "refused", "messages": said or [_("Choose a picture.")]})
        return JsonResponse(as_json(taken(file, by=request.user, said=form.cleaned_data)))

    def progress_view(self, request: HttpRequest) -> JsonResponse:
        """`?id=12&id=13`: {id: how its public files get on}. Two queries for all."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = [int(each) for each in request.GET.getlist("id")[:MOST_WATCHED] if is_id(each)]
        photos = with_thumbnails(Photo.objects.filter(pk__in=asked))
        return JsonResponse({photo.pk: progress(photo) for photo in photos})


def taken(file: UploadedFile, *, by: User, said: dict[str, str]) -> Outcome:
    """Through the verb; what the form said counts for what the file does not say."""
    name = file.name or ""
    try:
        photo = take_in(file, filename=name, by=by, otherwise=said)
    except NoCredit as refusal:
        return Outcome(name, lacks_credit=True, messages=tuple(refusal.messages))
    except PublishingError as refusal:
        return Outcome(name, messages=tuple(refusal.messages))
    return Outcome(name, photo, messages=(_("It is withdrawn."),) if photo.withdrawn_at else ())


def as_json(outcome: Outcome) -> dict:
    said = {"kind": outcome.kind, "messages": outcome.messages}
    if outcome.photo is None:
        return said
    photo = with_thumbnails([outcome.photo])[0]
    shown = {"id": photo.pk, "url": reverse("admin:articles_photo_change", args=[photo.pk]), "credit": photo.credit}
    return said | {"photo": shown | progress(photo)}


def progress(photo: Photo) -> dict:
    """Of a photo with its thumbnail."""
    return {
        "made": photo.renditions_made,
        "wanted": photo.renditions_wanted,
        "is_done": photo.renditions_due_at is None,
        "failure": why_not(photo),
        "thumbnail": photo.thumbnail,
    }


def why_not(photo: Photo) -> str:
    if photo.is_left_as_it_was():
        return _("The public files could not be made anew: readers get those of before.")
    return f"{capfirst(photo.get_failure_display())}." if photo.failure else ""


def known_credits(user: User) -> dict[str, list[str]]:
    """What may be meant: this person's own name, and what they wrote over pictures whose files named nobody."""
    author = Author.objects.filter(user=user).first()
    known = {"creator": [author.name("ru")], "agency": [settings.NEWSROOM_AGENCY]} if author else {}
    added = Photo.objects.filter(added_by=user).order_by("-pk").values("creator", "agency", "from_file")
    typed = [row for row in added[:LOOKED_BACK] if not row["from_file"].keys() & {"creator", "agency"}]
    return {
        name: list(dict.fromkeys(filter(None, [*(row[name] for row in typed), *known.get(name, [])])))
        for name in ("creator", "agency")
    }
