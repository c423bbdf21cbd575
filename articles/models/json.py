"""JSON that keeps Cyrillic letters as they are."""

from collections.abc import Iterable

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Func


class ReadableEncoder(DjangoJSONEncoder):
    """On SQLite Django writes a Cyrillic letter as six bytes; this writes the letter."""

    def __init__(self, **options):
        super().__init__(**(options | {"ensure_ascii": False}))


class ReadableJSONField(models.JSONField):
    def __init__(self, *args, **options):
        super().__init__(*args, **({"encoder": ReadableEncoder} | options))


class Parts(Func):
    """Some keys of a JSON object as a list in their order: the rest, however long, is not read into Python."""

    output_field = ReadableJSONField()

    def __init__(self, column: str, keys: Iterable[str]) -> None:
        super().__init__(column)
        self.keys = tuple(keys)

    def as_sqlite(self, compiler, connection, **context):
        column, parameters = compiler.compile(self.source_expressions[0])
        return f"JSON_EXTRACT({column}{', %s' * len(self.keys)})", [*parameters, *(f"$.{key}" for key in self.keys)]

    def as_postgresql(self, compiler, connection, **context):
        column, parameters = compiler.compile(self.source_expressions[0])
        parts = ", ".join([f"{column} -> %s"] * len(self.keys))
        return f"JSONB_BUILD_ARRAY({parts})", [each for key in self.keys for each in (*parameters, key)]


class AsList(Func):
    """Of all rows one list, a list of these columns for each: as it is written, for whoever comes to need it."""

    output_field = models.TextField()
    template = "JSON_GROUP_ARRAY(JSON_ARRAY(%(expressions)s))"

    def as_postgresql(self, compiler, connection, **context):
        rows = "COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(%(expressions)s)), '[]')"
        return self.as_sql(compiler, connection, template=rows, **context)
