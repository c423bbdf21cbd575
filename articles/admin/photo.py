"""The library of photos: every picture comes in through `take_in`, with its credit."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.noting import Noted
from articles.admin.photo_choosing import PhotoChoosing
from articles.admin.photo_describing import PhotoDescribing
from articles.admin.photo_form import PhotoForm
from articles.admin.photo_page import PhotoPage
from articles.admin.photo_upload import PhotoUpload
from articles.admin.photo_wall import PhotoWallAdmin
from articles.admin.site import site
from articles.models import Photo


@admin.register(Photo, site=site)
class PhotoAdmin(PhotoUpload, PhotoPage, PhotoWallAdmin, PhotoDescribing, PhotoChoosing, Noted):
    form = PhotoForm
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

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Editions name their photos for ever: a photo is withdrawn, not deleted."""
        return False
