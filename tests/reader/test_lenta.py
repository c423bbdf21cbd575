"""The news line at its addresses: one answer for all who ask alike, calm whatever is asked."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders

from articles.publishing import withdraw
from tests.factories import make_edition
from tests.reader.markup import found, parsed, words
from tests.reader.test_hostile import NONSENSE

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 7, tzinfo=UTC)
CURSOR = int(NOON.timestamp())
SCRIPT = "reader/lenta.js"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def told(client, after: int | str = "", path: str = "/lenta.json"):
    return json.loads(client.get(path, {"after": after}).content)


def test_an_answer_says_what_a_script_needs_to_show_it(client, clock):
    edition = make_edition(
        headline="Мост открыт в оба конца",
        short_headline="Мост открыт",
        importance=3,
        breaking_until=NOON.replace(hour=9),
    )

    assert told(client, CURSOR) == {
        "cursor": CURSOR,
        "reset": False,
        "items": [
            {
                "id": edition.article_id,
                "number": 1,
                "url": edition.get_absolute_url(),
                "headline": "Мост открыт",
                "published_at": "2026-11-23T12:00:00.000+05:00",
                "day": "23 ноября 2026",
                "outside": "",
                "importance": 3,
                "breaking": True,
            }
        ],
        "removed": [],
    }


def test_each_language_has_its_own_line(client, clock):
    kazakh = make_edition(language="kk", headline="Көпір ашылды")
    make_edition()

    assert [item["url"] for item in told(client, path="/kk/lenta.json")["items"]] == [kazakh.get_absolute_url()]
    assert told(client, path="/en/lenta.json")["items"] == []


def test_whoever_asks_with_the_same_cursor_within_ten_seconds_gets_the_same_bytes(client, clock):
    make_edition()
    first = client.get(f"/lenta.json?after={CURSOR - 10}")

    clock.move_to(NOON + timedelta(seconds=9.9))
    same = client.get(f"/lenta.json?after={CURSOR - 10}")
    unchanged = client.get(f"/lenta.json?after={CURSOR - 10}", headers={"If-None-Match": first.headers["ETag"]})
    clock.move_to(NOON + timedelta(seconds=10))
    other = client.get(f"/lenta.json?after={CURSOR - 10}")

    assert (same.content, same.headers["ETag"]) == (first.content, first.headers["ETag"])
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert json.loads(other.content)["cursor"] == CURSOR + 10
    assert {each.headers["Cache-Control"] for each in (first, same, unchanged, other)} == {"no-cache"}


@pytest.mark.parametrize(("second", "left"), [(0, 10), (1.5, 8), (9.9, 0), (10, 10)])
def test_our_own_caches_keep_an_answer_to_the_end_of_its_ten_seconds(client, clock, second, left, settings):
    settings.NEWSROOM_VARNISH = ["http://127.0.0.1:6081"]
    clock.move_to(NOON + timedelta(seconds=second))

    assert client.get("/lenta.json").headers["Surrogate-Control"] == f"max-age={left}"


def test_a_change_is_told_within_the_same_ten_seconds_too(client, clock):
    edition = make_edition()
    first = client.get(f"/lenta.json?after={CURSOR}")

    clock.shift(1)
    withdraw(edition.article, by=None)
    second = client.get(f"/lenta.json?after={CURSOR}", headers={"If-None-Match": first.headers["ETag"]})

    assert second.status_code == 200
    assert (told(client, CURSOR)["items"], told(client, CURSOR)["removed"]) == ([], [edition.article_id])


def test_an_answer_costs_one_query_however_much_is_new(client, clock, django_assert_num_queries):
    for count in (0, 1, 10):
        for number in range(count):
            make_edition(headline=f"Новость {number}")
        with django_assert_num_queries(1):
            client.get(f"/lenta.json?after={CURSOR}")


@pytest.mark.parametrize("text", NONSENSE)
def test_a_nonsense_question_is_answered_calmly(client, text):
    make_edition()

    assert json.loads(client.get(f"/lenta.json?after={text}").content)["reset"]
    assert client.get(f"/lenta/?before={text}").status_code == 200


def test_it_answers_get_and_head_alone_and_sets_nothing(client):
    for path in ("/lenta/", "/lenta.json", "/kk/lenta/", "/en/lenta.json"):
        head, got = client.head(path), client.get(path)

        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Type"] == got.headers["Content-Type"]
        assert not got.cookies and "Vary" not in got.headers
        assert client.post(path).status_code == 405


def test_the_page_lists_a_day_under_its_heading_and_says_what_is_breaking(client, clock):
    make_edition(headline="Вчерашняя", at=NOON - timedelta(days=1))
    make_edition(headline="Срочная", breaking_until=NOON + timedelta(hours=1))

    page = parsed(client, "/lenta/")

    lines = [words(each) for each in page.xpath("//main//li")]
    assert lines == [f"12:00 {words(found(page, 'b', 'lines-breaking')[0])} Срочная", "12:00 Вчерашняя"]
    assert [each.get("datetime") for each in page.xpath("//main//h2/time")] == ["2026-11-23", "2026-11-22"]


def test_every_page_leads_to_the_line_and_one_without_its_own_has_a_sheet_for_it(client):
    story = make_edition().get_absolute_url()

    for path, sheets in {"/": 0, "/lenta/": 0, "/politics/": 1, story: 1, "/nothing/": 1}.items():
        page = parsed(client, path)
        link = page.xpath("//a[@data-news]")
        assert [(each.get("href"), each.get("data-news")) for each in link] == [("/lenta/", "/lenta.json")], path
        assert link[0].xpath("./b/text()") == [], path  # the counter is the script's
        assert len(page.xpath("//dialog")) == sheets, path
        assert len(page.xpath("//*[@data-strip]")) == 1, path


def test_older_lines_stay_as_they_are(client):
    make_edition(at=NOON - timedelta(days=3000))

    assert not parsed(client, "/lenta/?before=1795417200000000-9").xpath("//main//*[@data-strip]")


def test_the_script_is_small_and_says_nothing_of_its_own():
    script = Path(finders.find(SCRIPT)).read_bytes()

    assert len(gzip.compress(script, 9)) <= 3_200
    assert not [line for line in script.decode().splitlines() if any("а" <= letter <= "я" for letter in line.lower())]
