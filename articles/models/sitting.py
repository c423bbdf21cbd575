"""One open form of a story: who sits at it since when, and what was typed there and not saved yet."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.json import ReadableJSONField

PRESENT = timedelta(seconds=60)


class SittingQuerySet(models.QuerySet["Sitting"]):
    def present(self, at: datetime | None = None):
        """Heard of within the last minute, and not saved."""
        return self.filter(seen_at__gt=(at or timezone.now()) - PRESENT, saved_at=None)

    def typed(self):
        """With text that no version holds."""
        return self.filter(typed__isnull=False)


class Sitting(models.Model):
    """Two tabs of one person are two sittings. `typed` is the rescue draft: {field of the form: [values as sent]}.

    After `saved_at` the form is over: what still comes from it is in a version already.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    article = models.ForeignKey(
        "Article", models.CASCADE, null=True, related_name="sittings", db_index=False, verbose_name=_("story")
    )
    base = models.PositiveIntegerField(null=True)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    typed = ReadableJSONField(null=True)
    typed_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at"]
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        indexes = [
            models.Index(fields=["article", "-seen_at"], name="sitting_at_story"),
            models.Index(fields=["person", "-seen_at"], name="sitting_of_person"),
            models.Index(fields=["seen_at"], name="sitting_age"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.article_id}"

    @property
    def is_present(self) -> bool:
        """Twin: `SittingQuerySet.present`."""
        return self.saved_at is None and self.seen_at > timezone.now() - PRESENT
