"""What readers do: ask, confirm, choose anew, leave."""

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from articles.models import Section, User
from articles.models.event import Action
from articles.publishing import note_down
from subscriptions.limits import may_be_written_to, refuse_a_flood
from subscriptions.models import ConfirmationLetter, Mailing, Subscriber
from subscriptions.tokens import Wish


def ask_back(wish: Wish) -> None:
    """A letter to that address is due at once. Whether the address is known is not even asked here.

    One that was written to a moment ago gets no second letter; TooOften when everyone together asks too much, which is
    asked first: whoever is refused may ask again.
    """
    refuse_a_flood()
    if not may_be_written_to(wish.address):
        return
    now = timezone.now()
    said = {**chosen(wish), "sections": list(wish.sections), "asked_at": now, "due_at": now, "tries": 0}
    ConfirmationLetter.objects.update_or_create(address=wish.address, defaults=said)


@transaction.atomic
def subscribe(wish: Wish) -> Subscriber:
    """The row is made, or changed to what is wished now. Sections that are no more are left out."""
    subscriber, _made = Subscriber.objects.update_or_create(address=wish.address, defaults=chosen(wish))
    subscriber.sections.set(sections_of(wish))
    return subscriber


@transaction.atomic
def choose_anew(subscriber: Subscriber, wish: Wish) -> bool:
    """Whether there was still something to change: whoever leaves in another window has left."""
    if not Subscriber.objects.filter(pk=subscriber.pk).update(**chosen(wish)):
        return False
    subscriber.sections.set(sections_of(wish))
    return True


@transaction.atomic
def leave(subscriber: Subscriber | None) -> None:
    """Whoever has left before has left."""
    if subscriber:
        forget(subscriber.address)


@transaction.atomic
def erase(address: str, *, by: User | None) -> None:
    """At a person's request, by the desk. The audit keeps that it was done, and neither address nor number."""
    forget(address)
    note_down(Action.SUBSCRIBER_ERASED, by=by, subject=Subscriber())


def forget(address: str) -> None:
    """With all that was noted of letters sent, but for their number, and the letter that waits to ask once more.

    Held first: whoever just writes down a letter to them waits, and finds nobody.
    """
    subscriber = Subscriber.objects.select_for_update().filter(address=address).first()
    if subscriber:
        sent = subscriber.deliveries.filter(sent_at__isnull=False, mailing__finished_at=None)
        Mailing.objects.filter(pk__in=sent.values("mailing")).update(sent=F("sent") + 1)
        subscriber.delete()
    ConfirmationLetter.objects.filter(address=address).delete()


def chosen(wish: Wish) -> dict:
    return {
        "language": wish.language,
        "wants_digest": wish.wants_digest,
        "wants_breaking": wish.wants_breaking,
    }


def sections_of(wish: Wish) -> QuerySet[Section]:
    """Those that there still are."""
    return Section.objects.filter(pk__in=wish.sections)
