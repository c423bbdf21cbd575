"""The files of a photo that readers get."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.photo import Photo
from articles.models.placement import Placement

KEPT_AFTER_REPLACING = timedelta(days=1)
"""Pages in caches and in open browsers still name the files of the cut before."""


class RenditionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(replaced_at=None)

    def kept(self, at: datetime | None = None):
        """Current, or replaced so lately that a page may still name it."""
        at = at or timezone.now()
        return self.filter(Q(replaced_at=None) | Q(replaced_at__gt=at - KEPT_AFTER_REPLACING))

    def before_readers(self, at: datetime | None = None):
        """What readers may fetch: kept, of a public photo that a live edition shows."""
        at = at or timezone.now()
        photos = Photo.objects.public(at).filter(pk=OuterRef("photo"))
        return self.kept(at).filter(Exists(photos), Exists(Placement.objects.live(at).showing(OuterRef("photo"))))

    def spent(self, at: datetime | None = None):
        """Replaced so long ago that no page names it. Twin: `kept`."""
        return self.filter(replaced_at__lte=(at or timezone.now()) - KEPT_AFTER_REPLACING)


class Rendition(models.Model):
    """One size of a photo in one frame and format: a row says that its file is whole and in place."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")
    frame = models.CharField(max_length=10)
    format = models.CharField(max_length=10)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    name = models.CharField(max_length=120, unique=True)
    recipe = models.CharField(max_length=16, default="")
    """Digest of all it was made by but the pixels: focal point, credit, encoders. Another one is out of date."""
    replaced_at = models.DateTimeField(null=True)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        ordering = ["photo", "frame", "format", "width"]
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "frame", "format", "width"],
                condition=Q(replaced_at=None),
                name="photo_has_one_current_file_of_a_size",
            )
        ]
        indexes = [
            models.Index(fields=["replaced_at"], condition=Q(replaced_at__isnull=False), name="rendition_replaced")
        ]

    def __str__(self) -> str:
        return self.name
