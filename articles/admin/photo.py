"""The library of photos: every picture comes in through `take_in`, with its credit."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from articles.admin.choosing import MOST, Chosen
from articles.admin.matching import WordSearch, with_words
from articles.admin.noting import Noted
from articles.admin.photo_form import PhotoForm
from articles.admin.photo_upload import PhotoUpload
from articles.admin.site import site
from articles.admin.standing import moment
from articles.admin.thumbnails import with_thumbnails
from articles.models import Photo
from articles.publishing import make_renditions
from articles.search import index_photos

IN_THE_FILES = {"creator", "agency", "credit_line", "copyright_notice", "caption", "focal_x", "focal_y"}
"""What the public files carry or are cut by: a change makes them anew."""


class PhotoList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = with_thumbnails(self.result_list)


@admin.register(Photo, site=site)
class PhotoAdmin(PhotoUpload, WordSearch, Noted, Chosen):
    form = PhotoForm
    list_display = ["picture", "words", "credit", "added", "ends"]
    list_display_links = ["picture", "words"]
    list_filter = ["added_at", "digital_source_type"]
    list_per_page = 30
    sortable_by = ()
    actions = None
    show_facets = admin.ShowFacets.NEVER
    word_fields = ("caption", "alt", "creator", "agency")
    choice_template = "admin/photos/choice.html"
    choose_permission = "articles.view_photo"
    change_form_template = "admin/photos/change_form.html"
    fieldsets = [
        (_("Credit"), {"fields": ["creator", "agency", "credit_line", "copyright_notice"]}),
        (_("Words"), {"fields": ["caption", "alt"]}),
        (_("Focal point"), {"fields": ["focal_x", "focal_y"], "classes": ["focal"]}),
        (_("Rights"), {"fields": ["taken_at", "usage_until", "usage_terms", "licence_url", "digital_source_type"]}),
    ]

    class Media:
        css = {"all": ["desk/photo.css"]}
        js = [Script("desk/photo.js", type="module")]

    @admin.display(description=_("photo"))
    def picture(self, obj: Photo) -> SafeString:
        return render_to_string("admin/photos/thumbnail.html", {"photo": obj})

    @admin.display(description=_("caption"))
    def words(self, obj: Photo) -> str:
        return obj.caption or _("without a caption")

    @admin.display(description=_("added"))
    def added(self, obj: Photo) -> str:
        return moment(obj.added_at)

    @admin.display(description=_("may be used until"), empty_value="")
    def ends(self, obj: Photo) -> str | None:
        return obj.usage_until and _("until %(time)s") % {"time": moment(obj.usage_until)}

    def get_changelist(self, request: HttpRequest, **options) -> type[ChangeList]:
        return PhotoList

    def choices(self, request: HttpRequest, q: str) -> list[Photo]:
        return with_thumbnails(with_words(Photo.objects.public(), q, self.word_fields)[:MOST])

    def get_object(self, request: HttpRequest, object_id: str, from_field=None) -> Photo | None:
        photo = super().get_object(request, object_id, from_field)
        return with_thumbnails([photo], wide_enough=960)[0] if photo else None

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Editions name their photos for ever: a photo is withdrawn, not deleted."""
        return False

    def save_model(self, request: HttpRequest, obj: Photo, form: PhotoForm, change: bool) -> None:
        obj.save()
        index_photos([obj])
        if IN_THE_FILES.intersection(form.changed_data) and obj.original.storage.exists(obj.original.name):
            make_renditions(obj)

    def save_related(self, request: HttpRequest, form: PhotoForm, formsets, change: bool) -> None:
        """A photo has no links of its own."""
