"""Authors, as bylines name them."""

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.choosing import MOST, Chosen
from articles.admin.matching import WordSearch, with_words
from articles.admin.named_form import NAMES, FixedAddress
from articles.admin.noting import Noted
from articles.admin.site import site
from articles.models import Author


@admin.register(Author, site=site)
class AuthorAdmin(FixedAddress, WordSearch, Noted, Chosen):
    shelf_kind = "author"
    list_display = ["name_ru", "name_kk", "name_en", "user"]
    list_select_related = ["user"]
    word_fields = ("name_ru", "name_kk", "name_en", "slug")
    fields = [*NAMES, "slug", "user"]
    choice_template = "admin/cards/author_choice.html"
    choose_permission = "articles.change_article"  # who writes a story names its authors

    def choices(self, request: HttpRequest, q: str) -> list[Author]:
        return list(with_words(Author.objects.all(), q, self.word_fields)[: MOST + 1])
