"""The form of a photo that the library has: who opened it saves only what they changed themselves."""

import json
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.from_file import in_words, said_by_file, stamp
from articles.admin.inputs import LineField, MomentField
from articles.models import Photo

TEXTS = ("caption", "alt", "usage_terms")
LINES = ("creator", "agency", "credit_line", "copyright_notice", "headline", "people", "keywords", "city")


class FocalInput(forms.NumberInput):
    def __init__(self, attrs: dict | None = None):
        super().__init__({"step": "0.01"} | (attrs or {}))


class PhotoForm(forms.ModelForm):
    """`seen` carries stamps of the values that it was opened with. A field whose own value is the same as then was not
    touched here: what somebody else made of it meanwhile stays.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    taken_at = MomentField(label=_("Taken at"), required=False)
    usage_until = MomentField(label=_("May be used until"), required=False)
    embargo_until = MomentField(
        label=_("Embargo until"), required=False, help_text=_("No reader sees the picture before.")
    )
    licence_url = forms.URLField(label=_("Licence"), required=False, assume_scheme="https")
    licensor_url = forms.URLField(
        label=_("Where to license it"),
        required=False,
        assume_scheme="https",
        help_text=_("A page on which a licence can be acquired."),
    )
    focal_x = forms.FloatField(label=_("Across"), min_value=0, max_value=1, widget=FocalInput)
    focal_y = forms.FloatField(label=_("Down"), min_value=0, max_value=1, widget=FocalInput)

    class Meta:
        model = Photo
        fields = ()  # the admin class names them
        widgets = {name: forms.Textarea({"rows": 2}) for name in TEXTS}
        field_classes = dict.fromkeys(LINES, LineField)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        names = [name for name in self.fields if name != "seen"]
        self.kept = {name: getattr(self.instance, name) for name in names}
        self.untouched: set[str] = set()
        self.initial["seen"] = json.dumps({name: stamp(value) for name, value in self.kept.items()})
        said = said_by_file(self.instance)
        for name in names:
            self.fields[name].said = said.get(name)

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name != "seen" and name not in self.untouched]

    def clean(self) -> dict:
        super().clean()
        values, seen = self.cleaned_data, stamps(self.cleaned_data.get("seen", ""))
        for name in [name for name in self.kept if name in values and name in seen]:
            mine, theirs = stamp(values[name]), stamp(self.kept[name])
            if mine == seen[name]:
                values[name] = self.kept[name]
                self.untouched.add(name)
            elif theirs not in (seen[name], mine):
                seen[name] = theirs
                self.add_error(name, changed_meanwhile(self.kept[name]))
        self.see(seen)
        return values

    def see(self, seen: dict[str, str]) -> None:
        """Whoever was told of the others' words and saves once more means it."""
        if self.errors:
            typed: QueryDict = self.data.copy()
            typed["seen"] = json.dumps(seen)
            self.data = typed


def changed_meanwhile(theirs: Any) -> str:
    if not in_words(theirs):
        return gettext("Somebody has emptied this meanwhile. Yours stands here: save once more to keep it.")
    said = gettext("Somebody has changed this meanwhile: “%(theirs)s”. Yours stands here: save once more to keep it.")
    return said % {"theirs": in_words(theirs)}


def stamps(text: str) -> dict[str, str]:
    """{field: stamp}; nonsense is as good as none."""
    try:
        read = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
