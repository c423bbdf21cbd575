"""The front page: places that an editor filled by hand, the rest by importance and recency, a line of breaking news."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Edition, Placement, Slot
from articles.models.placement import shelf
from articles.models.prepared import AnyOf, Prepared
from articles.models.slot import PLACES
from articles.pages.cards import Card, breaking_end, card, photo_ids
from articles.pages.editions import columns, listed
from articles.pages.frame import TONGUES, Page, Shelf, address, framed
from articles.pages.naming import of_front, of_photos
from articles.pages.photographs import READERS, Album, Viewers
from articles.pages.structured import newsroom_graph

NEWEST = 48
"""So many of the newest stories fill what no hand has filled: places, sections, the strip."""
IN_THE_STRIP = 12
IN_A_BLOCK = 5
CHOICE = 12
"""So many of the newest are weighed for an empty place: what is important does not stand there for days."""
IN_THE_LINE = 3
ANNOUNCED = 12
"""So many of the newest stories that were announced as breaking are asked whether they still are."""


@dataclass(frozen=True)
class Place:
    """A place, numbered as the newsroom numbers it, and the story that stands there now."""

    position: int
    card: Card
    by_hand: bool


@dataclass(kw_only=True)
class FrontPage(Page):
    """The lead, the secondary stories, then sections; no story twice outside the strip, the breaking line included."""

    breaking: list[Card]
    places: list[Place]
    blocks: list[tuple[Shelf, list[Card]]]
    strip: list[Card]

    @property
    def structured(self) -> dict:
        return newsroom_graph(self)

    @property
    def lead(self) -> Card | None:
        return self.places[0].card if self.places else None

    def pictured(self) -> set[int]:
        """Photos of the cards that may be shown with one."""
        shown = [place.card for place in self.places] + [card for _section, listed in self.blocks for card in listed]
        return {card.photo["id"] for card in shown if card.photo}

    @property
    def secondary(self) -> list[Card]:
        return [place.card for place in self.places[1:]]


def front_page(
    language: str,
    *,
    at: datetime | None = None,
    viewers: Viewers = READERS,
    by_hand: Mapping[int, int] | None = None,
) -> FrontPage:
    """Four queries, however many stories. `by_hand` arranges it otherwise than the newsroom has: {position: story}."""
    at = at or timezone.now()
    placed = placed_by_hand(language, at) if by_hand is None else by_hand
    stories = stories_for(language, placed.values(), at)
    album = Album((), at=at, viewers=viewers)
    found = [card(each, album, at=at) for each in stories]
    names = frozenset({shelf(language), of_front(language), *of_photos(photo_ids(stories))})
    frame = framed(language, address("front", language=language), at=at, same=fronts(), of="")
    page = FrontPage(**frame, names=names, **arranged(found, placed, frame["navigation"]))
    album.take(page.pictured())
    return page


def arranged(found: list[Card], placed: Mapping[int, int], navigation: list[Shelf]) -> dict:
    """What stands where, of stories newest first. What an editor placed is not in the breaking line too.

    What the newsroom did not write stands in a place by hand alone; the strip tells of all that is new.
    """
    held = {position: card for card in found for position, story in placed.items() if story == card.id}
    by_hand = {card.id for card in held.values()}
    breaking = [card for card in found if card.is_breaking and card.id not in by_hand and not card.is_outside]
    breaking = breaking[:IN_THE_LINE]
    shown = by_hand | {card.id for card in breaking}
    left = [card for card in found[:NEWEST] if card.id not in shown and not card.is_outside]
    places = fill(held, left)
    shown |= {place.card.id for place in places}
    return {
        "breaking": breaking,
        "places": places,
        "blocks": by_section([card for card in left if card.id not in shown], navigation),
        "strip": found[:IN_THE_STRIP],
    }


def placed_by_hand(language: str, at: datetime) -> dict[int, int]:
    """{position: story}, whatever readers may see of it. One query."""
    return dict(_placed(at=at, language=language))


@Prepared
def _placed(*, at, language) -> QuerySet:
    return Slot.objects.on_front(language).filled(at).values_list("position", "article_id")


def stories_for(language: str, placed: Collection[int], at: datetime) -> list[Edition]:
    """The newest live ones, those announced as breaking, and those placed by hand, however old; newest first.

    One query. Outside the newest ones a story is there for its place alone.
    """
    return listed(_stories(language, at=at, placed=placed))


@Prepared
def _stories(language: str, *, at, placed) -> QuerySet:
    """Its arms are cut each by its own index. Of stories that were announced as breaking, some may be so no more."""
    live = Placement.objects.live(at).newest_first()
    newest, announced = live.on_shelf(shelf(language))[:NEWEST], live.on_shelf(shelf(language, "breaking"))[:ANNOUNCED]
    by_hand = Edition.objects.live(at).in_language(language).filter(AnyOf("article_id", placed))
    cut: list[Any] = [newest.values("edition_id"), announced.values("edition_id"), by_hand.values("pk")]
    arms = [Edition.objects.filter(pk__in=ids).order_by().values("pk") for ids in cut]
    found = Edition.objects.live(at).filter(pk__in=arms[0].union(*arms[1:]))
    return found.newest_first().values_list(*columns())


def fill(held: Mapping[int, Card], pool: list[Card]) -> list[Place]:
    """Every place by hand or by itself, without a gap. `pool`, newest first, holds none of what is held.

    The lead is the most important of the newest dozen; of the next dozen the most important stand beside it.
    """
    free = [position for position in range(1, PLACES + 1) if position not in held]
    chosen: list[Card] = []
    if 1 in free and pool:
        chosen.append(max(pool[:CHOICE], key=lambda card: card.importance))
    rest = [card for card in pool if not chosen or card.id != chosen[0].id][:CHOICE]
    chosen += sorted(rest, key=lambda card: -card.importance)
    places = [Place(position, card, by_hand=True) for position, card in held.items()]
    places += [Place(position, card, by_hand=False) for position, card in zip(free, chosen, strict=False)]
    return sorted(places, key=lambda place: place.position)


def by_section(stories: list[Card], navigation: list[Shelf]) -> list[tuple[Shelf, list[Card]]]:
    by_id: dict[int, list[Card]] = {section.id: [] for section in navigation}
    for story in stories:
        if story.section and story.section["id"] in by_id:
            by_id[story.section["id"]].append(story)
    return [(section, listed[:IN_A_BLOCK]) for section in navigation if (listed := by_id[section.id])]


def fronts() -> dict[str, str]:
    return {code: address("front", language=code) for code in TONGUES}


def next_edge_of_front(language: str, at: datetime) -> datetime | None:
    """The first moment after `at` when the front page changes by its own clocks: a place's `until`, a breaking end.

    For whoever keeps the page: beginnings and ends of editions and of photos' rights are theirs to know, and placing a
    story is news to be told. None where nothing of the kind is to come. Two queries.
    """
    slots = Slot.objects.on_front(language).filled(at).values_list("article_id", "until")
    ends = dict(slots)
    breaking = [breaking_end(edition.content) for edition in stories_for(language, ends, at)]
    return min((end for end in [*ends.values(), *breaking] if end and end > at), default=None)
