"""Live editions with the columns that pages read; of a text in a list only what announces it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.db.models.base import ModelState
from django.utils import timezone

from articles.models import Edition, Placement
from articles.models.edition import LARGEST_ID
from articles.models.json import Parts
from articles.models.prepared import Prepared

ANNOUNCING = (
    "headline",
    "short_headline",
    "lead",
    "section",
    "photo",
    "genre",
    "importance",
    "breaking_until",
)
SIGNED = (*ANNOUNCING, "bylines", "tags")
"""What is read of a text for a list, and for a feed."""
LISTED = ("id", "article_id", "number", "language", "first_published_at", "slug")
TRANSLATED = ("id", "article_id", "number", "language", "group", "first_published_at", "slug")
FED = (*LISTED, "changed_at")
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
"""What is read for lists, for a story's translations, for feeds and for a story as a whole."""
EVER = datetime.min.replace(tzinfo=UTC)


def live_edition(article_id: int, *, at: datetime | None = None) -> Edition | None:
    """One query."""
    found = _live(at=at or timezone.now(), article=article_id)
    return read(READ, found[0]) if found else None


@Prepared
def _live(*, at, article) -> QuerySet:
    return Edition.objects.live(at).filter(article_id=article).order_by().values_list(*READ)


def columns(names: tuple[str, ...] = LISTED, *, through: str = "") -> list[Any]:
    """For `values_list`, and then for `listed`."""
    own: list[Any] = [f"{through}{name}" for name in names]
    return own if "content" in names else [*own, Parts(f"{through}content", parts_of(names))]


def listed(rows: Iterable[tuple], names: tuple[str, ...] = LISTED) -> list[Edition]:
    """Unless the names take the content as a whole, it has what announces them alone, and whose they are in a feed."""
    if "content" in names:
        return [read(names, row) for row in rows]
    parts, names = parts_of(names), (*names, "content")
    return [read(names, (*row, dict(zip(parts, said, strict=True)))) for *row, said in rows]


def parts_of(names: tuple[str, ...]) -> tuple[str, ...]:
    return SIGNED if names == FED else ANNOUNCING


def read(names: tuple[str, ...], row: tuple) -> Edition:
    """Twin: `Edition.from_db`, which goes through every column of the model, those not read too: five times as long,
    and a front page has sixty editions.
    """
    edition = Edition.__new__(Edition)
    edition._state = ModelState()
    edition._state.db, edition._state.adding = DEFAULT_DB_ALIAS, False
    edition.__dict__.update(zip(names, row, strict=True))
    return edition


def newest_on(
    shelf: str,
    most: int,
    *,
    at: datetime,
    before: tuple[datetime, int] | None = None,
    since: datetime = EVER,
    names: tuple[str, ...] = LISTED,
) -> list[Edition]:
    """The newest live stories of a shelf, older than that moment and story: one query."""
    moment, story = before or (at, LARGEST_ID)
    return listed(_newest(most, names, shelf=shelf, since=since, moment=moment, story=story, at=at), names)


@Prepared
def _newest(most: int, names: tuple[str, ...], *, shelf, since, moment, story, at) -> QuerySet:
    """The gate comes last: SQLite ends its range at the first end that it reads, which must be the list's."""
    rows = Placement.objects.on_shelf(shelf).since(since).before(moment, story).live(at)
    return rows.newest_first().values_list(*columns(names, through="edition__"))[:most]
