"""Caches ask again each time and are told at once that nothing changed; a page is the same for everyone."""

import pytest

from tests.factories import make_author, make_edition, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def paths():
    edition = make_edition(tags=["мост"], authors=[make_author("desk")])
    feeds = [f"{where}feeds/{form}" for where in ("/", "/politics/") for form in ("rss.xml", "atom.xml", "feed.json")]
    lists = [
        "/",
        "/kk/",
        "/politics/",
        "/tag/most/",
        "/author/desk/",
        "/search/?q=мост",
        "/corrections/",
        "/robots.txt",
    ]
    return [edition.get_absolute_url(), "/sitemap.xml", *lists, *feeds]


def test_every_page_is_asked_for_again_and_costs_nothing_when_it_is_the_same(client, paths):
    for path in paths:
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

        assert first.headers["Cache-Control"] == "no-cache", path
        assert (again.status_code, again.content) == (304, b""), path


def test_a_changed_story_is_sent_anew(client):
    edition = make_edition()
    path = edition.get_absolute_url()
    tag = client.get(path).headers["ETag"]

    edition.article.lead = "Движение пущено в обе стороны."
    publish(edition.article, by=None)

    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_no_page_sets_a_cookie_or_depends_on_one(client, paths):
    client.force_login(make_user("chief"))
    known = {path: client.get(path) for path in [*paths, "/nothing/"]}
    client.logout()

    for path, response in known.items():
        assert not response.cookies, path
        assert "Vary" not in response.headers or "Cookie" not in response.headers["Vary"], path
        assert response.content == client.get(path).content, path


def test_a_language_that_a_browser_prefers_changes_nothing(client, paths):
    for path in paths:
        kazakh = client.get(path, headers={"Accept-Language": "kk"})

        assert kazakh.content == client.get(path).content
        assert "Accept-Language" not in kazakh.headers.get("Vary", "")


def test_a_head_request_tells_what_a_get_would(client, paths):
    for path in paths:
        head, got = client.head(path), client.get(path)

        assert (head.status_code, head.content) == (200, b""), path
        assert head.headers["Content-Type"] == got.headers["Content-Type"]
