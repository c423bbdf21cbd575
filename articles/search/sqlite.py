"""The indexes on SQLite: FTS5."""

from django.db.models import QuerySet

from articles.search.layout import Row, Table
from articles.search.query import Term


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


def insert(table: Table) -> str:
    return f"INSERT OR REPLACE INTO {table.name} (rowid, headline, words) VALUES (%s, %s, %s)"


def values(row: Row) -> list:
    return [row.rowid, " ".join(row.headline), " ".join(row.words)]


def newest(
    table: Table, stories: QuerySet, terms: list[Term], *, limit: int, before: int, since: int, headline: bool
) -> list:
    """FTS5 walks its lists of rowids from the end, and stops at the limit."""
    # `extra`, because the ORM has no other way to join a table without a model to a queryset that another room made.
    return list(
        stories.extra(
            tables=[table.name],
            where=[
                f"{table.story} = {stories.model._meta.db_table}.id",
                f"{table.name} MATCH %s",
                f"{table.name}.rowid < %s",
                f"{table.name}.rowid >= %s",
            ],
            params=[expression(terms, headline=headline), before, since],
            order_by=[f"-{table.name}.rowid"],
        )[:limit]
    )


def among(table: Table, pks: list[int], terms: list[Term]) -> tuple[str, list]:
    """A condition. The plus keeps FTS5 from looking for each of the ids anew: it walks its lists once."""
    return f"{table.name} MATCH %s AND +rowid IN ({', '.join(map(str, pks))})", [expression(terms)]


def expression(terms: list[Term], *, headline: bool = False) -> str:
    column = "headline : " if headline else ""
    return " AND ".join(f"{column}({' OR '.join(alternatives(term))})" for term in terms)


def alternatives(term: Term) -> list[str]:
    beginning = [f'"{term.beginning}"*'] if term.beginning else []
    return [f'"{form}"' for form in term.forms] + beginning
