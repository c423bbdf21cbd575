"""The two indexes as tables: FTS5 on SQLite, tsvector under GIN on PostgreSQL, read and written alike.

Both are keyed by `rowid` and read from its end, so newest first costs no sorting however common the word:
twenty of a million hits are the first twenty. Words arrive normalised; the databases neither fold nor stem.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db import connection
from django.db.models import QuerySet

from articles.search.query import Term, as_fts5, as_tsquery

WORDS_BYTES = 500_000
"""Of a headline, and of the other words. PostgreSQL refuses a tsvector of 1 MB; an ordinary story has 5 kB."""


@dataclass(frozen=True)
class Row:
    """Words are all different, and those of the headline are not repeated among the others."""

    rowid: int
    headline: list[str]
    words: list[str]


@dataclass(frozen=True)
class Table:
    name: str
    story: str
    """The row of the story that an entry is of, in SQL: an expression, lest SQLite begin from the stories' side."""
    prefixes: str
    """Lengths of the beginnings that FTS5 keeps lists of: without one, 'раз*' takes a second at a million stories."""

    def put(self, rows: Iterable[Row]) -> None:
        """Add entries, or replace them. In order: at each step back FTS5 writes out what it has gathered."""
        statement = f"INTO {self.name} (rowid, headline, words) VALUES (%s, %s, %s)"
        if connection.vendor == "sqlite":
            statement, values = f"INSERT OR REPLACE {statement}", fts5_values
        else:
            replace = "DO UPDATE SET headline = excluded.headline, words = excluded.words"
            statement, values = f"INSERT {statement} ON CONFLICT (rowid) {replace}", tsvector_values
        with connection.cursor() as cursor:
            cursor.executemany(statement, [values(row) for row in sorted(rows, key=attrgetter("rowid"))])

    def drop(self, rowids: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {self.name} WHERE rowid = %s", [[rowid] for rowid in sorted(rowids)])

    def drop_between(self, after: int, until: int, *, but: list[int]) -> None:
        kept = ", ".join(map(str, but))
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {self.name} WHERE rowid > %s AND rowid <= %s AND rowid NOT IN ({kept})", [after, until]
            )

    def matching(self, stories: QuerySet, terms: list[Term], *, before: int | None = None, headline: bool = False):
        """Those of the stories that have all the words, newest first."""
        params: list[str | int] = []
        where = [f"{self.story} = {stories.model._meta.db_table}.id"]
        if connection.vendor == "sqlite":
            where.append(f"{self.name} MATCH %s")
            params.append(as_fts5(terms, headline=headline))
        else:
            columns = ["words", "headline"] if headline else ["words"]
            where += [f"{self.name}.{column} @@ %s::tsquery" for column in columns]
            params += [as_tsquery(terms)] * len(columns)
        if before is not None:
            where.append(f"{self.name}.rowid < %s")
            params.append(before)
        # `extra`, because the ORM has no other way to join a table without a model to a queryset it did not make.
        return stories.extra(tables=[self.name], where=where, params=params, order_by=[f"-{self.name}.rowid"])


def fts5_values(row: Row) -> list:
    return [row.rowid, " ".join(within(row.headline)), " ".join(within(row.words))]


def tsvector_values(row: Row) -> list:
    """Lexemes are given as they are: `to_tsvector` would take some words apart and see numbers and hosts in others."""
    headline, words = within(row.headline), within(row.words)
    return [row.rowid, *(" ".join(f"'{word}'" for word in column) for column in (headline, headline + words))]


def within(words: list[str]) -> list[str]:
    """As many as PostgreSQL takes, on both databases alike."""
    room = WORDS_BYTES
    for number, word in enumerate(words):
        room -= len(word.encode())
        if room < 0:
            return words[:number]
    return words


PROGRESS = "search_progress"
"""Where a rebuilding was broken off: a row for each index that was begun and not finished."""

EDITION_ID = 2**31 - 1
"""The bits of an edition's place that are its id; those above are the second of its first publication."""

EDITIONS = Table("search_editions", f"search_editions.rowid & {EDITION_ID}", prefixes="")
ARTICLES = Table("search_articles", "search_articles.rowid + 0", prefixes="2 3 4")
