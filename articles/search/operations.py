"""The indexes' tables, made and taken away by a migration."""

from django.db.migrations.operations.base import Operation

from articles.search.entries import dialect
from articles.search.layout import ARTICLES, EDITIONS, PROGRESS


class CreateSearchTables(Operation):
    """The tables have no model: FTS5 knows neither column types nor constraints."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label, state):
        """The indexes are no part of the models' state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in (EDITIONS, ARTICLES):
            for statement in dialect(schema_editor.connection.vendor).created(table):
                schema_editor.execute(statement)
        schema_editor.execute(f"CREATE TABLE {PROGRESS} (name varchar(20) PRIMARY KEY, last bigint NOT NULL)")

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in (EDITIONS, ARTICLES):
            for statement in dialect(schema_editor.connection.vendor).removed(table):
                schema_editor.execute(statement)
        schema_editor.execute(f"DROP TABLE {PROGRESS}")

    def describe(self):
        return "Create the tables of the search indexes"
