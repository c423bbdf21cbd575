"""Arrange the front page: which story stands in which place, and until when. What is left empty fills itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Edition, Event, Identity, Slot
from articles.models.event import Action
from articles.models.slot import PLACES
from articles.pages.naming import of_front
from articles.publishing.errors import (
    FrontArrangedMeanwhile,
    NoSuchPlace,
    NotArranged,
    OtherLanguage,
    PlacedTwice,
    PublishingError,
    PutAway,
    TakenFromReaders,
    TimeIsOver,
    UnknownStory,
)
from articles.publishing.journal import note_down

MOST_EVENTS = 50  # of all languages, looked through for one language's


class Placed(NamedTuple):
    """A story in a place; without `until` it stays until it is taken out."""

    article_id: int
    until: datetime | None = None


Arrangement = Mapping[int, Placed]
"""{position: story}, 1 is the lead. A place that is not in it fills itself."""


@transaction.atomic
def arrange_front(language: str, places: Arrangement, *, by, expects: Arrangement | None = None) -> Event | None:
    """These stories stand in these places of a language's front page from now on, and none by hand in the others.

    `expects` is what the editor saw: where the page is arranged otherwise by now, FrontArrangedMeanwhile says by whom.
    What cannot be placed is told place by place: NotArranged. Then nothing has changed. None: there was nothing to do.
    """
    now = hold_front()
    Slot.objects.on_front(language).exclude(pk__in=Slot.objects.filled(now)).delete()
    before = arrangement(language, now)
    if expects is not None and lasting(expects, now) != before:
        raise FrontArrangedMeanwhile(next(iter(arrangings(language)), None))
    seen = before if expects is None else expects
    wanted = {place: placed for place, placed in places.items() if lasts(placed, now) or seen.get(place) != placed}
    stories = stories_in(wanted, before)
    refuse_unfit(language, wanted, before, stories, now)
    changed = sorted(place for place in {*before, *wanted} if before.get(place) != wanted.get(place))
    if not changed:
        return None
    Slot.objects.on_front(language).filter(position__in=changed).delete()  # first all: two may change places
    Slot.objects.bulk_create(
        Slot(language=language, position=place, placed_by=by, placed_at=now, **wanted[place]._asdict())
        for place in changed
        if place in wanted
    )
    told = {str(place): [_told(each.get(place), stories) for each in (before, wanted)] for place in changed}
    return note_down(
        Action.FRONT_ARRANGED,
        by=by,
        subject=Slot(language=language),
        touched=[of_front(language)],
        front=language,
        places=told,
    )


@transaction.atomic
def place_on_front(article: Article, position: int, *, by, until: datetime | None = None) -> Event | None:
    """One story into one place. What stood there moves down, and so on to the next place that fills itself.

    Raises NotArranged; then nothing has changed.
    """
    now = hold_front()
    places = {
        place: each for place, each in arrangement(article.language, now).items() if each.article_id != article.pk
    }
    carried: Placed | None = Placed(article.pk, until)
    for place in range(position, max(position, PLACES) + 1):
        if carried is None:
            break
        places[place], carried = carried, places.get(place)
    return arrange_front(article.language, places, by=by)


def hold_front() -> datetime:
    """One arrangement after the other, also where no place is filled yet: the site's one row is held. Answers now."""
    list(Identity.objects.select_for_update(no_key=True).values_list("pk"))
    return timezone.now()


def arrangement(language: str, at: datetime | None = None) -> dict[int, Placed]:
    """What hands have placed and whose time is not over. One query."""
    rows = Slot.objects.on_front(language).filled(at).values_list("position", "article_id", "until")
    return {position: Placed(article_id, until) for position, article_id, until in rows}


def lasting(places: Arrangement, at: datetime) -> dict[int, Placed]:
    return {position: placed for position, placed in places.items() if lasts(placed, at)}


def lasts(placed: Placed, at: datetime) -> bool:
    """Twin: `SlotQuerySet.filled`."""
    return placed.until is None or placed.until > at


def arrangings(language: str) -> list[Event]:
    """The latest events of one language's front page, newest first. One query."""
    events = Event.objects.filter(action=Action.FRONT_ARRANGED).select_related("by").order_by("-id")
    return [event for event in events[:MOST_EVENTS] if event.details.get("front") == language]


def stories_in(*arrangements: Arrangement) -> dict[int, Article]:
    ids = {placed.article_id for places in arrangements for placed in places.values()}
    return Article.objects.only("headline", "language", "put_away_at").in_bulk(ids)


def refuse_unfit(
    language: str, wanted: Arrangement, before: Arrangement, stories: Mapping[int, Article], now: datetime
) -> None:
    """What stood on the page already is not judged anew: only its place and its time."""
    stood = {placed.article_id for placed in before.values()}
    taken = taken_from_readers(stories.keys() - stood, now)
    errors: dict[int, PublishingError] = {}
    used: set[int] = set()
    for position, (pk, until) in sorted(wanted.items()):
        story = stories.get(pk)
        if not 1 <= position <= PLACES:
            errors[position] = NoSuchPlace()
        elif story is None:
            errors[position] = UnknownStory(pk)
        elif pk in used:
            errors[position] = PlacedTwice()
        elif pk not in stood and (unfit := _unfit(story, language, taken)):
            errors[position] = unfit
        elif until is not None and until <= now:
            errors[position] = TimeIsOver()
        used.add(pk)
    if errors:
        raise NotArranged(errors)


def _unfit(story: Article, language: str, taken: set[int]) -> PublishingError | None:
    """A draft may be placed: it will stand there once it is published."""
    if story.language != language:
        return OtherLanguage()
    if story.put_away_at:
        return PutAway()
    return TakenFromReaders() if story.pk in taken else None


def taken_from_readers(ids: set[int], now: datetime) -> set[int]:
    """Of these stories, those that readers saw once and will not see by themselves. Two queries, if there are any."""
    rows = Edition.objects.filter(article_id__in=ids)
    shown, not_over = (set(each.values_list("article_id", flat=True)) for each in (rows.shown(now), rows.not_over(now)))
    return shown - not_over


def _told(placed: Placed | None, stories: Mapping[int, Article]) -> dict | None:
    if placed is None:
        return None
    until = placed.until and placed.until.isoformat()
    return {"story": placed.article_id, "headline": stories[placed.article_id].headline, "until": until}
