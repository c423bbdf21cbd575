"""The indexes on PostgreSQL: tsvector under GIN.

GIN knows which stories have a word and not in which order; walking the key from its end knows the order and has to
unpack each story's words. A common word is found by the walk within a few dozen stories, a rare one by GIN alone, and
the planner cannot tell them apart: unpacking costs fifty times what it believes. So: a walk as far as RECENT, and GIN
for what is older, which is not run where the walk has filled the page.
"""

from django.db import connection, transaction
from django.db.models import QuerySet

from articles.search.layout import Row, Table
from articles.search.query import Term

COLUMNS = ("headline", "words")

RECENT = 1000
"""Stories walked through: 8 ms where none has the words."""

MOST_HITS = 3_000
"""Of one GIN search, newest first: what the gate then chooses from. Verbs take out of the index what they end, so few
of them are not live; `reindex` takes out what ended by the clock."""


def created(table: Table) -> list[str]:
    """The functions forbid themselves every plan but the one through GIN."""
    columns = ", ".join(f"{column} tsvector NOT NULL" for column in COLUMNS)
    statements = [f"CREATE TABLE {table.name} (rowid bigint PRIMARY KEY, {columns})"]
    for column in COLUMNS:
        statements += [
            f"CREATE INDEX {table.name}_{column} ON {table.name} USING gin ({column})",
            f"CREATE FUNCTION {table.name}_by_{column}(q tsquery, below bigint) RETURNS SETOF bigint "
            "LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off "
            f"AS $$ SELECT rowid FROM (SELECT rowid FROM {table.name} WHERE {column} @@ q OFFSET 0) AS hits "
            f"WHERE rowid < below ORDER BY rowid DESC LIMIT {MOST_HITS} $$",
        ]
    return statements


def removed(table: Table) -> list[str]:
    functions = [f"DROP FUNCTION {table.name}_by_{column}(tsquery, bigint)" for column in COLUMNS]
    return [*functions, f"DROP TABLE {table.name}"]


def vocabulary_created(table: Table) -> list[str]:
    """GIN knows which of its words begin alike."""
    return []


vocabulary_removed = vocabulary_created


def insert(table: Table) -> str:
    return (
        f"INSERT INTO {table.name} (rowid, headline, words) VALUES (%s, %s, %s) "
        "ON CONFLICT (rowid) DO UPDATE SET headline = excluded.headline, words = excluded.words"
    )


def values(row: Row) -> list:
    """Lexemes are given as they are: `to_tsvector` would take some words apart and see numbers and hosts in others."""
    return [row.rowid, quoted(row.headline), quoted(row.headline + row.words)]


def quoted(words: list[str]) -> str:
    return " ".join(f"'{word}'" for word in words)


def newest(
    table: Table, stories: QuerySet, terms: list[Term], *, limit: int, before: int, since: int, headline: bool
) -> list:
    """One query: the second half of the union runs only where the first leaves room, and stories are left to ask."""
    name, column, q = table.name, "headline" if headline else "words", expression(terms)
    edge = (
        f"(SELECT coalesce(min(rowid), 0) FROM "
        f"(SELECT rowid FROM {name} WHERE rowid < %s ORDER BY rowid DESC LIMIT {RECENT}) AS recent)"
    )
    # `extra`, because the ORM has no other way to join a table without a model to a queryset that another room made.
    joined = stories.extra(
        select={"entry": f"{name}.rowid + 0"},
        tables=[name],
        where=[f"{table.story} = {stories.model._meta.db_table}.id", f"{name}.rowid < %s", f"{name}.rowid >= %s"],
        params=[before, since],
    )
    walked = joined.extra(
        where=[f"{name}.rowid >= {edge}", f"ts_match_vq({name}.{column}, %s::tsquery)"],  # as @@, and not through GIN
        params=[before, q],
        order_by=[f"-{name}.rowid"],
    )
    older = joined.extra(
        where=[f"{edge} > %s", f"{name}.rowid = ANY (ARRAY(SELECT {name}_by_{column}(%s::tsquery, {edge})))"],
        params=[before, since, q, before],
        order_by=["-entry"],
    )
    found = walked[:limit].union(older[:limit], all=True)[:limit]
    # A union promises no order.
    return sorted(found, key=lambda story: story.entry, reverse=True)


def all_hits(table: Table, stories: QuerySet, terms: list[Term], *, limit: int, before: int) -> list[int]:
    """Ids, through GIN alone: half a second where the word is in half of a million stories."""
    hits = f"SELECT rowid FROM {table.name} WHERE words @@ %s::tsquery AND rowid < %s OFFSET 0"
    wanted = stories.extra(where=[f"{stories.model._meta.db_table}.id IN ({hits})"], params=[expression(terms), before])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "; ".join(f"SET LOCAL enable_{plan} = off" for plan in ("seqscan", "indexscan", "indexonlyscan"))
        )
        return list(wanted.order_by("-pk").values_list("pk", flat=True)[:limit])


def among(table: Table, pks: list[int], terms: list[Term]) -> tuple[str, list]:
    """A condition: those rows and no others are unpacked."""
    return f"rowid IN ({', '.join(map(str, pks))}) AND ts_match_vq(words, %s::tsquery)", [expression(terms)]


def expression(terms: list[Term]) -> str:
    return " & ".join(f"({' | '.join(alternatives(term))})" for term in terms)


def alternatives(term: Term) -> list[str]:
    beginning = [f"'{term.beginning}':*"] if term.beginning else []
    return [f"'{form}'" for form in term.forms] + beginning
