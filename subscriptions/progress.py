"""How far a mailing is: counted while it is under way, written down when it is over."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from subscriptions.models import Delivery, Mailing
from subscriptions.models.delivery import is_open


@dataclass(frozen=True)
class Progress:
    """`left` are still to be sent; `unsure` may have gone out or not, and are not sent again."""

    recipients: int = 0
    sent: int = 0
    failed: int = 0
    unsure: int = 0
    left: int = 0

    @property
    def percent(self) -> int:
        return round(100 * (self.recipients - self.left) / self.recipients) if self.recipients else 0


NAMES = tuple(Progress.__dataclass_fields__)


def counts(at: datetime) -> dict[str, Count]:
    given_up = Q(due_at=None) | Q(due_at__lte=at)
    return {
        "sent": Count("pk", filter=Q(sent_at__isnull=False)),
        "failed": Count("pk", filter=~Q(failure="") & Q(due_at=None)),
        "unsure": Count("pk", filter=Q(handed_at__isnull=False, sent_at=None) & given_up),
    }


def count(mailing: Mailing, at: datetime) -> dict[str, int]:
    """One pass over the mailing's letters."""
    return mailing.deliveries.aggregate(**counts(at))


def with_progress(mailings: Iterable[Mailing]) -> list[Mailing]:
    """Each with `.progress`: one query for those under way, none for those that are over."""
    listed, at = list(mailings), timezone.now()
    open_now = counts(at) | {"recipients": Count("pk"), "left": Count("pk", filter=is_open(at))}
    rows = Delivery.objects.filter(mailing__in=[each.pk for each in listed if each.finished_at is None])
    counted = {
        mailing: Progress(*numbers)
        for mailing, *numbers in rows.order_by().values("mailing").annotate(**open_now).values_list("mailing", *NAMES)
    }
    for mailing in listed:
        left = mailing.sent  # of one under way: those who got it and have left since
        written = Progress(mailing.recipients, mailing.sent, mailing.failed, mailing.unsure)
        now = counted.get(mailing.pk)
        mailing.progress = replace(now, recipients=now.recipients + left, sent=now.sent + left) if now else written
    return listed
