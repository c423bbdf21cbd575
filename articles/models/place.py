"""A place that datelines name, under the names it bore at the time."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.names import Language


class Place(models.Model):
    slug = models.SlugField(_("address"), unique=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return next((each.name for each in self.names.all() if each.is_current), self.slug)

    def name(self, language: str, on: date) -> str:
        """The name on that day in that language, else in Russian, else the slug."""
        names = [each for each in self.names.all() if each.covers(on)]
        for wanted in (language, Language.RUSSIAN):
            for each in names:
                if each.language == wanted:
                    return each.name
        return self.slug


class PlaceName(models.Model):
    """Astana was Nur-Sultan from March 2019 to September 2022: a story of 2021 keeps that name."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.RUSSIAN)
    name = models.CharField(_("name"), max_length=120)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True, help_text=_("The first day without this name."))

    class Meta:
        ordering = ["place", "valid_from", "language"]
        verbose_name = _("name of a place")
        verbose_name_plural = _("names of a place")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="place_name_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        return self.valid_until is None and self.language == Language.RUSSIAN

    def covers(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on < self.valid_until
        )
