"""A reader who asked for news by mail and confirmed it from that very address."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.names import Language


class Subscriber(models.Model):
    """The row is made when the address is confirmed and deleted when the reader leaves: nobody else is kept."""

    address = models.EmailField(_("mail address"), unique=True, help_text=_("In small letters."))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    wants_digest = models.BooleanField(_("morning digest"), default=False)
    wants_breaking = models.BooleanField(_("breaking news"), default=False)
    sections: models.ManyToManyField = models.ManyToManyField(
        "articles.Section", blank=True, related_name="+", verbose_name=_("sections"), help_text=_("None: all of them.")
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        indexes = [
            models.Index(fields=["language", "id"], condition=Q(wants_digest=True), name="readers_of_digests"),
            models.Index(fields=["language", "id"], condition=Q(wants_breaking=True), name="readers_of_breaking"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(wants_digest=True) | Q(wants_breaking=True), name="subscriber_wants_mail"
            )
        ]

    def __str__(self) -> str:
        return self.address
