"""What readers see: frozen, numbered, shown during an interval."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.json import ReadableJSONField
from articles.models.names import Language

LARGEST_ID = 10**18 - 1  # an address carries at most 18 digits; SQLite's integers end at 19
LARGEST_NUMBER = 2**31 - 1  # of an edition or a version


class EndedAs(models.TextChoices):
    OPEN = "", _("not ended")
    REPLACED = "replaced", _("replaced")
    CANCELLED = "cancelled", _("cancelled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    KILLED = "killed", _("killed")


class Change(models.TextChoices):
    """How an edition differs from the one before; a typo alone does not move the updated time."""

    FIRST = "first", _("first publication")
    TYPO = "typo", _("typo")
    UPDATE = "update", _("update")
    CORRECTION = "correction", _("correction")
    CLARIFICATION = "clarification", _("clarification")
    RETRACTION = "retraction", _("retraction")


TELLING = (Change.CORRECTION, Change.CLARIFICATION, Change.RETRACTION)
"""Changes that readers are told of in words."""


class EditionQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None):
        """What a reader may see at that moment. Twins: `Edition.is_live`, `PlacementQuerySet.live`."""
        at = at or timezone.now()
        return self.filter(visible_from__lte=at).filter(Q(visible_until=None) | Q(visible_until__gt=at))

    def shown(self, at: datetime | None = None):
        """Live now or at any time before: not waiting, not cancelled."""
        return self.filter(visible_from__lte=at or timezone.now()).filter(
            Q(visible_until=None) | Q(visible_until__gt=F("visible_from"))
        )

    def waiting(self, at: datetime | None = None):
        return self.filter(visible_from__gt=at or timezone.now()).filter(
            Q(visible_until=None) | Q(visible_until__gt=F("visible_from"))
        )

    def not_over(self, at: datetime | None = None):
        """Live now, or waiting for their time."""
        at = at or timezone.now()
        return self.filter(Q(visible_until=None) | Q(visible_until__gt=at) & Q(visible_until__gt=F("visible_from")))

    def begun(self, after: datetime, at: datetime):
        """Live at that moment, and begun since the one before it."""
        return self.live(at).filter(visible_from__gt=after)

    def gone(self, after: datetime, at: datetime):
        """Taken from readers since that moment, and no other edition of the story is live in its language instead."""
        instead = Edition.objects.live(at).filter(article_id=OuterRef("article_id"), language=OuterRef("language"))
        taken = self.filter(
            ended_as__in=(EndedAs.WITHDRAWN, EndedAs.KILLED, EndedAs.REPLACED)
        )  # it began: no CANCELLED
        return taken.filter(visible_until__gt=after, visible_until__lte=at).exclude(Exists(instead))

    def telling(self):
        """Those that told readers what the newsroom had got wrong."""
        return self.filter(change__in=TELLING).exclude(public_note="")

    def with_version_number(self):
        """Each with `version_number`: that of its version, which a timeline compares."""
        return self.annotate(version_number=F("version__number"))

    def in_language(self, language: str):
        return self.filter(language=language)

    def of_story(self, article_id: int):
        return self.filter(article_id=article_id) if 0 < article_id <= LARGEST_ID else self.none()

    def newest_first(self):
        return self.order_by("-first_published_at", "-article_id")


class Edition(models.Model):
    """Frozen: a trigger refuses every change but that of `visible_until` and `ended_as`."""

    article = models.ForeignKey("Article", models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    version = models.ForeignKey("Version", models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    group = models.UUIDField()
    visible_from = models.DateTimeField(_("visible from"))
    visible_until = models.DateTimeField(_("visible until"), null=True)
    ended_as = models.CharField(_("ended as"), max_length=10, choices=EndedAs.choices, blank=True, default="")
    resumes_until = models.DateTimeField(
        null=True, help_text=_("The end that the live edition had before this one was scheduled.")
    )
    first_published_at = models.DateTimeField(_("first published at"))
    slug = models.CharField(max_length=60)
    changed_at = models.DateTimeField(_("changed at"))
    change = models.CharField(_("change"), max_length=20, choices=Change.choices)
    public_note = models.TextField(_("note to readers"), blank=True)
    earlier_notes = ReadableJSONField(default=list)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    content = ReadableJSONField()

    version_number: int
    """Where `with_version_number` asked for it."""

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "-number"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_is_used_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(visible_until=None), name="story_has_one_open_ended_edition"
            ),
            models.CheckConstraint(
                condition=Q(visible_until=None) | Q(visible_until__gte=F("visible_from")),
                name="edition_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(visible_until=None, ended_as="") | (Q(visible_until__isnull=False) & ~Q(ended_as="")),
                name="edition_that_ends_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "visible_from", "visible_until"], name="edition_of_story"),
            models.Index(fields=["visible_from"], name="edition_beginnings"),
            models.Index(fields=["visible_until"], condition=Q(visible_until__isnull=False), name="edition_ends"),
            models.Index(fields=["group"], name="edition_translations"),
            models.Index(
                fields=["language", "-visible_from", "-id"], condition=~Q(public_note=""), name="edition_telling"
            ),
            # Without those that have no end: on SQLite the gate would look for them here, and sort them.
            models.Index(
                fields=["ended_as", "visible_until", "article"],
                condition=Q(visible_until__isnull=False),
                name="edition_endings",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (№ {self.number})"

    def get_absolute_url(self) -> str:
        """Twin: the route "story", which is far slower."""
        prefix = "" if self.language == settings.LANGUAGE_CODE else f"/{self.language}"
        return f"{prefix}/{self.day}/{self.slug}-{self.article_id}.html"

    @property
    def headline(self) -> str:
        return self.content["headline"]

    @property
    def day(self) -> str:
        """Day of first publication where the newsroom is: '20210430'."""
        there = self.first_published_at.astimezone(timezone.get_default_timezone())
        return f"{there.year}{there.month:02}{there.day:02}"

    def is_live(self, at: datetime | None = None) -> bool:
        """Twin: `EditionQuerySet.live`."""
        at = at or timezone.now()
        return self.visible_from <= at and (self.visible_until is None or self.visible_until > at)

    @property
    def is_void(self) -> bool:
        """Cancelled before it began: never shown."""
        return self.visible_until is not None and self.visible_until <= self.visible_from
