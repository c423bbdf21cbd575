"""What no range of rows tells: references, the rules of the database, and entries of the search that lead nowhere."""

from collections.abc import Iterator

from django.db import connection, transaction

from articles.models import Article, Edition, Photo
from articles.models.triggers import missing
from articles.search.entries import drop
from articles.search.indexing import place
from articles.search.layout import ARTICLES, EDITION_ID, EDITIONS, PHOTOS, Table
from articles.search.presence import entries
from newsroom.integrity.findings import BATCH, Wrong
from subscriptions.forms import MailAddress
from subscriptions.models import Subscriber

REFERENCE = "rows that refer to a row that is no more"
RULE = "rules that the database has lost (put_triggers_back)"
STRAY = "entries of the search that lead to nothing"
ADDRESS = "subscribers whose address is not as it is asked for: nobody could erase them by it"


def references() -> Iterator[Wrong]:
    """SQLite keeps them as long as it is told to; PostgreSQL, unless somebody switched one off."""
    on_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA foreign_key_check"
            if on_sqlite
            else "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
        )
        while rows := cursor.fetchmany(BATCH):
            yield from ((REFERENCE, f"{row[0]} {row[1]}") for row in rows)


def rules() -> Iterator[Wrong]:
    yield from ((RULE, name) for name in sorted(missing()))


def stray_entries(*, mend: bool) -> Iterator[Wrong]:
    """Those of editions that are over may stay: the gate keeps them from readers."""
    for table in (EDITIONS, ARTICLES, PHOTOS):
        for batch in entries(table, BATCH):
            stray = set(batch) - known_among(table, batch)
            if stray and mend:
                with transaction.atomic():
                    drop(table, stray)
            yield from ((STRAY, f"{table.name} {rowid}") for rowid in sorted(stray))


def known_among(table: Table, rowids: list[int]) -> set[int]:
    if table is EDITIONS:
        rows = Edition.objects.filter(pk__in=[rowid & EDITION_ID for rowid in rowids]).order_by()
        return {place(first, pk) for first, pk in rows.values_list("first_published_at", "pk")}
    model = Article if table is ARTICLES else Photo
    return set(model._default_manager.filter(pk__in=rowids).values_list("pk", flat=True))


def look_at_subscribers(subscribers: list[Subscriber]) -> Iterator[Wrong]:
    yield from ((ADDRESS, each.pk) for each in subscribers if MailAddress().clean(each.address) != each.address)
