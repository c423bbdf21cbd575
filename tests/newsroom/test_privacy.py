"""What is kept of people stands in the docs, and nothing of readers is kept at all."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from tests.factories import make_author, make_edition, make_section

PAGE = (settings.BASE_DIR / "docs" / "privacy.md").read_text()
PATHS = ("/", "/politics/", "/tag/most/", "/author/desk/", "/lenta/", "/search/?q=мост", "/subscribe/", "/about/")
FROM_ELSEWHERE = re.compile(
    r'(?:src|action|poster)="(?:https?:)?//'
    r'|<link[^>]+rel="(?:stylesheet|preload|icon|preconnect)"[^>]+href="(?:https?:)?//'
)
NAMED = re.compile(r"`(\w+\.\w+)` ([\w ]+)")


def columns_in(text: str) -> list[tuple[str, str]]:
    return [(model, column) for model, columns in NAMED.findall(text) for column in columns.split()]


def columns_of_the_database() -> set[tuple[str, str]]:
    return {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.name != "id"
    }


def test_every_column_of_the_database_stands_on_the_page_once():
    named = columns_in(PAGE)

    assert sorted(columns_of_the_database() - set(named)) == []
    assert sorted(set(named) - columns_of_the_database()) == []
    assert len(named) == len(set(named))


def test_whatever_leads_to_one_of_the_staff_counts_as_theirs():
    people = set(columns_in(PAGE.split("## Columns that say nothing of a person")[0]))
    leading = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model is not None and field.related_model._meta.label == "articles.User"
    }

    assert leading <= people


@pytest.mark.django_db
def test_readers_get_no_cookie_and_nothing_from_elsewhere():
    edition = make_edition(section=make_section(), tags=["мост"], authors=[make_author("desk")])
    reader = Client()
    for path in (*PATHS, edition.get_absolute_url()):
        answer = reader.get(path)
        assert answer.status_code == 200, path
        assert not FROM_ELSEWHERE.search(answer.text.replace(settings.NEWSROOM_ORIGIN, "")), path
    assert not reader.cookies
