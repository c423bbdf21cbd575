"""Lists of stories: a shelf page by page, and the front page."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils import timezone

from articles.models import Edition, Placement
from articles.models.edition import LARGEST_ID
from articles.models.placement import shelf
from articles.pages.cards import Card, cards
from articles.pages.navigation import Shelf, sections

A_PAGE = 24
ON_THE_FRONT = 48
IN_THE_STRIP = 12
SECONDARY = 6
IN_A_BLOCK = 5
CURSOR = re.compile(r"(\d{1,17})-(\d{1,18})", re.ASCII)
LATEST = 253402300799 * 10**6  # microseconds of the last second of the year 9999


@dataclass
class ListPage:
    """`older` is the cursor of the next page, "" on the last one."""

    language: str
    navigation: list[Shelf]
    shelf: Shelf
    stories: list[Card]
    older: str
    is_first: bool


@dataclass
class FrontPage:
    """`lead` first, then the secondary stories, then sections; no story twice outside the strip."""

    language: str
    navigation: list[Shelf]
    lead: Card | None
    secondary: list[Card]
    blocks: list[tuple[Shelf, list[Card]]]
    strip: list[Card] = field(default_factory=list)


def list_page(of: Shelf, *, before: str = "", at: datetime | None = None) -> ListPage:
    """Three queries, however long the list. A nonsense cursor is the first page."""
    at = at or timezone.now()
    place = place_of(before)
    rows = Placement.objects.live(at).on_shelf(shelf(of.language, of.kind, of.id))
    if place:
        rows = rows.before(*place)
    found = editions(rows, A_PAGE + 1)
    more = len(found) > A_PAGE
    return ListPage(
        language=of.language,
        navigation=sections(of.language),
        shelf=of,
        stories=cards(found[:A_PAGE], at=at),
        older=cursor(found[A_PAGE - 1]) if more else "",
        is_first=place is None,
    )


def editions(rows, most: int) -> list[Edition]:
    """The editions of placements, newest first: one query."""
    return [row.edition for row in rows.newest_first().select_related("edition")[:most]]


def newest(language: str, most: int, *, at: datetime | None = None) -> list[Edition]:
    """The newest live stories in a language: one query."""
    return editions(Placement.objects.live(at).on_shelf(shelf(language)), most)


def cursor(edition: Edition) -> str:
    """Where a list goes on: '<microseconds of first publication>-<story>'."""
    moment = edition.first_published_at - datetime(1970, 1, 1, tzinfo=UTC)
    return f"{moment.days * 86_400_000_000 + moment.seconds * 1_000_000 + moment.microseconds}-{edition.article_id}"


def place_of(cursor: str) -> tuple[datetime, int] | None:
    """Twin: `cursor`. None for what it never gave."""
    match = CURSOR.fullmatch(cursor)
    if not match or int(match[1]) > LATEST or int(match[2]) > LARGEST_ID:
        return None
    seconds, microseconds = divmod(int(match[1]), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds), int(match[2])


def front_page(language: str, *, at: datetime | None = None) -> FrontPage:
    """Three queries. The lead is the most important of the newest dozen."""
    at = at or timezone.now()
    stories = cards(newest(language, ON_THE_FRONT, at=at), at=at)
    lead = max(stories[:IN_THE_STRIP], key=lambda each: (each.is_breaking, each.importance), default=None)
    rest = [each for each in stories if each is not lead]
    secondary = sorted(rest[:IN_THE_STRIP], key=lambda each: -each.importance)[:SECONDARY]
    left = [each for each in rest if each not in secondary]
    navigation = sections(language)
    return FrontPage(
        language=language,
        navigation=navigation,
        lead=lead,
        secondary=secondary,
        blocks=_by_section(left, navigation),
        strip=stories[:IN_THE_STRIP],
    )


def _by_section(stories: list[Card], navigation: list[Shelf]) -> list[tuple[Shelf, list[Card]]]:
    by_id: dict[int, list[Card]] = {section.id: [] for section in navigation}
    for story in stories:
        if story.section and story.section["id"] in by_id:
            by_id[story.section["id"]].append(story)
    return [(section, listed[:IN_A_BLOCK]) for section in navigation if (listed := by_id[section.id])]
