"""One letter of a mailing to one subscriber."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from subscriptions.models.mailing import Mailing
from subscriptions.models.subscriber import Subscriber


def is_open(at: datetime) -> Q:
    """To be sent now or later, or in somebody's hands."""
    return Q(due_at__isnull=False) & (Q(handed_at=None) | Q(due_at__gt=at))


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def open(self, at: datetime | None = None):
        return self.filter(is_open(at or timezone.now()))

    def to_be_sent(self, at: datetime | None = None):
        return self.filter(due_at__lte=at or timezone.now(), handed_at=None).order_by("due_at", "pk")

    def still_wanted(self, kind: str):
        return self.filter(**{f"subscriber__wants_{kind}": True})


class Delivery(models.Model):
    """Handed over at most once: `handed_at` is written before the mail server gets the letter, `sent_at` after it.

    With the first and without the second nobody can say whether it went out, so it is not sent again. `due_at` is when
    somebody may take it; while somebody has, it is the lease by which they hold it. Without it the letter is sent,
    failed, or was not needed.
    """

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="deliveries", verbose_name=_("mailing"))
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="deliveries", verbose_name=_("subscriber"))
    due_at = models.DateTimeField(_("due at"), null=True)
    handed_at = models.DateTimeField(_("handed over at"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    failure = models.CharField(_("failure"), max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(fields=["mailing", "subscriber"], name="subscriber_gets_a_mailing_once"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(handed_at__isnull=False), name="a_letter_is_handed_over_before_it_is_sent"
            ),
        ]
        indexes = [
            models.Index(fields=["mailing", "due_at"], condition=Q(due_at__isnull=False), name="letters_due"),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id} → {self.subscriber_id}"
