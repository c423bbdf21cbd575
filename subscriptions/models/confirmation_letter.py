"""A letter that asks an address whether news is really wanted there."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.names import Language


class ConfirmationLetterQuerySet(models.QuerySet["ConfirmationLetter"]):
    def due(self):
        return self.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


class ConfirmationLetter(models.Model):
    """Waits for seconds: the row goes with the letter, so nobody is kept who has not confirmed."""

    address = models.EmailField(_("mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    wants_digest = models.BooleanField(_("morning digest"), default=False)
    wants_breaking = models.BooleanField(_("breaking news"), default=False)
    sections = models.JSONField(_("sections"), default=list)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    due_at = models.DateTimeField(_("due at"), default=timezone.now, db_index=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)

    objects = ConfirmationLetterQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("letter of confirmation")
        verbose_name_plural = _("letters of confirmation")

    def __str__(self) -> str:
        return self.address
