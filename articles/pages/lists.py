"""Lists of stories: a shelf page by page."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404
from django.utils import timezone

from articles.models import Edition
from articles.models.placement import shelf
from articles.pages.cards import Card, cards, photo_ids
from articles.pages.editions import LISTED, newest_on
from articles.pages.frame import TONGUES, Page, Shelf, address, framed
from articles.pages.naming import of_photos
from articles.pages.structured import shelf_graph

A_PAGE = 24
CURSOR = re.compile(r"(\d{1,17})-(\d{1,18})", re.ASCII)  # 17 digits of microseconds end in the year 5138


@dataclass(kw_only=True)
class ListPage(Page):
    """`older` is the cursor of the next page, "" on the last one."""

    shelf: Shelf
    stories: list[Card]
    older: str
    is_first: bool

    @property
    def structured(self) -> dict:
        return shelf_graph(self, self.shelf, self.stories)


def list_page(of: Shelf, *, before: str = "", at: datetime | None = None) -> ListPage:
    """Three queries, however long the list. A nonsense cursor is the first page."""
    at = at or timezone.now()
    place = place_of(before)
    found = editions_on(of, A_PAGE + 1, before=place, at=at)
    more = len(found) > A_PAGE
    return ListPage(
        **framed(of.language, address_of(of, before if place else ""), at=at, **translated(of)),
        shelf=of,
        stories=cards(found[:A_PAGE], at=at),
        older=cursor(found[A_PAGE - 1]) if more else "",
        is_first=place is None,
        names=frozenset({shelf(of.language, of.kind, of.id), *of_photos(photo_ids(found))}),
    )


def address_of(of: Shelf, cursor: str) -> str:
    return f"{of.url}?before={cursor}" if cursor else of.url


def translated(of: Shelf) -> dict:
    """For `framed`. A section may stand in several languages; of a tag or an author that is not asked."""
    if of.kind != "section":
        return {}
    return {"same": {code: address(of.kind, of.slug, language=code) for code in TONGUES}, "of": of.id}


def editions_on(
    of: Shelf, most: int, *, at: datetime, before: tuple[datetime, int] | None = None, names: tuple[str, ...] = LISTED
) -> list[Edition]:
    """The newest live stories of a list: one query. 404 for a tag or an author of nothing that readers may see."""
    found = newest_on(shelf(of.language, of.kind, of.id), most, at=at, before=before, names=names)
    if not found and of.kind != "section":
        raise Http404
    return found


def cursor(edition: Edition) -> str:
    """Where a list goes on: '<microseconds of first publication>-<story>'."""
    return cursor_at(edition.first_published_at, edition.article_id)


def cursor_at(at: datetime, pk: int) -> str:
    moment = at - datetime(1970, 1, 1, tzinfo=UTC)
    return f"{moment.days * 86_400_000_000 + moment.seconds * 1_000_000 + moment.microseconds}-{pk}"


def place_of(cursor: str) -> tuple[datetime, int] | None:
    """Twin: `cursor_at`. None for what it never gave."""
    match = CURSOR.fullmatch(cursor)
    if not match:
        return None
    seconds, microseconds = divmod(int(match[1]), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds), int(match[2])
