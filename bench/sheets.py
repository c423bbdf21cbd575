"""Rows by the ten thousand, past the models: whole sheets of them in the columns' own values."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model

from articles.search.entries import dialect
from articles.search.layout import ARTICLES, EDITIONS, Row, Table
from articles.search.postgresql import COLUMNS

GATHERED = 64_000_000
FTS5_GATHERS = 1_048_576
"""Bytes of words that FTS5 holds before it writes them out: while filling, and as ever."""
KILOBYTES_OF_CACHE = 2_000_000


class Rows(NamedTuple):
    table: str
    columns: list[str]
    values: list[Sequence]


class Sheet:
    """Rows of one table that are not written yet; what is not said of a row is as in a new one of the model."""

    def __init__(self, model: type[Model]):
        blank = model()
        self.model, self.rows = model, []
        self.blank = {
            field.column: field.get_db_prep_save(field.value_from_object(blank), connection)
            for field in model._meta.concrete_fields
        }
        self.last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0

    def add(self, **said) -> int:
        """Its id, by which rows of other sheets may name it at once."""
        self.last += 1
        self.rows.append(tuple((self.blank | said | {"id": self.last}).values()))
        return self.last

    def take(self) -> Rows:
        """What was added since the last time."""
        rows, self.rows = self.rows, []
        if any(len(row) != len(self.blank) for row in rows):
            raise LookupError(f"A row of {self.model._meta.label} says what there is no column for.")
        return Rows(self.model._meta.db_table, list(self.blank), rows)


def entries(table: Table, rows: Iterable[Row]) -> Rows:
    """New ones, of a search, in their order: twin of its `put`, which also replaces."""
    values = dialect().values
    ordered = sorted(rows, key=attrgetter("rowid"))
    return Rows(table.name, ["rowid", *COLUMNS], [values(row) for row in ordered])


def write(rows: Rows) -> None:
    names = ", ".join(f'"{column}"' for column in rows.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(rows.columns))
            cursor.executemany(f"INSERT INTO {rows.table} ({names}) VALUES ({marks})", rows.values)
            return
        with cursor.copy(f"COPY {rows.table} ({names}) FROM STDIN") as copy:
            for row in rows.values:
                copy.write_row(row)


@lru_cache(maxsize=100)
def moment(at: datetime):
    """A time as the database's own driver takes it."""
    return connection.ops.adapt_datetimefield_value(at)


def identity(value):
    """A UUID, likewise."""
    return value if connection.features.has_native_uuid_field else value.hex


@contextmanager
def in_bulk() -> Iterator[None]:
    """The database for this process alone, and careless of the power failing, until all is written."""
    around = bulk_of_sqlite() if connection.vendor == "sqlite" else bulk_of_postgresql()
    with around:
        yield
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database that has lived has been


@contextmanager
def bulk_of_sqlite() -> Iterator[None]:
    """Without the log of writing ahead, pages that are new are written once. Killed, it is rolled back as ever."""
    said = ["PRAGMA synchronous = OFF", f"PRAGMA cache_size = -{KILOBYTES_OF_CACHE}", "PRAGMA foreign_keys = OFF"]
    said += ["PRAGMA ignore_check_constraints = ON"]  # each would parse all the JSON
    run([*said, "PRAGMA journal_mode = PERSIST", *gathering(GATHERED)])
    try:
        yield
    finally:
        run(gathering(FTS5_GATHERS))
        connection.close()  # with whatever it was told
        connection.ensure_connection()


def gathering(number: int) -> list[str]:
    return [f"INSERT INTO {name}({name}, rank) VALUES('hashsize', {number})" for name in (ARTICLES.name, EDITIONS.name)]


@contextmanager
def bulk_of_postgresql() -> Iterator[None]:
    """Inverted indexes are built at the end, many times as quickly; ids go on where they have come to. Killed, it
    leaves the search without them: run again, it builds them.
    """
    made = [statement for table in (ARTICLES, EDITIONS) for statement in dialect().created(table)]
    indexes = {statement.split()[2]: statement for statement in made if statement.startswith("CREATE INDEX")}
    run(f"DROP INDEX IF EXISTS {name}" for name in indexes)
    try:
        yield
    finally:
        with transaction.atomic():
            run(["SET LOCAL maintenance_work_mem = '1GB'", *indexes.values()])
            let_ids_go_on()


def let_ids_go_on() -> None:
    """From the last that was given to a row: PostgreSQL counts by itself."""
    run(connection.ops.sequence_reset_sql(no_style(), list(apps.get_app_config("articles").get_models())))


def run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
