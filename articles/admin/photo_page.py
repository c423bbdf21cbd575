"""The page of one photo: how it looks in every frame, what its file is, where it stands, and the file itself."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from js_asset import Media, Script

from articles.admin.body import desk_modules
from articles.admin.permissions import may_restore_photo, may_withdraw_photo
from articles.admin.photo_form import PhotoForm
from articles.admin.photo_losing import warn_of_loss
from articles.admin.photo_withdrawing import PhotoWithdrawing, refused, to_photo, withdrawn
from articles.admin.thumbnails import with_thumbnails
from articles.models import Photo
from articles.publishing import (
    PublishingError,
    describe_photo,
    discard_photo,
    may_be_discarded,
    order_renditions,
    where_used,
)
from articles.renditions import RATIOS, crop_box
from articles.text.repeating import repeats

NARROW = 640
MODULES = ("dom", "photo/focal", "photo/fromfile", "photo/progress", "words")


class Look(NamedTuple):
    """A frame of the photo: the size of its cut in pixels of the original, and how the whole lies in it."""

    frame: str
    width: int
    height: int
    style: str


class PhotoPage(PhotoWithdrawing):
    """For the admin class of photos."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        original = wrap(require_safe(never_cache(self.original_view)))
        return [
            path("<int:photo_id>/original/", original, name="articles_photo_original"),
            path("<int:photo_id>/discard/", wrap(require_POST(self.discard_view)), name="articles_photo_discard"),
            path("<int:photo_id>/develop/", wrap(require_POST(self.develop_view)), name="articles_photo_develop"),
            *super().get_urls(),
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field=None) -> Photo | None:
        photo = super().get_object(request, object_id, from_field)
        return with_thumbnails([photo], wide_enough=960)[0] if photo else None

    def render_change_form(self, request: HttpRequest, context: dict, *rest, obj=None, **options) -> HttpResponse:
        media = Media(
            importmap=desk_modules(*MODULES),
            css={"all": ["desk/photo.css"]},
            js=[Script("desk/photo.js", type="module")],
        )
        context["media"] = Media.from_media(context["media"] + media, nonce=str(request.csp_nonce))
        context |= {
            "looks": looks(obj),
            "uses": where_used(obj),
            "withdrawn": withdrawn(obj),
            "may_withdraw": may_withdraw_photo(request.user),
            "may_restore": may_restore_photo(request.user),
            "may_discard": self.has_change_permission(request) and may_be_discarded(obj),
        }
        return super().render_change_form(request, context, *rest, obj=obj, **options)

    def save_model(self, request: HttpRequest, obj: Photo, form: PhotoForm, change: bool) -> None:
        """Only what was changed here: what others made of the rest meanwhile stays."""
        describe_photo(obj.pk, by=request.user, **{name: form.cleaned_data[name] for name in form.changed_data})
        if {"embargo_until", "usage_until"} & set(form.changed_data):
            warn_of_loss(request, [obj], f"{to_photo(obj).url}#photo-uses")

    def log_change(self, request: HttpRequest, obj: Model, message: dict) -> None:
        """The verb notes it down."""

    def save_related(self, request: HttpRequest, form: PhotoForm, formsets, change: bool) -> None:
        """A photo has no links of its own."""

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        for sentence in doubts(obj):
            messages.warning(request, sentence)
        return super().response_change(request, obj)

    def original_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        """As it came, to be kept and never to be shown: a browser is told so in every way there is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        photo = self.asked_for(request, photo_id)
        try:
            file = photo.original.open("rb")
        except OSError as error:
            is_lost = isinstance(error, FileNotFoundError)
            away = _("The storage does not answer. Try again in a minute.")
            messages.error(request, _("The picture's file is not in place.") if is_lost else away)
            return to_photo(photo)
        name = photo.filename or photo.original.name.rpartition("/")[2]
        response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def develop_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        photo = self.asked_for(request, photo_id)
        if order_renditions(photo):
            messages.success(request, _("The public files are being made once more."))
        else:
            messages.error(request, _("It may not be used now: no files are made."))
        return to_photo(photo)

    def discard_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        photo = self.asked_for(request, photo_id)
        try:
            discard_photo(photo, by=request.user)
        except PublishingError as refusal:
            return refused(request, photo, refusal)
        messages.success(request, _("Deleted: %(photo)s.") % {"photo": photo})
        return HttpResponseRedirect(reverse("admin:articles_photo_changelist"))


def looks(photo: Photo) -> list[Look]:
    """Each frame as readers get it. Twin: `show` of static/desk/photo/focal.js."""
    whole, cuts = (photo.width, photo.height), []
    for frame in RATIOS:
        box = crop_box(*whole, frame, (photo.focal_x, photo.focal_y))
        width, height = box.right - box.left, box.bottom - box.top
        parts = {
            "width": photo.width / width,
            "height": photo.height / height,
            "left": -box.left / width,
            "top": -box.top / height,
        }
        style = ";".join(f"{name}:{part:.3%}" for name, part in parts.items())
        cuts.append(Look(frame, width, height, style))
    return cuts


def doubts(photo: Photo) -> list[str]:
    """What may be passed over, and is better not."""
    said = {
        "caption": _("The alternative text repeats the caption: say what is seen in the picture."),
        "filename": _("The alternative text is the name of the file: say what is seen in the picture."),
    }
    found = [said[again] for again in [repeats(photo.alt, photo.caption, photo.filename)] if again]
    if photo.width < NARROW:
        narrow = _("This picture is only %(width)s pixels wide: on a wide page it will be small.")
        found.append(narrow % {"width": photo.width})
    return found
