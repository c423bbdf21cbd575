"""Tags as a journalist types them: the admin's own Select2, commas alone part them, new ones are made on saving."""

import json

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, get_select2_language
from django.urls import reverse

from articles.models import Tag
from articles.models.tag import parse_tags
from articles.text.folding import fold


class TagInput(forms.SelectMultiple):
    """A value is a list of names; every name chosen is an option of its own."""

    def __init__(self, attrs: dict | None = None):
        self.i18n_name = get_select2_language()
        super().__init__(attrs)

    @property
    def media(self) -> forms.Media:
        return AutocompleteMixin.media.fget(self)

    def build_attrs(self, base_attrs: dict, extra_attrs: dict | None = None) -> dict:
        select2 = {
            "class": "admin-autocomplete",
            "data-ajax--url": reverse("admin:articles_tag_complete"),
            "data-ajax--delay": "200",
            "data-theme": "admin-autocomplete",
            "data-tags": "true",
            "data-token-separators": json.dumps([","]),
            "data-placeholder": "",
            "lang": self.i18n_name or "",
        }
        return super().build_attrs(base_attrs, extra_attrs) | select2

    def format_value(self, value) -> list[str]:
        return [str(each) for each in value or ()]

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list:
        return [(None, [self.create_option(name, each, each, True, index)], index) for index, each in enumerate(value)]

    def value_from_datadict(self, data, files, name: str) -> list[str]:
        return parse_tags(",".join(data.getlist(name)))


class TagsField(forms.Field):
    widget = TagInput

    def clean(self, value: list[str]) -> list[str]:
        longest = Tag._meta.get_field("name").max_length
        for name in super().clean(value):
            forms.CharField(max_length=longest).clean(name)
        return value

    def has_changed(self, initial, data) -> bool:
        return {fold(str(tag)) for tag in initial or ()} != {fold(name) for name in data or ()}
