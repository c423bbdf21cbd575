"""While the database does not answer, readers get the pages that are kept."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from lxml import html

from newsroom import changes
from tests.factories import make_article, make_edition, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, monkeypatch):
    settings.NEWSROOM_PAGE_MEGABYTES = 1
    monkeypatch.setattr(changes, "A_LOOK", 0)


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
    assert [record.name for record in caplog.records].count("newsroom.changes") == 1
    make_edition(headline="Мост открыт")
    assert "Мост открыт" in reader.get("/").text


def test_nothing_is_told_past_the_clock_while_the_database_does_not_answer(reader, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    publish(make_article(headline="Мост открыт"), by=None, until=now + timedelta(minutes=10))
    reader.get("/")

    time_machine.move_to(now + timedelta(minutes=10), tick=False)
    with connection.execute_wrapper(no_answer):
        assert reader.get("/").status_code == 503


@pytest.fixture
def desk(db):
    client = Client(raise_request_exception=False)
    client.force_login(make_user("chief", desk_language="en"))
    client.get("/admin/")
    return client


def test_the_desk_says_what_is_the_matter_and_gives_back_what_was_typed(desk):
    typed = {"headline": "Мост <открыт>", "body": "<p>Первый.</p>\n<p>Второй.</p>", "_save": "1"}

    with connection.execute_wrapper(no_answer):
        answer = desk.post("/admin/articles/article/add/", typed)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "Nothing that you typed is lost" in answer.text
    page = html.document_fromstring(answer.text)
    [form] = [form for form in page.forms if form.method == "POST"]
    assert {name: form.fields[name] for name in typed} == typed
    assert form.action is None


def test_a_password_is_not_written_into_the_page(desk):
    with connection.execute_wrapper(no_answer):
        answer = desk.post("/accounts/login/", {"login": "chief", "password": "тихий-берег-1986"})

    assert answer.status_code == 503
    assert "1986" not in answer.text


def test_a_fault_of_the_code_is_not_taken_for_an_outage(reader):
    def broken(*_asked):
        raise ValueError("nonsense")

    with connection.execute_wrapper(broken):
        assert reader.get("/about/").status_code == 500


def test_a_reader_hears_of_it_in_the_language_of_the_address(reader):
    with connection.execute_wrapper(no_answer):
        answer = reader.get("/en/about/")

    assert answer.status_code == 503
    assert "This page cannot be shown now" in answer.text
