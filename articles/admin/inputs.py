"""Inputs that Django has not: a photo chosen from the wall, a day with a time, a line without what nobody sees."""

from datetime import datetime

from django import forms
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.admin.ordered import is_id
from articles.admin.photo_marks import with_troubles
from articles.admin.thumbnails import with_thumbnails
from articles.models import Photo
from articles.models.edition import LARGEST_NUMBER
from articles.text.cleaning import seen_line


class DateAndTime(forms.SplitDateTimeWidget):
    """The browser's own pickers: `name_0` is the day, `name_1` the time."""

    def __init__(self, attrs: dict | None = None):
        super().__init__(
            attrs,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date"},
            time_attrs={"type": "time"},
        )


class MomentField(forms.SplitDateTimeField):
    """Its two inputs have a name each, for those who hear the page."""

    widget = DateAndTime

    def __init__(self, *, label: str, **options):
        super().__init__(label=label, **options)
        for part, name in zip(self.widget.widgets, (_("day"), _("time")), strict=True):
            part.attrs["aria-label"] = format_lazy("{}, {}", label, name)

    def compress(self, data_list: list) -> datetime | None:
        """A year that no calendar of the newsroom has is a slip of the finger, and breaks arithmetic with zones."""
        if data_list and data_list[0] and not 1800 <= data_list[0].year <= 2999:
            raise forms.ValidationError(_("Check the year."))
        return super().compress(data_list)


class LineField(forms.CharField):
    """One line of what can be seen."""

    def to_python(self, value: str | None) -> str:
        return seen_line(super().to_python(value))


class NumberField(forms.CharField):
    """Of a version; None for nonsense, which is no reason to keep a text from being saved."""

    def to_python(self, value: str | None) -> int | None:
        number = int(value) if is_id(str(value)) else 0
        return number if 0 < number <= LARGEST_NUMBER else None


class PhotoInput(forms.HiddenInput):
    """A hidden id, the picture, and buttons that open the wall; `may_upload`: with a way to where photos come in."""

    input_type = "photo"  # not hidden: its label and errors are shown
    may_upload = False

    def render(self, name: str, value, attrs: dict | None = None, renderer=None) -> SafeString:
        photo = Photo.objects.filter(pk=value).first() if is_id(str(value)) else None
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "photo": photo and with_troubles(with_thumbnails([photo]))[0],
            "choose": reverse("admin:articles_photo_choose"),
            "upload": reverse("admin:articles_photo_add") if self.may_upload else "",
            "previews": reverse("admin:articles_article_cards"),
        }
        return render_to_string("admin/photos/input.html", context)

    def id_for_label(self, id_: str) -> str:
        return ""


class PhotoField(forms.ModelChoiceField):
    widget = PhotoInput


class NamedField(forms.ModelChoiceField):
    """Sections are listed by their names in the person's language."""

    def label_from_instance(self, row: Model) -> str:
        return row.name(get_language())
