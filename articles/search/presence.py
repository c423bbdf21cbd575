"""Which entries an index has, by their numbers alone."""

from collections.abc import Iterator

from django.db import connection

from articles.search.entries import FIRST
from articles.search.layout import Table


def present(table: Table, rowids: list[int]) -> set[int]:
    """Those of these that have an entry."""
    if not rowids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {table.name} WHERE rowid IN ({', '.join(map(str, map(int, rowids)))})")
        return {rowid for (rowid,) in cursor.fetchall()}


def entries(table: Table, most: int) -> Iterator[list[int]]:
    """All of them, so many at a time."""
    after = FIRST
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rowid FROM {table.name} WHERE rowid > %s ORDER BY rowid LIMIT {int(most)}", [after])
            batch = [rowid for (rowid,) in cursor.fetchall()]
        if not batch:
            return
        yield batch
        after = batch[-1]
