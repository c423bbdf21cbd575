"""Sections of the newspaper."""

from django.contrib import admin

from articles.admin.matching import WordSearch
from articles.admin.named_form import NAMES, FixedAddress
from articles.admin.noting import Noted
from articles.admin.site import site
from articles.models import Section


@admin.register(Section, site=site)
class SectionAdmin(FixedAddress, WordSearch, Noted):
    shelf_kind = "section"
    list_display = ["name_ru", "name_kk", "name_en", "slug", "position"]
    list_editable = ["position"]
    word_fields = ("name_ru", "name_kk", "name_en", "slug")
    fields = [*NAMES, "slug", "position"]
