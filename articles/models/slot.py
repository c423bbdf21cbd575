"""The front page's places that an editor fills by hand; the rest fill themselves."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.names import Language

PLACES = 7
"""The lead and the six stories beside and below it."""


class SlotQuerySet(models.QuerySet["Slot"]):
    def filled(self, at: datetime | None = None):
        """Whose time is not over. Whether its story may be shown, the gate says."""
        return self.filter(Q(until=None) | Q(until__gt=at or timezone.now()))

    def on_front(self, language: str):
        return self.filter(language=language).order_by("position")


class Slot(models.Model):
    """A story put in a place of one language's front page: place 1 is the lead."""

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    position = models.PositiveSmallIntegerField(_("place"))
    article = models.ForeignKey("Article", models.CASCADE, related_name="+", verbose_name=_("story"))
    until = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: until it is taken out."))
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["language", "position"]
        verbose_name = _("place on the front page")
        verbose_name_plural = _("front page")
        constraints = [
            models.UniqueConstraint(fields=["language", "position"], name="place_holds_one_story"),
            models.UniqueConstraint(fields=["language", "article"], name="story_has_one_place"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=PLACES), name="place_is_one_of_the_front_page"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.position}" if self.position else self.language
