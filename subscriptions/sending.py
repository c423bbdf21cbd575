"""Mailings on their way: recipients are listed, letters taken by the batch and handed over one by one, once each."""

import logging
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Max, QuerySet, When
from django.utils import timezone

from articles.models.event import Action
from articles.publishing import note_down
from subscriptions.handing import Handing
from subscriptions.models import Delivery, Mailing, Subscriber
from subscriptions.models.mailing import Kind
from subscriptions.progress import count

LISTED_AT_ONCE = 2000
BATCH = 100
"""Letters that one process holds at a time, over one connection."""
TURN = 5.0
"""Seconds that one turn may take: `work` has photos to make, too."""
LEASE = timedelta(minutes=2)
"""How long a batch is held: longer than a turn with a mail server at its slowest."""
LASTING = timedelta(hours=12)
"""After that news is none: what has not gone out by then is not sent."""

KEPT = timedelta(days=30)
"""Who got which letter is nobody's business after that; a mailing's numbers stay."""
AT_ONCE, MOST_AT_ONCE = 2000, 50

log = logging.getLogger("newsroom.work")


def mail_goes_out() -> bool:
    """Not where nothing was set up, and letters would only be written off or printed."""
    return not settings.EMAIL_BACKEND.endswith(("dummy.EmailBackend", "console.EmailBackend"))


def send_some(at: datetime | None = None) -> bool:
    """One turn of whatever is under way, breaking news first. Whether there was anything to do."""
    at = at or timezone.now()
    if not mail_goes_out():
        return False
    urgent = Case(When(kind=Kind.BREAKING, then=0), default=1)
    for mailing in Mailing.objects.to_go_on_with(at).order_by(urgent, "id"):
        if go_on(mailing, at):
            return True
    return count_up(at)


def go_on(mailing: Mailing, at: datetime) -> bool:
    if mailing.made_at < at - LASTING:
        outlive(mailing, at)
    elif not mailing.listed_at:
        list_recipients(mailing)
    elif batch := take(mailing, at):
        Handing(mailing, batch, until=at + LEASE, ends=monotonic() + TURN).run()
    elif mailing.deliveries.open(at).exists():
        return False  # others hold them, or their time is yet to come
    else:
        finish(mailing, at)
    return True


def recipients_of(mailing: Mailing) -> QuerySet[Subscriber]:
    wanted = {"wants_breaking": True} if mailing.kind == Kind.BREAKING else {"wants_digest": True}
    return Subscriber.objects.filter(language=mailing.language, **wanted)


def list_recipients(mailing: Mailing) -> None:
    """As many as a turn takes, from where the last turn ended, whoever it was."""
    ends, rows = monotonic() + TURN, recipients_of(mailing).order_by("pk").values_list("pk", flat=True)
    last = mailing.deliveries.aggregate(last=Max("subscriber"))["last"] or 0
    while monotonic() < ends:
        found = list(rows.filter(pk__gt=last)[:LISTED_AT_ONCE])
        made = (Delivery(mailing=mailing, subscriber_id=pk, due_at=mailing.made_at) for pk in found)
        Delivery.objects.bulk_create(made, ignore_conflicts=True)
        if len(found) < LISTED_AT_ONCE:
            Mailing.objects.filter(pk=mailing.pk, listed_at=None).update(
                listed_at=timezone.now(), recipients=mailing.deliveries.count()
            )
            return
        last = found[-1]


@transaction.atomic
def take(mailing: Mailing, at: datetime) -> list[Delivery]:
    """Moving on the moment at which they are due is taking them: no other process finds them then."""
    due = mailing.deliveries.to_be_sent(at).select_for_update(skip_locked=True, of=("self",))
    batch = list(due.select_related("subscriber").prefetch_related("subscriber__sections")[:BATCH])
    until = at + LEASE
    Delivery.objects.filter(pk__in=[each.pk for each in batch]).update(due_at=until)
    return batch


def outlive(mailing: Mailing, at: datetime) -> None:
    with transaction.atomic():
        if Mailing.objects.under_way().filter(pk=mailing.pk).update(stopped_at=at):
            left = mailing.deliveries.filter(sent_at=None, handed_at=None, due_at__isnull=False).count()
            note_down(Action.MAILING_STOPPED, by=None, article=mailing.article, subject=mailing, left=left)


def count_up(at: datetime) -> bool:
    """What was stopped is counted once nobody can hold a letter of it."""
    stopped = Mailing.objects.filter(finished_at=None, stopped_at__lt=at - LEASE).first()
    if stopped:
        finish(stopped, at)
    return stopped is not None


def finish(mailing: Mailing, at: datetime) -> None:
    """Its numbers stay, whoever leaves later."""
    numbers = count(mailing, at)
    sent = {"sent": F("sent") + numbers["sent"]}  # and to those who have left since
    Mailing.objects.filter(pk=mailing.pk, finished_at=None).update(finished_at=at, **numbers | sent)
    log.info("mailing %s is over: %s", mailing.pk, numbers)


def forget_letters(at: datetime | None = None) -> int:
    """How many rows are gone: as many as a short while takes, the rest the next time."""
    over, gone = (at or timezone.now()) - KEPT, 0
    for _time in range(MOST_AT_ONCE):
        old = list(Delivery.objects.filter(mailing__finished_at__lt=over).values_list("pk", flat=True)[:AT_ONCE])
        gone += Delivery.objects.filter(pk__in=old).delete()[0]
        if len(old) < AT_ONCE:
            break
    return gone
