"""Queries whose SQL is written once: Django builds it at the first call, later calls only bind their values.

Building costs milliseconds, asking hundredths of one.
"""

import json
from collections.abc import Callable, Collection
from datetime import datetime
from inspect import signature
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Expression, F, QuerySet


class Place(NamedTuple):
    """Where in the SQL a value of the call belongs."""

    name: str
    holds_many: bool


class Given(Expression):
    """In a prepared query, what each call gives under that name: a moment, a number, a word."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [Place(self.name, holds_many=False)]


class AnyOf(Expression):
    """A condition: the column holds one of the whole numbers that each call gives, however many. The SQL is the same
    for all; for `IN (SELECT …)` beside another condition PostgreSQL would read the whole table.
    """

    def __init__(self, column: str, given: Given) -> None:
        super().__init__(BooleanField())
        self.column: Any = F(column)
        self.place = Place(given.name, holds_many=True)

    def get_source_expressions(self):
        return [self.column]

    def set_source_expressions(self, exprs):
        [self.column] = exprs

    def as_sql(self, compiler, connection):
        column, parameters = compiler.compile(self.column)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*parameters, self.place]

    def as_postgresql(self, compiler, connection):
        column, parameters = compiler.compile(self.column)
        return f"{column} = ANY(%s::bigint[])", [*parameters, self.place]


Converters = dict[int, tuple[list[Callable], Any]]


class Written(NamedTuple):
    """SQL for one kind of database, with names in place of values: `fixed` are the same at each call, `places` are not.

    `converters` make what a column holds into what its field means, by its place.
    """

    sql: str
    fixed: dict[str, Any]
    places: set[Place]
    converters: Converters


class Prepared:
    """Decorates a function that makes a queryset of values in their order, `.values_list(…)`; called like it, it gives
    rows as tuples.

    Keyword arguments are bound at each call. Positional ones shape the query, and SQL is kept for every set of them:
    a language, a length, a name out of a few.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self.build = build
        self.written: dict[tuple, Written] = {}

    def __call__(self, *shape: Any, **values: Any) -> list[tuple]:
        connection = connections[DEFAULT_DB_ALIAS]
        written = self.written.get((connection.vendor, *shape)) or self.write(connection, shape)
        bound = written.fixed | {place.name: bind(values, place, connection) for place in written.places}
        with connection.cursor() as cursor:
            cursor.execute(written.sql, bound)
            rows = cursor.fetchall()
        return converted(rows, written.converters, connection) if written.converters else rows

    def write(self, connection: Any, shape: tuple) -> Written:
        compiler = self.queryset(*shape).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        names = [each.name if isinstance(each, Place) else f"_{number}" for number, each in enumerate(parameters)]
        written = Written(
            sql=sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names),
            fixed={name: each for name, each in zip(names, parameters, strict=True) if not isinstance(each, Place)},
            places={each for each in parameters if isinstance(each, Place)},
            converters=quicker(compiler.get_converters(columns), connection),
        )
        self.written[connection.vendor, *shape] = written
        return written

    def queryset(self, *shape: Any) -> QuerySet:
        """With names in place of values: what a test may look at."""
        named = [each.name for each in signature(self.build).parameters.values() if each.kind == each.KEYWORD_ONLY]
        return self.build(*shape, **{name: Given(name) for name in named})


def bind(values: dict[str, Any], place: Place, connection: Any) -> Any:
    """As the database's driver takes it."""
    value = values[place.name]
    if place.holds_many:
        return numbers(value, connection)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def numbers(value: Collection[int], connection: Any) -> str | list[int]:
    return json.dumps(list(value)) if connection.vendor == "sqlite" else list(value)


def quicker(converters: Converters, connection: Any) -> Converters:
    """By column, with our own reading of moments in the place of Django's."""
    slow = getattr(connection.ops, "convert_datetimefield_value", None)  # PostgreSQL has none
    return {
        place: ([in_its_zone if convert == slow else convert for convert in chain], expression)
        for place, (chain, expression) in converters.items()
    }


def in_its_zone(value: datetime | str | None, expression: Any, connection: Any) -> datetime | None:
    """Twin: SQLite's `convert_datetimefield_value`, which asks the settings about each moment."""
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=connection.timezone)


def converted(rows: list[tuple], converters: Converters, connection: Any) -> list[tuple]:
    """Twin: `SQLCompiler.apply_converters`."""
    columns = list(zip(*rows, strict=True))
    for place, (chain, expression) in converters.items() if columns else ():
        for convert in chain:
            columns[place] = tuple([convert(value, expression, connection) for value in columns[place]])
    return list(zip(*columns, strict=True))
