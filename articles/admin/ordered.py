"""Lists that a journalist puts in order: bylines with their roles, related news. Each is a field of the form."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.standing import with_standing
from articles.models import Article, Author
from articles.models.author import Role


class OrderedList(forms.Widget):
    """Rows with arrows and a cross; new ones come from the search dialog."""

    template_name = "admin/ordered/list.html"
    row_template = ""
    choose = ""
    add_label: Any = ""
    search_label: Any = ""

    def rows(self, value) -> list[dict]:
        raise TypeError(f"{type(self).__name__} says no rows")

    def render(self, name: str, value, attrs: dict | None = None, renderer=None) -> SafeString:
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "rows": self.rows(value or []),
            "row_template": self.row_template,
            "choose": reverse(self.choose),
            "add_label": self.add_label,
            "search_label": self.search_label,
            "roles": Role.choices,
        }
        return render_to_string(self.template_name, context)

    def id_for_label(self, id_: str) -> str:
        return ""


class BylinesInput(OrderedList):
    """A value is a list of (author's id, role)."""

    row_template = "admin/ordered/byline.html"
    choose = "admin:articles_author_choose"
    add_label = _("Add a byline")
    search_label = _("Search the authors")

    def rows(self, value: list[tuple[int, str]]) -> list[dict]:
        authors = Author.objects.in_bulk([author for author, _role in value])
        return [{"author": authors[pk], "role": role} for pk, role in value if pk in authors]

    def value_from_datadict(self, data, files, name: str) -> list[tuple[int, str]]:
        pairs = zip(data.getlist(f"{name}_author"), data.getlist(f"{name}_role"), strict=False)
        return [(int(author), role) for author, role in pairs if is_id(author)]


class RelatedInput(OrderedList):
    """A value is a list of stories' ids."""

    row_template = "admin/ordered/related.html"
    choose = "admin:articles_article_choose"
    add_label = _("Add a story")
    search_label = _("Search the stories")

    def rows(self, value: list[int]) -> list[dict]:
        stories = Article.objects.defer("body").in_bulk(value)
        return [{"story": story} for story in with_standing(stories[pk] for pk in value if pk in stories)]

    def value_from_datadict(self, data, files, name: str) -> list[int]:
        return list(dict.fromkeys(int(each) for each in data.getlist(name) if is_id(each)))


class BylinesField(forms.Field):
    widget = BylinesInput

    def clean(self, value: list[tuple[int, str]]) -> list[tuple[int, str]]:
        if any(role not in Role.values for _author, role in value):
            raise forms.ValidationError(_("Choose a role."))
        return list(dict.fromkeys(value))


class RelatedField(forms.Field):
    widget = RelatedInput


def is_id(text: str) -> bool:
    """What a database takes for a key: SQLite's integers end at 19 digits."""
    return text.isascii() and text.isdecimal() and len(text) <= 18
