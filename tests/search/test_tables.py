"""The indexes' tables are made by a migration and taken away by its reverse."""

import pytest
from django.db import connection
from django.db.migrations.state import ProjectState

from articles.search.entries import put
from articles.search.indexing import place
from articles.search.layout import ARTICLES, EDITIONS, PHOTOS, PROGRESS, Row
from articles.search.operations import CreatePhotoSearch, CreateSearchTables, CreateVocabularies
from tests.factories import make_edition

VOCABULARIES = {f"{table.name}_vocabulary" for table in (EDITIONS, ARTICLES, PHOTOS)}


def made_of(vendor: str) -> set[str]:
    return {EDITIONS.name, ARTICLES.name, PHOTOS.name, PROGRESS} | (VOCABULARIES if vendor == "sqlite" else set())


def tables() -> set[str]:
    return made_of("sqlite") & set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize(
    ("operation", "its"),
    [
        (CreateSearchTables(), {EDITIONS.name, ARTICLES.name, PROGRESS}),
        (CreatePhotoSearch(), {PHOTOS.name}),
        (CreateVocabularies(), VOCABULARIES),
    ],
)
def test_the_tables_go_and_come_with_the_migrations(operation, its):
    state = ProjectState()
    try:
        with connection.schema_editor() as editor:
            operation.database_backwards("articles", editor, state, state)
        assert tables() == made_of(connection.vendor) - its
    finally:
        with connection.schema_editor() as editor:
            operation.database_forwards("articles", editor, state, state)
    assert tables() == made_of(connection.vendor)


@pytest.mark.django_db
def test_a_place_in_the_index_tells_the_time_and_the_edition():
    edition = make_edition()

    assert place(edition.first_published_at, edition.pk) >> 31 == int(edition.first_published_at.timestamp())
    assert place(edition.first_published_at, edition.pk) & (2**31 - 1) == edition.pk


@pytest.mark.django_db
def test_a_text_of_a_million_words_is_indexed_as_far_as_it_goes():
    words = [f"слово{number}" for number in range(1_000_000)]

    put(ARTICLES, [Row(1, ["заголовок"], words)])

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {ARTICLES.name}")
        assert cursor.fetchone() == (1,)
