"""What was wrong and was put right is told on a page of its own, for as long as the story is before readers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.pages.corrections import A_PAGE
from articles.publishing import cancel, undo, withdraw
from tests.factories import kill, make_article, make_edition, publish
from tests.reader.markup import found, parsed, words

pytestmark = pytest.mark.django_db

NOTE = "Мост открыли в Нур-Султане, а не в Караганде."


def corrected(change="correction", note=NOTE, **fields):
    article = make_edition(**fields).article
    publish(article, by=None, change=change, note=note)
    return article


def notes(client, path="/corrections/"):
    return [words(each) for each in found(parsed(client, path), "p", "correction-note")]


def test_an_empty_page_says_so_and_stays_out_of_search_engines(client):
    response = client.get("/corrections/")

    assert response.status_code == 200
    assert "noindex" in response.content.decode()


@pytest.mark.parametrize("change", ["correction", "clarification", "retraction"])
def test_what_was_put_right_is_told_with_the_headline_that_leads_to_the_story(client, change):
    article = corrected(change, headline="Мост открыт")

    page = parsed(client, "/corrections/")

    (link,) = found(page, "article", "correction")[0].xpath(".//h3/a")
    assert NOTE in notes(client)[0]
    assert words(link) == "Мост открыт"
    assert client.get(link.get("href")).status_code == 200
    assert NOTE in words(parsed(client, link.get("href")))
    assert link.get("href").endswith(f"-{article.pk}.html")


@pytest.mark.parametrize("change", ["typo", "update"])
def test_what_was_no_mistake_of_substance_is_not_told(client, change):
    corrected(change, note="Добавлены подробности.")

    assert notes(client) == []


def test_a_later_edition_does_not_silence_a_correction(client):
    article = corrected(headline="Мост открыт")
    article.headline = "Мост открыт и освещён"
    publish(article, by=None, change="update")

    page = parsed(client, "/corrections/")

    assert len(notes(client)) == 1
    assert "Мост открыт и освещён" in words(page)


def test_each_correction_of_a_story_is_told_the_newest_first(client):
    article = corrected(note="Первая поправка.")
    publish(article, by=None, change="clarification", note="Вторая поправка.")

    first, second = notes(client)

    assert "Вторая" in first
    assert "Первая" in second


@pytest.mark.parametrize("end", [withdraw, kill])
def test_a_story_taken_from_readers_takes_its_corrections_with_it(client, end):
    article = corrected()

    end(article, by=None)

    assert notes(client) == []


def test_stories_that_are_gone_leave_no_empty_page(client):
    corrected(note="Первая поправка.")
    for number in range(A_PAGE + 1):
        withdraw(corrected(headline=f"Мост {number}"), by=None)

    assert len(notes(client)) == 1


def test_a_story_brought_back_tells_its_correction_once(client):
    article = corrected()
    kill(article, by=None)

    edition = undo(article, by=None)

    assert len(notes(client)) == 1
    assert len(found(parsed(client, edition.get_absolute_url()), "section", "notes")[0].findall("p")) == 1


def test_what_is_corrected_at_a_later_time_is_told_at_that_time(client):
    article = make_edition().article
    publish(article, by=None, change="correction", note=NOTE, at=timezone.now() + timedelta(hours=1))

    assert notes(client) == []

    cancel(article, by=None)

    assert notes(client) == []


def test_each_language_tells_its_own(client):
    corrected(language="kk", note="Көпір туралы түзету.")

    assert notes(client) == []
    assert notes(client, "/en/corrections/") == []
    assert len(notes(client, "/kk/corrections/")) == 1


def test_older_ones_follow_without_a_gap_or_a_repeat(client):
    for number in range(A_PAGE + 2):
        corrected(note=f"Поправка {number}.", headline=f"Мост {number}")

    (older,) = found(parsed(client, "/corrections/"), "a", "paging-older")
    told = notes(client) + notes(client, f"/corrections/{older.get('href')}")

    assert len(notes(client)) == A_PAGE
    assert all(f"Поправка {number}." in text for number, text in zip(reversed(range(A_PAGE + 2)), told, strict=True))


@pytest.mark.parametrize("cursor", ["", "nonsense", "1-1-1", "9" * 40, "%00", "-"])
def test_a_nonsense_cursor_is_the_first_page(client, cursor):
    corrected()

    assert len(notes(client, f"/corrections/?before={cursor}")) == 1


@pytest.mark.parametrize("count", [1, 30])
def test_thirty_corrections_are_as_cheap_as_one(client, count):
    for number in range(count):
        corrected(headline=f"Мост {number}")

    with CaptureQueriesContext(connection) as asked:
        client.get("/corrections/")

    assert len(asked) == 5


def test_every_page_leads_to_the_corrections_in_its_language(client):
    make_article()

    assert found(parsed(client, "/"), "footer", "footer")[0].xpath(".//a[@href='/corrections/']")
    assert found(parsed(client, "/kk/"), "footer", "footer")[0].xpath(".//a[@href='/kk/corrections/']")
