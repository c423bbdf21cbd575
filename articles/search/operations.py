"""The indexes' tables, made and taken away by a migration."""

from django.db.migrations.operations.base import Operation

from articles.search.tables import ARTICLES, EDITIONS, PROGRESS, Table


class CreateSearchTables(Operation):
    """The tables have no model: FTS5 knows neither column types nor constraints."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label, state):
        """The indexes are no part of the models' state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        made = fts5 if schema_editor.connection.vendor == "sqlite" else tsvector
        for table in (EDITIONS, ARTICLES):
            for statement in made(table):
                schema_editor.execute(statement)
        schema_editor.execute(f"CREATE TABLE {PROGRESS} (name varchar(20) PRIMARY KEY, last bigint NOT NULL)")

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for name in (EDITIONS.name, ARTICLES.name, PROGRESS):
            schema_editor.execute(f"DROP TABLE {name}")

    def describe(self):
        return "Create the tables of the search indexes"


def fts5(table: Table) -> list[str]:
    """`ascii` takes every letter beyond ASCII for a part of a word: the words come ready, and unicode61 would
    split some (those newer than its tables), which makes a phrase of one word. Without `columnsize` nothing can be
    ranked by length, which nobody asks for."""
    prefixes = f", prefix='{table.prefixes}'" if table.prefixes else ""
    return [
        f"CREATE VIRTUAL TABLE {table.name} USING fts5("
        f"headline, words, tokenize='ascii', detail=column, columnsize=0{prefixes})"
    ]


def tsvector(table: Table) -> list[str]:
    return [
        f"CREATE TABLE {table.name} (rowid bigint PRIMARY KEY, headline tsvector NOT NULL, words tsvector NOT NULL)",
        f"CREATE INDEX {table.name}_words ON {table.name} USING gin (words)",
    ]
