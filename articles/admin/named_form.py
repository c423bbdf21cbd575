"""Sections and authors: the address is made of the Russian name, once; readers' links keep it."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Placement
from articles.models.names import Language
from articles.models.placement import shelf
from articles.text.slugs import slug

NAMES = ["name_ru", "name_kk", "name_en"]


class NamedForm(forms.ModelForm):
    slug = forms.SlugField(label=_("address"), required=False, help_text=_("Empty: made of the Russian name."))

    def clean(self) -> dict:
        values = super().clean() or self.cleaned_data
        if "slug" in self.fields and not values.get("slug") and "slug" not in self.errors:
            values["slug"] = slug(values.get("name_ru", ""), length=50)
        return values


class KeptWhileListed:
    """For an admin class of what has a list of its own: live pages lead there as long as a story stands on it."""

    shelf_kind = ""

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or not self.is_listed(obj.pk)

    def is_listed(self, pk: int) -> bool:
        shelves = [shelf(language, self.shelf_kind, pk) for language in Language.values]
        return Placement.objects.filter(shelf__in=shelves).exists()


class FixedAddress(KeptWhileListed):
    """For an admin class: an address that readers may have kept is not changed."""

    form = NamedForm

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> list[str]:
        return ["slug"] if obj else []
