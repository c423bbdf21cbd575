"""The library of photos: every picture comes in through `take_in`, with its credit."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.choosing import MOST, Chosen
from articles.admin.matching import WordSearch, with_words
from articles.admin.noting import Noted
from articles.admin.photo_form import PhotoForm
from articles.admin.photo_page import PhotoPage
from articles.admin.photo_upload import PhotoUpload
from articles.admin.site import site
from articles.admin.standing import moment
from articles.admin.thumbnails import with_thumbnails
from articles.models import Photo


class PhotoList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = with_thumbnails(self.result_list)


@admin.register(Photo, site=site)
class PhotoAdmin(PhotoUpload, PhotoPage, WordSearch, Noted, Chosen):
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
        (_("Focal point"), {"fields": ["focal_x", "focal_y"], "classes": ["focal"]}),
        (_("Credit"), {"fields": ["creator", "agency", "credit_line", "copyright_notice"]}),
        (_("Words"), {"fields": ["headline", "caption", "alt", "people", "keywords", "city", "taken_at"]}),
        (
            _("Rights"),
            {
                "fields": [
                    "usage_terms",
                    "usage_until",
                    "embargo_until",
                    "licence_url",
                    "licensor_url",
                    "digital_source_type",
                ]
            },
        ),
    ]

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

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Editions name their photos for ever: a photo is withdrawn, not deleted."""
        return False
