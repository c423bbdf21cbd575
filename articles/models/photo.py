"""A picture of the library with who made it, and the files that readers get."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.renditions.names import new_token


def originals() -> Storage:
    """Private: no reader's address leads there."""
    return storages["originals"]


def original_name(photo: "Photo", filename: str) -> str:
    return f"{photo.token}/{filename}"


class DigitalSource(models.TextChoices):
    """IPTC digital source types that a newsroom meets (cv.iptc.org/newscodes/digitalsourcetype)."""

    CAPTURE = "digitalCapture", _("taken with a camera")
    CREATION = "digitalCreation", _("drawn by a person")
    MACHINE = "trainedAlgorithmicMedia", _("made by a machine")
    COMPOSITE = "compositeWithTrainedAlgorithmicMedia", _("partly made by a machine")


class PhotoQuerySet(models.QuerySet):
    def public(self, at=None):
        """What may be shown to readers at that moment. Twin: `Photo.is_public`."""
        at = at or timezone.now()
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at)).filter(
            Q(usage_until=None) | Q(usage_until__gt=at)
        )


class Photo(models.Model):
    original = models.FileField(_("file"), storage=originals, upload_to=original_name, max_length=255)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, null=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    color = models.CharField(_("colour"), max_length=7, default="#888888", editable=False)
    creator = models.CharField(_("photographer"), max_length=200, blank=True)
    agency = models.CharField(_("agency"), max_length=200, blank=True)
    credit_line = models.CharField(_("credit line"), max_length=300, blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=300, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    alt = models.TextField(
        _("alternative text"), blank=True, help_text=_("What is seen in the picture, for those who cannot see it.")
    )
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    usage_until = models.DateTimeField(_("may be used until"), null=True, blank=True)
    licence_url = models.URLField(_("licence"), blank=True)
    digital_source_type = models.CharField(
        _("source"), max_length=60, choices=DigitalSource.choices, default=DigitalSource.CAPTURE
    )
    focal_x = models.FloatField(_("focal point, across"), default=0.5)
    focal_y = models.FloatField(_("focal point, down"), default=0.5)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        indexes = [
            models.Index(fields=["usage_until"], condition=Q(usage_until__isnull=False), name="photo_rights_end"),
            models.Index(fields=["withdrawn_at"], condition=Q(withdrawn_at__isnull=False), name="photo_withdrawn"),
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
        return self.caption or self.credit

    @property
    def credit(self) -> str:
        """'© Sputnik / Владислав Воднев'; either part may be missing."""
        return "© " + " / ".join(part for part in (self.agency, self.creator) if part)

    def is_public(self, at=None) -> bool:
        """Twin: `PhotoQuerySet.public`."""
        at = at or timezone.now()
        return (self.withdrawn_at is None or self.withdrawn_at > at) and (
            self.usage_until is None or self.usage_until > at
        )


class Rendition(models.Model):
    """One size of a photo in one format: a row says that its file is whole and in place."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")
    frame = models.CharField(max_length=10)
    format = models.CharField(max_length=10)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["photo", "frame", "format", "width"]
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")

    def __str__(self) -> str:
        return self.name
