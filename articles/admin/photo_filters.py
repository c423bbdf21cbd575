"""What the wall of photos is narrowed by: all of it in the address, each by an index of its own."""

from collections import Counter
from datetime import date, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.admin.ordered import is_id
from articles.models import Photo, PhotoUse
from articles.models.photo import BY_MACHINE, PhotoQuerySet
from articles.pages.addresses import midnight
from articles.text.folding import fold

NEWEST = 1_000
"""Photos whose agencies and photographers are offered."""

MOST_NAMES, MOST_MEANT, MOST_IDS = 40, 200, 200
FEW = 2_000
"""So many photos are read by their ids; of more, walking from the newest soon meets a page."""

RIGHTS = {
    "usable": _("may be shown now"),
    "ending": _("ending within a week"),
    "ended": _("ended"),
    "embargoed": _("under embargo"),
    "withdrawn": pgettext_lazy("photo", "withdrawn"),
}
USES = {
    "published": _("published"),
    "drafts": _("in drafts alone"),
    "never": _("never used"),
}


class Day(forms.DateField):
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    default_validators = [MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


class PhotoFilters(forms.Form):
    """Nonsense in the address is said at its field, and narrows nothing."""

    agency = forms.CharField(label=_("Agency"), required=False, max_length=200)
    creator = forms.CharField(label=_("Photographer"), required=False, max_length=200)
    since = Day(label=_("Added since"), required=False)
    until = Day(label=_("Added until"), required=False)
    rights = forms.ChoiceField(label=_("Rights"), required=False, choices=[("", _("whatever")), *RIGHTS.items()])
    use = forms.ChoiceField(label=_("Use"), required=False, choices=[("", _("whatever")), *USES.items()])
    machine = forms.BooleanField(label=_("Made by a machine"), required=False)
    id = forms.CharField(label=_("These photos"), required=False, max_length=4_000, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict):
        super().__init__(asked, auto_id="filter_%s", label_suffix="")
        for name in ("agency", "creator"):
            self.fields[name].widget.attrs["list"] = f"known_{name}"
        self.full_clean()
        self.asked = {name: value for name, value in self.cleaned_data.items() if value}

    @cached_property
    def known(self) -> dict[str, list[str]]:
        """The names beside the newest photos, in the order of the alphabet: one query."""
        rows = list(Photo.objects.order_by("-pk").values_list("agency", "creator")[:NEWEST])
        agencies, creators = Counter(agency for agency, _by in rows), Counter(creator for _of, creator in rows)
        return {"agency": often(agencies), "creator": often(creators)}

    def clean_id(self) -> list[int]:
        return [int(each) for each in self.cleaned_data["id"].split(",") if is_id(each)][:MOST_IDS]

    def said(self) -> dict[str, tuple[str, str]]:
        """Label and value of each filter asked for, in words."""
        return {name: (str(self.fields[name].label), self.in_words(name)) for name in self.asked}

    def in_words(self, name: str) -> str:
        value, field = self.asked[name], self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices)[value])
        if isinstance(field, forms.DateField):
            return date_format(value, "j b Y")
        return {"machine": str(_("yes")), "id": f"{len(value)}" if name == "id" else ""}.get(name, value)

    def narrow(self, photos: PhotoQuerySet) -> PhotoQuerySet:
        for name in self.asked:
            photos = getattr(self, f"by_{name}")(photos, self.asked[name])
        return photos

    def by_agency(self, photos: PhotoQuerySet, typed: str) -> PhotoQuerySet:
        return photos.filter(agency__in=self.meant("agency", typed))

    def by_creator(self, photos: PhotoQuerySet, typed: str) -> PhotoQuerySet:
        return photos.filter(creator__in=self.meant("creator", typed))

    def meant(self, field: str, typed: str) -> list[str]:
        """The name itself, or those of the whole library with those words in them: one query that an index answers."""
        if typed in self.known[field]:
            return [typed]
        words, names = fold(typed).split(), Photo.objects.order_by().values_list(field, flat=True).distinct()
        return [typed, *(name for name in names if name and all(word in fold(name) for word in words))][:MOST_MEANT]

    def by_since(self, photos: PhotoQuerySet, day: date) -> PhotoQuerySet:
        return photos.filter(added_at__gte=midnight(day))

    def by_until(self, photos: PhotoQuerySet, day: date) -> PhotoQuerySet:
        return photos.filter(added_at__lt=midnight(day + timedelta(days=1)))

    def by_rights(self, photos: PhotoQuerySet, rights: str) -> PhotoQuerySet:
        return photos.public() if rights == "usable" else getattr(photos, rights)()

    def by_use(self, photos: PhotoQuerySet, use: str) -> PhotoQuerySet:
        if use == "published":
            return photos.filter(used_at__isnull=False)
        kept = PhotoUse.objects.filter(article__put_away_at=None)
        in_drafts, unpublished = Exists(kept.filter(photo=OuterRef("pk"))), photos.filter(used_at=None)
        if use == "never":
            return unpublished.exclude(in_drafts)
        ids = list(kept.values_list("photo_id", flat=True).distinct()[:FEW])
        return unpublished.filter(pk__in=ids) if len(ids) < FEW else unpublished.filter(in_drafts)

    def by_machine(self, photos: PhotoQuerySet, machine: bool) -> PhotoQuerySet:
        return photos.filter(digital_source_type__in=BY_MACHINE)

    def by_id(self, photos: PhotoQuerySet, ids: list[int]) -> PhotoQuerySet:
        return photos.filter(pk__in=ids)


def often(names: Counter[str]) -> list[str]:
    del names[""]
    return sorted(name for name, _number in names.most_common(MOST_NAMES))
