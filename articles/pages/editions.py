"""Live editions with the columns that pages read; of a text in a list only what announces it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Edition, Placement
from articles.models.edition import LARGEST_ID
from articles.models.json import Parts
from articles.models.prepared import prepared

ANNOUNCING = (
    "headline",
    "short_headline",
    "lead",
    "section",
    "bylines",
    "tags",
    "photo",
    "genre",
    "importance",
    "breaking_until",
)
LISTED = ("id", "article_id", "number", "language", "group", "first_published_at", "slug", "changed_at")
READ = (
    "id",
    "article_id",
    "number",
    "language",
    "group",
    "visible_from",
    "visible_until",
    "first_published_at",
    "slug",
    "changed_at",
    "change",
    "public_note",
    "earlier_notes",
    "content",
)
"""In the model's own order, which `from_db` goes by."""
EVER = datetime.min.replace(tzinfo=UTC)


def live_edition(article_id: int, *, at: datetime | None = None) -> Edition | None:
    """One query."""
    found = _live(at=at or timezone.now(), article=article_id)
    return Edition.from_db(DEFAULT_DB_ALIAS, READ, found[0]) if found else None


@prepared
def _live(*, at, article) -> QuerySet:
    return Edition.objects.live(at).filter(article_id=article).order_by().values_list(*READ)


def columns(whole: bool = False, *, through: str = "") -> list[Any]:
    """For `values_list`, and then for `listed`."""
    if whole:
        return [f"{through}{name}" for name in READ]
    return [*(f"{through}{name}" for name in LISTED), Parts(f"{through}content", ANNOUNCING)]


def listed(rows: Iterable[tuple], *, whole: bool = False) -> list[Edition]:
    """Their `content` has what announces them alone, unless they are `whole`."""
    if whole:
        return [Edition.from_db(DEFAULT_DB_ALIAS, READ, row) for row in rows]
    return [
        Edition.from_db(DEFAULT_DB_ALIAS, (*LISTED, "content"), (*row, dict(zip(ANNOUNCING, parts, strict=True))))
        for *row, parts in rows
    ]


def newest_on(
    shelf: str,
    most: int,
    *,
    at: datetime,
    before: tuple[datetime, int] | None = None,
    since: datetime = EVER,
    whole: bool = False,
) -> list[Edition]:
    """The newest live stories of a shelf, older than that moment and story: one query."""
    moment, story = before or (at, LARGEST_ID)
    return listed(_newest(most, whole, shelf=shelf, since=since, moment=moment, story=story, at=at), whole=whole)


@prepared
def _newest(most: int, whole: bool, *, shelf, since, moment, story, at) -> QuerySet:
    """The gate comes last: SQLite ends its range at the first end that it reads, which must be the list's."""
    rows = Placement.objects.on_shelf(shelf).since(since).before(moment, story).live(at)
    return rows.newest_first().values_list(*columns(whole, through="edition__"))[:most]
