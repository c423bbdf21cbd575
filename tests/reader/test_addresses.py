"""What each address answers: the contract of the design, typed out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.publishing import cancel, save_draft, undo, withdraw
from tests.factories import kill, make_article, make_author, make_edition, make_section, publish

pytestmark = pytest.mark.django_db

EVENING = datetime(2021, 4, 30, 18, 30, tzinfo=UTC)  # after midnight in Almaty
HERE = "/20210501/most-otkryt-{}.html"


def story(**fields):
    return make_edition(at=EVENING, **fields)


def address(edition):
    return HERE.format(edition.article_id)


def test_a_story_stands_under_the_newsrooms_day_its_slug_and_its_number(client):
    response = client.get(address(story()))

    assert response.status_code == 200
    assert "Мост открыт" in response.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "/20210430/most-otkryt-{}.html",
        "/20210501/most-zakryt-{}.html",
        "/20210501/x-{}.html",
        "/20210501/most-otkryt-000{}.html",
        "/kk/20210501/most-otkryt-{}.html",
        "/en/20260101/the-bridge-{}.html",
        "/00000000/most-otkryt-{}.html",
    ],
)
def test_any_other_slug_day_or_language_leads_there_in_one_step(client, asked):
    edition = story()

    response = client.get(asked.format(edition.article_id))

    assert (response.status_code, response.headers["Location"]) == (301, address(edition))


def test_a_story_in_another_language_stands_under_its_prefix(client):
    edition = story(language="kk", headline="Көпір ашылды")

    assert client.get(f"/kk/20210501/kopir-ashyldy-{edition.article_id}.html").status_code == 200
    assert client.get(f"/20210501/kopir-ashyldy-{edition.article_id}.html").status_code == 301


def test_a_retitled_story_keeps_its_address(client):
    edition = story()
    edition.article.headline = "Мост закрыт"
    publish(edition.article, by=None)

    response = client.get(address(edition))

    assert response.status_code == 200
    assert "Мост закрыт" in response.content.decode()


@pytest.mark.parametrize("asked", [HERE, "/20200101/other-{}.html", "/en/20210501/most-otkryt-{}.html"])
def test_a_killed_story_is_gone_under_any_slug_and_leaves_no_headline(client, asked):
    edition = story()
    kill(edition.article, by=None)

    response = client.get(asked.format(edition.article_id))

    assert response.status_code == 410
    assert "Мост" not in response.content.decode()
    assert "most-otkryt" not in response.content.decode()
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_killed_story_stays_gone_whatever_had_been_scheduled(client):
    edition = story()
    publish(edition.article, by=None, at=timezone.now() + timedelta(hours=1))
    kill(edition.article, by=None)

    assert client.get(address(edition)).status_code == 410


def test_a_killed_story_is_not_promised_to_stay_away(client):
    edition = story()
    kill(edition.article, by=None)

    assert "Редакция сняла эту статью.</p>" in client.get(address(edition)).content.decode()


def test_a_killed_story_that_is_brought_back_stands_where_it_stood(client):
    edition = story()
    kill(edition.article, by=None)
    undo(edition.article, by=None)

    assert client.get(address(edition)).status_code == 200


def refused(client):
    """Every reason for which there is no page, each under an address that would be right."""
    draft = make_article()
    save_draft(draft, by=None)
    yield HERE.format(draft.pk)
    yield address(publish(make_article(), by=None, at=timezone.now() + timedelta(hours=1)))
    yield address(story(until=EVENING + timedelta(days=1)))
    withdrawn = story()
    withdraw(withdrawn.article, by=None)
    yield address(withdrawn)
    cancelled = make_article()
    waiting = publish(cancelled, by=None, at=timezone.now() + timedelta(hours=1))
    cancel(cancelled, by=None)
    yield address(waiting)
    yield from (HERE.format(number) for number in (0, 987654321, 10**18 - 1, 10**18, 10**21, "9" * 300))
    yield "/20210501/most-otkryt.html"
    yield "/20210501/-1.html"
    yield "/2021/most-otkryt-1.html"
    yield "/20210501/мост-1.html"
    yield "/20210501/most-otkryt-١.html"
    yield "/nothing/here/"
    yield "/no-such-section/"
    yield "/tag/no-such-tag/"
    yield "/author/nobody/"
    yield "/ru/"
    yield "/media/nothing.webp"
    yield "/no-such-section/feeds/rss.xml"


def test_all_that_is_not_there_looks_the_same_byte_for_byte(client):
    with time_machine.travel(timezone.now(), tick=False):
        answers = {path: client.get(path) for path in refused(client)}

    assert {response.status_code for response in answers.values()} == {404}
    assert {response.headers["Cache-Control"] for response in answers.values()} == {"no-cache"}
    assert len({response.content for response in answers.values()}) == 1
    for response in answers.values():
        del response.headers["X-Request-ID"]  # another each time, whatever was asked for
    assert len({tuple(sorted(response.headers.items())) for response in answers.values()}) == 1


@pytest.mark.parametrize("prefix", ["", "/kk", "/en"])
def test_every_language_has_its_own_front_lists_and_search(client, prefix):
    language = prefix.strip("/") or "ru"
    make_edition(language=language, section=make_section(), authors=[make_author("desk")], tags=["мост"])

    for path in ("/", "/politics/", "/tag/most/", "/author/desk/", "/search/"):
        response = client.get(prefix + path)
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()


def test_a_list_goes_on_at_older_stories(client):
    for number in range(30):
        make_edition(headline=f"Мост-{number:02}", at=EVENING + timedelta(minutes=number))
    first = client.get("/politics/").content.decode()
    older = client.get("/politics/?before=" + first.split("?before=")[1].split('"')[0]).content.decode()

    assert [f"Мост-{number:02}" in first for number in (29, 6, 5, 0)] == [True, True, False, False]
    assert [f"Мост-{number:02}" in older for number in (29, 6, 5, 0)] == [False, False, True, True]


@pytest.mark.parametrize("path", ["/", "/politics/", "/search/?q=мост", HERE.format(1), "/robots.txt"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_readers_only_read(client, path, method):
    assert getattr(client, method)(path).status_code == 405


def test_robots_are_kept_from_the_desk_and_led_to_the_sitemap(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/" in response.content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in response.content.decode()
