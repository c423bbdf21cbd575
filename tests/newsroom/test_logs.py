"""What is written down: enough to find what went wrong, and nothing that is nobody's business."""

import json
import logging
import re
from time import process_time

import pytest
from django.db import OperationalError, connection
from django.test import Client

from newsroom.logs import JsonLine, Line, current_id, masked
from newsroom.watching import timed
from tests.factories import make_article, make_user

ID = re.compile(r"[0-9a-f]{16}")


@pytest.fixture
def lines(settings):
    """As the server's own handler writes them; on a busy machine, too, nothing is slow unless a test says so."""
    settings.NEWSROOM_SLOW_REQUEST_MS = settings.NEWSROOM_SLOW_QUERY_MS = 600_000

    class Kept(logging.Handler):
        def emit(self, record):
            kept.append(self.format(record))

    kept, handler = [], Kept()
    handler.setFormatter(Line())
    loggers = [logging.getLogger(name) for name in ("", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield kept
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def desk(db):
    client = Client(raise_request_exception=False)
    client.force_login(make_user("chief"))
    return client


def test_each_answer_has_an_id_of_its_own(client, db):
    ids = [client.get(path).headers["X-Request-ID"] for path in ("/", "/", "/nothing-here/", "/healthz")]

    assert len(set(ids)) == 4
    assert all(ID.fullmatch(each) for each in ids)


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space in it", "line\nbreak-and-more", "<script>alert(1)"])
def test_an_id_that_is_not_well_formed_is_not_taken(client, db, settings, given):
    settings.NEWSROOM_PROXIES = 1

    assert ID.fullmatch(client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"])


def test_an_id_is_taken_from_a_proxy_and_from_nobody_else(client, db, settings):
    given = {"X-Request-ID": "edge-7f3a.0001"}

    settings.NEWSROOM_PROXIES = 0
    assert client.get("/healthz", headers=given).headers["X-Request-ID"] != given["X-Request-ID"]
    settings.NEWSROOM_PROXIES = 1
    assert client.get("/healthz", headers=given).headers["X-Request-ID"] == given["X-Request-ID"]


def test_an_error_page_names_the_id_that_stands_in_the_log(db, lines):
    reader = Client(raise_request_exception=False)

    def broken(*_asked):
        raise ValueError("a fault")

    def silent(*_asked):
        raise OperationalError("no answer")

    for trouble, status in ((broken, 500), (silent, 503)):
        with connection.execute_wrapper(trouble):
            answer = reader.get("/")
        assert answer.status_code == status
        assert answer.headers["X-Request-ID"] in answer.text
        assert any(f"[{answer.headers['X-Request-ID']}]" in line and "ERROR" in line for line in lines)


def test_whoever_changes_something_at_the_desk_leaves_a_line(desk, lines):
    article = make_article()
    answer = desk.post(f"/admin/articles/article/{article.pk}/change/", {})

    (line,) = [line for line in lines if "newsroom.desk" in line]
    path = re.escape(f"/admin/articles/article/{article.pk}/change/")
    assert re.search(rf"\[{answer.headers['X-Request-ID']}\] POST {path} \d+, \d+ ms, \d+ queries, person \d+$", line)


def test_who_reads_leaves_no_line(client, db, lines):
    client.get("/", headers={"X-Forwarded-For": "192.0.2.7", "User-Agent": "A browser"})
    client.get("/nothing-here/")

    assert lines == []


def test_a_slow_query_is_written_down_without_the_values_that_it_was_asked_with(client, db, settings, lines):
    settings.NEWSROOM_SLOW_QUERY_MS = 0
    client.get("/search/", {"q": "тайна"})

    assert [line for line in lines if "newsroom.slow" in line and "SELECT" in line and "search" in line]
    assert "тайна" not in "".join(lines)


def test_a_slow_page_is_written_down_without_its_query(client, db, settings, lines):
    settings.NEWSROOM_SLOW_REQUEST_MS = 0
    client.get("/search/", {"q": "тайна"})

    (line,) = [line for line in lines if "GET" in line]
    assert re.search(r"GET /search/ 200, \d+ ms, \d+ queries$", line)


def test_every_connection_is_watched_once(db):
    connection.ensure_connection()

    assert connection.execute_wrappers.count(timed) == 1


def record(message: str, *args, **extra) -> logging.LogRecord:
    made = logging.LogRecord("newsroom.test", logging.WARNING, __file__, 1, message, args, None)
    vars(made).update(extra)
    return made


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("GET /subscribe/confirm/abc:def/ 200", "GET /subscribe/confirm/…/ 200"),
        ("/kk/subscribe/leave/0123:4567", "/kk/subscribe/leave/…"),
        ("/en/subscribe/choose/0123:4567/", "/en/subscribe/choose/…/"),
        ("/preview/eyJhIjoxfQ:sig/", "/preview/…/"),
        ("/accounts/password/set/MQ/c8-abc/", "/accounts/password/set/MQ/…/"),
        ("Key (address)=(aigul@mail.example) already exists", "Key … already exists"),
        ("postgresql://desk:secret@10.0.0.1/news is gone", "… is gone"),
        ("one\r\n2026 ERROR forged", "one\\r\\n2026 ERROR forged"),
    ],
)
def test_keys_addresses_and_forged_lines_do_not_get_into_the_log(said, written):
    assert Line().format(record("%s", said)).endswith(f"[{current_id.get()}] {written}")
    assert json.loads(JsonLine().format(record("%s", said)))["message"].replace("\r\n", "\\r\\n") == written


def test_a_machine_reads_an_object_a_line(lines):
    figures = {"ms": 312, "view": "front"}

    written = JsonLine().format(record("Мост\nоткрыт", figures=figures))

    assert "\n" not in written
    said = json.loads(written)
    assert said | figures == said
    assert {"at", "level", "logger", "id", "message"} < said.keys()


def test_a_fault_is_written_with_its_trace():
    try:
        raise ValueError("aigul@mail.example is no number")
    except ValueError as error:
        failed = record("failed")
        failed.exc_info = (type(error), error, error.__traceback__)

    for form in (Line(), JsonLine()):
        written = form.format(failed)
        assert "ValueError: … is no number" in written and "Traceback" in written


def test_a_header_of_countless_letters_takes_no_time_to_write_down():
    began = process_time()

    for text in ("a" * 1_000_000, "@" * 1_000_000, "a@" * 500_000, "/preview/" * 100_000):
        masked(text)

    assert process_time() - began < 5
