"""While the database does not answer, readers get the pages that are kept."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from newsroom import caching
from tests.factories import make_article, make_edition, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, monkeypatch):
    settings.NEWSROOM_PAGE_MEGABYTES = 1
    monkeypatch.setattr(caching, "A_LOOK", 0)


@pytest.fixture
def reader():
    return Client(raise_request_exception=False)


def no_answer(*_asked):
    raise OperationalError("the server closed the connection")


def test_readers_keep_their_pages_while_the_database_does_not_answer(reader, caplog):
    path = make_edition().get_absolute_url()
    page = reader.get(path)
    reader.post("/subscribe/")

    with connection.execute_wrapper(no_answer):
        asked = [reader.get(path) for _ in range(2)]

    assert [(each.status_code, each.content) for each in asked] == [(200, page.content)] * 2
    assert [record.name for record in caplog.records].count("newsroom.caching") == 1
    make_edition(headline="Мост открыт")
    assert "Мост открыт" in reader.get("/").text


def test_nothing_is_told_past_the_clock_while_the_database_does_not_answer(reader, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    publish(make_article(headline="Мост открыт"), by=None, until=now + timedelta(minutes=10))
    reader.get("/")

    time_machine.move_to(now + timedelta(minutes=10), tick=False)
    with connection.execute_wrapper(no_answer):
        assert reader.get("/").status_code == 500
