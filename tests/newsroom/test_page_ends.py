"""Pages that are kept for less than others, or not at all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import changes
from tests.factories import kill, make_edition, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(settings, monkeypatch):
    settings.NEWSROOM_PAGE_MEGABYTES = 1
    monkeypatch.setattr(changes, "A_LOOK", 0)
    return Client()


def test_the_news_line_is_told_anew_at_the_end_of_its_ten_seconds(reader, time_machine):
    slot = timezone.now().replace(second=20, microsecond=0)
    time_machine.move_to(slot + timedelta(seconds=8.9), tick=False)
    first = reader.get("/lenta.json").json()["cursor"]

    time_machine.move_to(slot + timedelta(seconds=10), tick=False)

    assert reader.get("/lenta.json").json()["cursor"] == first + 10


def test_a_killed_story_is_kept_at_its_own_address_alone(reader):
    edition = make_edition()
    kill(edition.article, by=make_user("chief"))
    own = edition.get_absolute_url()
    other = own.replace(edition.slug, "most")

    assert [reader.get(path).status_code for path in (own, other)] == [410, 410]
    assert [asked_of_stories(reader, path) for path in (own, other)] == [False, True]


def asked_of_stories(reader: Client, path: str) -> bool:
    with CaptureQueriesContext(connection) as asked:
        reader.get(path)
    return any("articles_edition" in query["sql"] for query in asked.captured_queries)
