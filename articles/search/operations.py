"""The indexes' tables, made and taken away by migrations."""

from django.db.migrations.operations.base import Operation

from articles.search.entries import dialect
from articles.search.layout import ARTICLES, EDITIONS, PHOTOS, PROGRESS, Table


class TablesWithoutModels(Operation):
    """FTS5 knows neither column types nor constraints: no model describes its tables."""

    reversible = True
    reduces_to_sql = True
    tables: tuple[Table, ...] = ()
    forwards, backwards = "created", "removed"
    """Which statements of the dialect."""

    def state_forwards(self, app_label, state):
        """The indexes are no part of the models' state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.execute(schema_editor, self.forwards)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.execute(schema_editor, self.backwards)

    def execute(self, schema_editor, name: str) -> None:
        statements = getattr(dialect(schema_editor.connection.vendor), name)
        for table in self.tables:
            for statement in statements(table):
                schema_editor.execute(statement)


class CreateSearchTables(TablesWithoutModels):
    tables = (EDITIONS, ARTICLES)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        schema_editor.execute(f"CREATE TABLE {PROGRESS} (name varchar(20) PRIMARY KEY, last bigint NOT NULL)")

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        super().database_backwards(app_label, schema_editor, from_state, to_state)
        schema_editor.execute(f"DROP TABLE {PROGRESS}")

    def describe(self):
        return "Create the tables of the search indexes"


class CreatePhotoSearch(TablesWithoutModels):
    tables = (PHOTOS,)

    def describe(self):
        return "Create the table of the photos' search index"


class CreateVocabularies(TablesWithoutModels):
    """The words of each index, where the database can be asked for them."""

    tables = (EDITIONS, ARTICLES, PHOTOS)
    forwards, backwards = "vocabulary_created", "vocabulary_removed"

    def describe(self):
        return "Create the vocabularies of the search indexes"
