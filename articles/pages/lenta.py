"""The news line: the newest stories in a line each, as a page, and what is new since a moment.

A cursor is the server's time in seconds, rounded down to ten: whoever asks within one slot is told the same cursor, and
the next question is the same address for all. An answer begins thirty seconds before its cursor: what was committed
late, under a moment that had been told already, is in it. Readers drop the doubles by id and number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import QuerySet, Value
from django.utils import timezone

from articles.models import Edition
from articles.models.json import ReadableJSONField
from articles.models.placement import shelf
from articles.models.prepared import Prepared
from articles.pages.cards import OUTSIDE, is_breaking, label
from articles.pages.editions import LISTED, columns, listed, newest_on
from articles.pages.frame import TONGUES, Page, address, framed
from articles.pages.lists import cursor, place_of

A_PAGE = 40
SLOT = 10
REPEATED = timedelta(seconds=30)
LONGEST = timedelta(hours=6)
"""Whoever was away longer is told the newest instead."""
MOST = 50
"""Of an answer; more changes than that are told as the newest, too."""
CURSOR = re.compile(r"[1-9]\d{8,10}0", re.ASCII)


@dataclass(frozen=True)
class Line:
    id: int
    number: int
    url: str
    short_headline: str
    label: str
    is_outside: bool
    importance: int
    is_breaking: bool
    published_at: datetime


@dataclass(kw_only=True)
class LentaPage(Page):
    """`older` is the cursor of the next page, "" on the last one."""

    lines: list[Line]
    older: str
    is_first: bool


@dataclass(frozen=True)
class News:
    """`cursor` is the one to ask with next. After a `reset` the reader's line is these items and no others."""

    cursor: int
    items: list[Line]
    removed: list[int]
    reset: bool = False


def lenta_page(language: str, *, before: str = "", at: datetime | None = None) -> LentaPage:
    """Two queries. A nonsense cursor is the first page."""
    at = at or timezone.now()
    place = place_of(before)
    found = newest_on(shelf(language), A_PAGE + 1, at=at, before=place)
    url = address("lenta", language=language)
    same = {code: address("lenta", language=code) for code in TONGUES}
    return LentaPage(
        **framed(language, f"{url}?before={before}" if place else url, at=at, same=same, of=""),
        lines=lines(found[:A_PAGE], at),
        older=cursor(found[A_PAGE - 1]) if len(found) > A_PAGE else "",
        is_first=place is None,
        names=frozenset({shelf(language)}),
    )


def news_since(language: str, after: str, *, at: datetime | None = None) -> News:
    """One query; one more where there are too many changes to tell. A nonsense cursor or none resets the reader."""
    at = at or timezone.now()
    since = moment_of(after)
    if since is None or not timedelta() <= at - since <= LONGEST:
        return newest_news(language, at)
    changed = changes(language, after=since - REPEATED, at=at)
    if len(changed) > MOST:
        return newest_news(language, at)
    told = lines(listed(row for row in changed if row[-1]), at)
    removed = {row[LISTED.index("article_id")] for row in changed if not row[-1]}
    return News(slot(at), sorted(told, key=place_in_line, reverse=True), sorted(removed))


def newest_news(language: str, at: datetime) -> News:
    return News(slot(at), lines(newest_on(shelf(language), MOST, at=at), at), [], reset=True)


@Prepared
def changes(language: str, *, after, at) -> QuerySet:
    """Begun and gone since then: two ranges of two indexes, one query. Of what is gone nothing is told."""
    rows = Edition.objects.in_language(language).order_by()
    begun = rows.begun(after, at).values_list(*columns())
    gone = rows.gone(after, at).values_list(*LISTED, Value(None, output_field=ReadableJSONField()))
    return begun.union(gone, all=True)[: MOST + 1]


def slot(at: datetime) -> int:
    seconds = int(at.timestamp())
    return seconds - seconds % SLOT


def moment_of(cursor: str) -> datetime | None:
    """Twin: `slot`. None for what it never gave."""
    return datetime.fromtimestamp(int(cursor), UTC) if CURSOR.fullmatch(cursor) else None


def lines(found: Iterable[Edition], at: datetime) -> list[Line]:
    return [line(edition, at) for edition in found]


def line(edition: Edition, at: datetime) -> Line:
    content = edition.content
    return Line(
        id=edition.article_id,
        number=edition.number,
        url=edition.get_absolute_url(),
        short_headline=content["short_headline"] or content["headline"],
        label=label(content["genre"], edition.language),
        is_outside=content["genre"] in OUTSIDE,
        importance=content["importance"],
        is_breaking=is_breaking(content, at),
        published_at=edition.first_published_at,
    )


def place_in_line(told: Line) -> tuple[datetime, int]:
    return told.published_at, told.id
