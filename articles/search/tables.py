"""The two indexes as tables: FTS5 on SQLite, tsvector under GIN on PostgreSQL, read and written alike.

Both are keyed by `rowid` and read from its end, so newest first costs no sorting however common the word:
twenty of a million hits are the first twenty. Words arrive normalised; the databases neither fold nor stem.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from articles.search.query import Term, as_fts5, as_tsquery

LEXEMES_BYTES = 600_000
"""PostgreSQL refuses a tsvector of 1 MB; the newsroom's longest story has 60 kB."""


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
        """Add entries, or replace them."""
        sqlite = connection.vendor == "sqlite"
        with connection.cursor() as cursor:
            cursor.executemany(self._insert_fts5() if sqlite else self._insert_tsvector(), map(self._values, rows))

    def drop(self, rowids: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {self.name} WHERE rowid = %s", [[rowid] for rowid in rowids])

    def drop_between(self, after: int, until: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.name} WHERE rowid > %s AND rowid <= %s", [after, until])

    def matching(self, stories: QuerySet, terms: list[Term], *, before: int | None = None, headline: bool = False):
        """Those of the stories that have all the words, newest first."""
        if connection.vendor == "sqlite":
            has_words, words = f"{self.name} MATCH %s", as_fts5(terms, headline=headline)
        else:
            has_words, words = f"{self.name}.words @@ %s::tsquery", as_tsquery(terms, headline=headline)
        where, params = [f"{self.story} = {stories.model._meta.db_table}.id", has_words], [words]
        if before is not None:
            where.append(f"{self.name}.rowid < %s")
            params.append(before)
        # `extra`, because the ORM has no other way to join a table without a model to a queryset it did not make.
        return stories.extra(tables=[self.name], where=where, params=params, order_by=[f"-{self.name}.rowid"])

    def _insert_fts5(self) -> str:
        return f"INSERT OR REPLACE INTO {self.name} (rowid, headline, words) VALUES (%s, %s, %s)"

    def _insert_tsvector(self) -> str:
        return (
            f"INSERT INTO {self.name} (rowid, words) VALUES (%s, %s::tsvector) "
            "ON CONFLICT (rowid) DO UPDATE SET words = excluded.words"
        )

    def _values(self, row: Row) -> list:
        headline, words = _within(row.headline, row.words)
        if connection.vendor == "sqlite":
            return [row.rowid, " ".join(headline), " ".join(words)]
        lexemes = [f"'{word}':1A" for word in headline] + [f"'{word}'" for word in words]
        return [row.rowid, " ".join(lexemes)]


def _within(headline: list[str], words: list[str]) -> tuple[list[str], list[str]]:
    """Cut where a hostile text's words outgrow what PostgreSQL takes, on both alike."""
    room = LEXEMES_BYTES
    for number, word in enumerate([*headline, *words]):
        room -= len(word.encode()) + 8
        if room < 0:
            return headline[:number], words[: max(0, number - len(headline))]
    return headline, words


EDITION_ID = 2**31 - 1

EDITIONS = Table("search_editions", f"search_editions.rowid & {EDITION_ID}", prefixes="")
ARTICLES = Table("search_articles", "search_articles.rowid + 0", prefixes="2 3 4")
