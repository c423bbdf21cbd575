"""Places that datelines name, each under the names it bore at the time."""

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.matching import WordSearch
from articles.admin.noting import Noted
from articles.admin.site import site
from articles.models import Place, PlaceName


class NameInline(admin.TabularInline):
    model = PlaceName
    fields = ["name", "language", "valid_from", "valid_until"]
    extra = 0
    min_num = 1
    formfield_overrides = {models.DateField: {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}}


@admin.register(Place, site=site)
class PlaceAdmin(WordSearch, Noted):
    list_display = ["__str__", "all_names", "slug"]
    word_fields = ("names__name", "slug")
    inlines = [NameInline]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Place]:
        return super().get_queryset(request).prefetch_related("names")

    @admin.display(description=_("names"))
    def all_names(self, obj: Place) -> str:
        return ", ".join(dict.fromkeys(each.name for each in obj.names.all()))
