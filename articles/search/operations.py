"""The indexes' tables, made and taken away by migrations."""

from django.db.migrations.operations.base import Operation

from articles.search.entries import dialect
from articles.search.layout import ARTICLES, EDITIONS, PHOTOS, PROGRESS, Table


class TablesWithoutModels(Operation):
    """FTS5 knows neither column types nor constraints: no model describes its tables."""

    reversible = True
    reduces_to_sql = True
    tables: tuple[Table, ...] = ()

    def state_forwards(self, app_label, state):
        """The indexes are no part of the models' state."""

    def created(self, database, table: Table) -> list[str]:
        return database.created(table)

    def removed(self, database, table: Table) -> list[str]:
        return database.removed(table)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            for statement in self.created(dialect(schema_editor.connection.vendor), table):
                schema_editor.execute(statement)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            for statement in self.removed(dialect(schema_editor.connection.vendor), table):
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

    def created(self, database, table: Table) -> list[str]:
        return database.vocabulary_created(table)

    def removed(self, database, table: Table) -> list[str]:
        return database.vocabulary_removed(table)

    def describe(self):
        return "Create the vocabularies of the search indexes"
