"""Reading and writing the indexes, alike on both databases."""

from collections.abc import Iterable
from operator import attrgetter

from django.db import connection
from django.db.models import QuerySet

from articles.search import postgresql, sqlite
from articles.search.layout import Row, Table
from articles.search.query import Term

WORDS_BYTES = 500_000
"""Of a headline, and of the other words: PostgreSQL refuses a tsvector of 1 MB. An ordinary story has 5 kB."""

LAST = 2**63 - 1
FIRST = -LAST


def dialect(vendor: str | None = None):
    return sqlite if (vendor or connection.vendor) == "sqlite" else postgresql


def put(table: Table, rows: Iterable[Row]) -> None:
    """Add entries, or replace them. In order: at each step back FTS5 writes out what it has gathered."""
    rows = [Row(row.rowid, within(row.headline), within(row.words)) for row in sorted(rows, key=attrgetter("rowid"))]
    with connection.cursor() as cursor:
        cursor.executemany(dialect().insert(table), [dialect().values(row) for row in rows])


def within(words: list[str]) -> list[str]:
    """As many as PostgreSQL takes, on both databases alike."""
    room = WORDS_BYTES
    for number, word in enumerate(words):
        room -= len(word.encode())
        if room < 0:
            return words[:number]
    return words


def drop(table: Table, rowids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {table.name} WHERE rowid = %s", [[rowid] for rowid in sorted(rowids)])


def drop_between(table: Table, after: int, until: int, *, but: list[int]) -> None:
    kept = ", ".join(map(str, but))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table.name} WHERE rowid > %s AND rowid <= %s AND rowid NOT IN ({kept})", [after, until]
        )


def newest(
    table: Table,
    stories: QuerySet,
    terms: list[Term],
    *,
    limit: int,
    before: int | None = None,
    since: int = FIRST,
    headline: bool = False,
) -> list:
    """Those of the stories that have all the words, newest first, from the place `since` on; one query."""
    before = LAST if before is None else before
    return dialect().newest(table, stories, terms, limit=limit, before=before, since=since, headline=headline)


def newest_among(
    table: Table, stories: QuerySet, terms: list[Term], *, narrowed: bool, limit: int, before: int | None = None
) -> list[int]:
    """Ids as `newest` finds them. Of a narrowed list the newest hits may be none: then all are asked."""
    found = [story.pk for story in newest(table, stories.only("pk"), terms, limit=limit, before=before)]
    if len(found) == limit or not narrowed or connection.vendor == "sqlite":
        return found
    return postgresql.all_hits(table, stories, terms, limit=limit, before=LAST if before is None else before)


def newest_of(table: Table, pks: list[int], terms: list[Term], *, limit: int, before: int | None = None) -> list[int]:
    """Those of these rows that have all the words, newest first: for a list that was narrowed to few."""
    if not pks:
        return []
    condition, params = dialect().among(table, pks, terms)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {table.name} WHERE {condition} AND rowid < %s ORDER BY rowid DESC LIMIT {int(limit)}",
            [*params, LAST if before is None else before],
        )
        return [rowid for (rowid,) in cursor.fetchall()]
