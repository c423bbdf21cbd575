"""A picture of the library: who made it, what it may be used for, and how its public files stand."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.json import ReadableJSONField
from articles.renditions.names import new_token


def originals() -> Storage:
    """Private: no reader's address leads there."""
    return storages["originals"]


def original_name(photo: "Photo", filename: str) -> str:
    return f"{photo.token}/{filename}"


class DigitalSource(models.TextChoices):
    """IPTC digital source types that a newsroom meets (cv.iptc.org/newscodes/digitalsourcetype)."""

    UNKNOWN = "", _("nobody said")
    CAPTURE = "digitalCapture", _("taken with a camera")
    NEGATIVE = "negativeFilm", _("scanned from a negative")
    POSITIVE = "positiveFilm", _("scanned from a slide")
    PRINT = "print", _("scanned from a print")
    CREATION = "digitalCreation", _("drawn by a person")
    EDITED = "humanEdits", _("altered by a person")
    COMPOSED = "compositeCapture", _("composed of photographs")
    SCREEN = "screenCapture", _("a picture of a screen")
    MACHINE = "trainedAlgorithmicMedia", _("made by a machine")
    COMPOSITE = "compositeWithTrainedAlgorithmicMedia", _("partly made by a machine")


BY_MACHINE = (DigitalSource.MACHINE, DigitalSource.COMPOSITE)
"""What readers are told of."""


class Failure(models.TextChoices):
    """Why a photo has no public files and will have none."""

    NONE = "", _("none")
    BROKEN = "broken", _("the file is damaged or cut short")
    TOO_HARD = "too_hard", _("the file takes too long or too much memory")
    MISSING = "missing", _("the file is not in its place")


class PhotoQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None):
        """What may be shown to readers at that moment. Twin: `Photo.is_public`."""
        at = at or timezone.now()
        return self.usable(at).filter(Q(embargo_until=None) | Q(embargo_until__lte=at))

    def usable(self, at: datetime | None = None):
        """What may be chosen for a story: public now, or once its embargo is over. Twin: `Photo.is_usable`."""
        return self.permitted(at).filter(failure="")

    def permitted(self, at: datetime | None = None):
        """What is not withdrawn, and within its rights."""
        at = at or timezone.now()
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at)).filter(
            Q(usage_until=None) | Q(usage_until__gt=at)
        )

    def ending(self, at: datetime | None = None, within: timedelta = timedelta(days=7)):
        """Whose rights end so soon."""
        at = at or timezone.now()
        return self.usable(at).filter(usage_until__gt=at, usage_until__lte=at + within)

    def ended(self, at: datetime | None = None):
        return self.filter(usage_until__lte=at or timezone.now())

    def embargoed(self, at: datetime | None = None):
        return self.filter(embargo_until__gt=at or timezone.now())

    def withdrawn(self, at: datetime | None = None):
        return self.filter(withdrawn_at__lte=at or timezone.now())

    def due(self, at: datetime | None = None):
        """Whose public files are to be made: what was ordered last first, so that a backlog keeps no editor waiting."""
        return self.filter(renditions_due_at__lte=at or timezone.now()).order_by("-renditions_due_at", "-pk")


class Photo(models.Model):
    original = models.FileField(_("file"), storage=originals, upload_to=original_name, max_length=255)
    filename = models.CharField(_("file name"), max_length=255, blank=True, editable=False)
    original_format = models.CharField(_("format"), max_length=10, blank=True, editable=False)
    original_bytes = models.PositiveBigIntegerField(_("bytes"), default=0, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, null=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    color = models.CharField(_("colour"), max_length=7, default="#888888", editable=False)
    creator = models.CharField(_("photographer"), max_length=200, blank=True)
    agency = models.CharField(_("agency"), max_length=200, blank=True)
    credit_line = models.CharField(_("credit line"), max_length=300, blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=300, blank=True)
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    alt = models.TextField(
        _("alternative text"), blank=True, help_text=_("What is seen in the picture, for those who cannot see it.")
    )
    people = models.CharField(
        _("people"), max_length=500, blank=True, help_text=_("Who is in the picture, separated by commas.")
    )
    keywords = models.CharField(_("keywords"), max_length=1000, blank=True, help_text=_("Separated by commas."))
    city = models.CharField(_("city"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    usage_until = models.DateTimeField(_("may be used until"), null=True, blank=True)
    embargo_until = models.DateTimeField(
        _("embargo until"), null=True, blank=True, help_text=_("No reader sees the picture before.")
    )
    licence_url = models.URLField(_("licence"), max_length=500, blank=True)
    licensor_url = models.URLField(
        _("where to license it"), max_length=500, blank=True, help_text=_("A page on which a licence can be acquired.")
    )
    digital_source_type = models.CharField(
        _("source"), max_length=60, choices=DigitalSource.choices, default=DigitalSource.UNKNOWN, blank=True
    )
    focal_x = models.FloatField(_("focal point, across"), default=0.5)
    focal_y = models.FloatField(_("focal point, down"), default=0.5)
    from_file = ReadableJSONField(default=dict, editable=False)
    """What its metadata said when it came in: field of ours -> text."""
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )
    used_at = models.DateTimeField(_("first published"), null=True, editable=False)
    """When an edition with it was first made; null: never."""

    # Its public files are made in the background. The row itself is the queue: whoever takes it moves `due` on by as
    # long as they may be silent, so work that was killed comes due again.
    renditions_due_at = models.DateTimeField(null=True, editable=False)
    renditions_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    renditions_made = models.PositiveSmallIntegerField(default=0, editable=False)
    renditions_wanted = models.PositiveSmallIntegerField(default=0, editable=False)
    failure = models.CharField(max_length=20, choices=Failure.choices, blank=True, default="", editable=False)

    objects = PhotoQuerySet.as_manager()

    is_known = False
    """Said by `take_in` of one whose very bytes the library had."""

    class Meta:
        ordering = ["-id"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        indexes = [
            models.Index(fields=["usage_until"], condition=Q(usage_until__isnull=False), name="photo_rights_end"),
            models.Index(
                fields=["-renditions_due_at", "-id"],
                condition=Q(renditions_due_at__isnull=False),
                name="photo_files_due",
            ),
            models.Index(fields=["agency", "-id"], name="photo_of_agency"),
            models.Index(fields=["creator", "-id"], name="photo_of_creator"),
            models.Index(fields=["added_at", "-id"], name="photo_by_day"),
            models.Index(fields=["-id"], condition=Q(used_at=None), name="photo_never_used"),
            models.Index(fields=["embargo_until"], condition=Q(embargo_until__isnull=False), name="photo_embargo"),
            models.Index(fields=["digital_source_type", "-id"], name="photo_of_source"),
            models.Index(fields=["-id"], condition=Q(used_at__isnull=False), name="photo_published"),
            models.Index(fields=["withdrawn_at"], condition=Q(withdrawn_at__isnull=False), name="photo_withdrawn"),
            models.Index(fields=["failure"], condition=Q(used_at__isnull=False), name="photo_failed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(creator="") | ~Q(agency=""),
                name="photo_has_credit",
                violation_error_message=_("Name the photographer or the agency: no picture goes without a credit."),
            ),
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)), name="focal_point_is_inside_the_photo"
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.headline or self.filename or self.credit

    def clean(self) -> None:
        """Beyond what the constraint sees."""
        if (self.creator or self.agency) and not self.names_somebody:
            raise ValidationError(_("Name the photographer or the agency: no picture goes without a credit."))

    @property
    def names_somebody(self) -> bool:
        """By a letter or a digit: not by a space of no width, a slash or a sign alone."""
        return bool(re.search(r"[^\W_]", self.creator + self.agency))

    @property
    def credit(self) -> str:
        """'© Sputnik / Владислав Воднев'; either part may be missing."""
        return "© " + " / ".join(part for part in (self.agency, self.creator) if part)

    def is_public(self, at: datetime | None = None) -> bool:
        """Twin: `PhotoQuerySet.public`."""
        at = at or timezone.now()
        return self.is_usable(at) and (self.embargo_until is None or self.embargo_until <= at)

    def is_usable(self, at: datetime | None = None) -> bool:
        """Twin: `PhotoQuerySet.usable`."""
        at = at or timezone.now()
        return not self.is_withdrawn(at) and (self.usage_until is None or self.usage_until > at) and not self.failure

    def is_withdrawn(self, at: datetime | None = None) -> bool:
        """Twin: `PhotoQuerySet.withdrawn`."""
        return self.withdrawn_at is not None and self.withdrawn_at <= (at or timezone.now())

    def is_left_as_it_was(self) -> bool:
        """Making its files anew failed: readers see those of before, with the credit and the cut of before."""
        return self.renditions_due_at is None and self.renditions_made < self.renditions_wanted and self.is_usable()

    @property
    def is_by_machine(self) -> bool:
        return self.digital_source_type in BY_MACHINE
