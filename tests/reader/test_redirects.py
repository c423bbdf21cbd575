"""Addresses of the site that stood here before."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Redirect
from articles.publishing import withdraw
from tests.factories import kill, make_edition, make_section, make_standing_page

pytestmark = pytest.mark.django_db


def lead(old, new):
    return Redirect.objects.create(old=old, new=new)


def answer(client, path, method="get"):
    response = getattr(client, method)(path)
    return response.status_code, response.headers.get("Location")


def test_an_old_address_leads_to_the_new_one_for_good(client):
    lead("/news/15/bridge.html", "/about/")

    assert answer(client, "/news/15/bridge.html") == (301, "/about/")
    assert answer(client, "/news/15/bridge.html", "head") == (301, "/about/")
    assert client.get("/news/15/bridge.html").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_who_reads_is_led(client, method):
    lead("/news/15/bridge.html", "/about/")

    assert answer(client, "/news/15/bridge.html", method) == (404, None)


def test_an_address_with_a_question_mark_is_told_from_its_path(client):
    lead("/article.php?id=5", "/politics/")
    lead("/article.php", "/about/")

    assert answer(client, "/article.php?id=5") == (301, "/politics/")
    assert answer(client, "/article.php?id=6") == (301, "/about/")
    assert answer(client, "/article.php") == (301, "/about/")


def test_an_address_in_cyrillic_is_the_same_however_a_browser_writes_it(client):
    lead("/новости/мост", "/about/")
    lead("/поиск?q=мост", "/search/")

    assert answer(client, "/поиск?q=%D0%BC%D0%BE%D1%81%D1%82") == (301, "/search/")
    assert answer(client, "/новости/мост") == (301, "/about/")
    assert answer(client, "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%BC%D0%BE%D1%81%D1%82") == (301, "/about/")


def test_a_page_of_ours_is_never_hidden(client):
    make_standing_page("rules")
    make_section()
    for path in ("/", "/about/rules/", "/politics/", "/search/"):
        lead(path, "/about/")

    assert {answer(client, path) for path in ("/", "/about/rules/", "/politics/", "/search/")} == {(200, None)}


@pytest.mark.parametrize("take_away", [kill, withdraw])
def test_a_story_that_was_taken_away_is_led_nowhere(client, take_away):
    edition = make_edition()
    take_away(edition.article, by=None)
    before = client.get(edition.get_absolute_url())
    lead(edition.get_absolute_url(), "/about/")

    after = client.get(edition.get_absolute_url())

    assert before.status_code in (404, 410)
    assert (after.status_code, after.content) == (before.status_code, before.content)


def test_it_costs_one_query(client):
    lead("/news/15/bridge.html", "/about/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/news/15/bridge.html?a=1")

    assert len(asked) == 1


@pytest.mark.parametrize("new", ["//evil.example/", "https://evil.example/", "evil", ""])
def test_the_database_keeps_no_redirect_to_another_site(new):
    with pytest.raises(IntegrityError), transaction.atomic():
        lead("/old/", new)


def test_a_backslash_does_not_lead_to_another_site(client):
    lead("/old", "/\\evil.example")

    assert answer(client, "/old")[1] == "/%5Cevil.example"


def test_a_nonsense_address_is_not_a_broken_server(client):
    lead("/old", "/about/")

    for path in ("/old%00", "/old?%00", "/old%FF", "/old?%FF", "/old?" + "a" * 5000, "/" + "б" * 3000):
        assert client.get(path).status_code in (301, 404)
