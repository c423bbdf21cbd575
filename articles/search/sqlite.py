"""The indexes on SQLite: FTS5."""

import sys

from django.db.models import QuerySet

from articles.search.layout import Row, Table
from articles.search.query import Term

MOST_SPELT_OUT = 100
"""That begin alike, and are looked for one by one: 10 ms."""


def created(table: Table) -> list[str]:
    """`ascii` takes every letter beyond ASCII for a part of a word: the words come ready, and `unicode61` would split
    some, those newer than its tables. Without `columnsize` nothing can be ranked by length, which nobody asks for."""
    prefixes = f", prefix='{table.prefixes}'" if table.prefixes else ""
    return [
        f"CREATE VIRTUAL TABLE {table.name} USING fts5("
        f"headline, words, tokenize='ascii', detail=column, columnsize=0{prefixes})"
    ]


def removed(table: Table) -> list[str]:
    return [f"DROP TABLE {table.name}"]


def vocabulary_created(table: Table) -> list[str]:
    """The words of the index themselves, read from its own lists: nothing is stored twice."""
    return [f"CREATE VIRTUAL TABLE {table.name}_vocabulary USING fts5vocab({table.name}, instance)"]


def vocabulary_removed(table: Table) -> list[str]:
    return [f"DROP TABLE {table.name}_vocabulary"]


def insert(table: Table) -> str:
    return f"INSERT OR REPLACE INTO {table.name} (rowid, headline, words) VALUES (%s, %s, %s)"


def values(row: Row) -> list:
    return [row.rowid, " ".join(row.headline), " ".join(row.words)]


def newest(
    table: Table, stories: QuerySet, terms: list[Term], *, limit: int, before: int, since: int, headline: bool
) -> list:
    """FTS5 walks its lists of rowids from the end, and stops at the limit."""
    asked, params = expression(table, terms, headline=headline)
    # `extra`, because the ORM has no other way to join a table without a model to a queryset that another room made.
    return list(
        stories.extra(
            tables=[table.name],
            where=[
                f"{table.story} = {stories.model._meta.db_table}.id",
                f"{table.name} MATCH {asked}",
                f"{table.name}.rowid < %s",
                f"{table.name}.rowid >= %s",
            ],
            params=[*params, before, since],
            order_by=[f"-{table.name}.rowid"],
        )[:limit]
    )


def among(table: Table, pks: list[int], terms: list[Term]) -> tuple[str, list]:
    """A condition. The plus keeps FTS5 from looking for each of the ids anew: it walks its lists once."""
    asked, params = expression(table, terms)
    return f"{table.name} MATCH {asked} AND +rowid IN ({', '.join(map(str, pks))})", params


def spelt_out(table: Table, beginning: str) -> tuple[str, list[str]]:
    """All words of the index that begin so. Without a list for beginnings of that length FTS5 would read every entry of
    each of them, 100 ms at a million stories; looked for as words, they are read from the end to the first page.

    From each word a leap leads beyond all its entries to the next one.
    """
    end = beginning + chr(sys.maxunicode)
    following = f"SELECT term FROM {table.name}_vocabulary WHERE term >= {{}} ORDER BY term LIMIT 1"
    sql = f"""(
        WITH RECURSIVE found(word, number) AS (
            SELECT ({following.format("%s")}), 1
            UNION ALL SELECT ({following.format("word || char(1)")}), number + 1
            FROM found WHERE word < %s AND number <= {MOST_SPELT_OUT}
        )
        SELECT CASE
            WHEN max(number) > {MOST_SPELT_OUT} THEN %s
            ELSE coalesce(group_concat('"' || word || '"', ' OR '), %s)
        END
        FROM found WHERE word < %s
    )"""
    return sql, [beginning, end, f'"{beginning}"*', f'"{beginning}"', end]


def expression(table: Table, terms: list[Term], *, headline: bool = False) -> tuple[str, list]:
    """What FTS5 is asked for: SQL that puts it together, and its parameters."""
    column, groups, params = "headline : " if headline else "", [], []
    for term in terms:
        alternatives, given = group(table, term)
        groups.append(f"'{column}(' || {alternatives} || ')'")
        params += given
    every = " || ' AND ' || ".join(groups)
    return f"({every})", params


def group(table: Table, term: Term) -> tuple[str, list]:
    is_listed = str(len(term.beginning)) in table.prefixes.split()
    words = [f'"{form}"' for form in term.forms] + [f'"{term.beginning}"*'] * is_listed
    sql, params = ["%s"] * bool(words), [" OR ".join(words)] * bool(words)
    if term.beginning and not is_listed:
        found, given = spelt_out(table, term.beginning)
        sql, params = [*sql, found], params + given
    return " || ' OR ' || ".join(sql), params
