"""Caches ask again each time and are told at once that nothing changed; a page is the same for everyone.

Asked of every public address: the gate's test compares that list with the URL configuration.
"""

from datetime import timedelta

import pytest
from lxml import html

from articles.models import Identity
from tests.factories import make_author, make_edition, make_section, make_standing_page, make_user, publish
from tests.gate.exits import PUBLIC

pytestmark = pytest.mark.django_db

UNKNOWN = "utm_source=letter&fbclid=1&page=2&format=json&cursor=x&before[]=1"
INLINE = (
    "//script[not(@src) and not(@type='application/ld+json')] | //style | //@style | //@*[starts-with(name(), 'on')]"
)


@pytest.fixture
def edition():
    Identity.objects.update(publisher="Вестник")
    make_standing_page()
    section = make_section("politics")
    return make_edition(tags=["мост"], authors=[make_author("desk")], section=section)


@pytest.fixture
def paths(edition):
    """Where everyone reads, with the front page of another language."""
    return [*(address(edition.article) for address in PUBLIC.values()), "/kk/"]


def test_every_page_is_asked_for_again_and_costs_nothing_when_it_is_the_same(client, paths):
    for path in paths:
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        head = client.head(path)

        assert first.status_code == head.status_code == 200, path
        assert first.headers["Cache-Control"] == "no-cache", path
        assert (again.status_code, again.content) == (304, b""), path
        assert (head.content, head.headers["Content-Type"]) == (b"", first.headers["Content-Type"]), path


UNNAMED = {"robots", "subscribe"}
"""Rare pages that depend on everything."""


def test_every_page_says_by_name_what_it_depends_on_and_for_how_long_it_stands(client, edition, settings, time_machine):
    time_machine.move_to(edition.visible_from.replace(second=1) + timedelta(minutes=1), tick=False)
    settings.NEWSROOM_VARNISH = ["http://127.0.0.1:6081"]
    for name, address in PUBLIC.items():
        headers = client.get(address(edition.article)).headers
        names = set(headers["xkey"].split())

        assert "site" in names, name
        assert ("all" in names) == (name in UNNAMED), name
        assert 0 < int(headers["Surrogate-Control"].removeprefix("max-age=")) <= 3600, name


def test_no_reader_is_sent_what_is_said_to_our_own_caches(client, paths):
    for path in [*paths, "/nothing/"]:
        assert not {"xkey", "Surrogate-Control"} & client.get(path).headers.keys(), path


def test_a_changed_story_is_sent_anew(client, edition):
    path = edition.get_absolute_url()
    tag = client.get(path).headers["ETag"]

    edition.article.lead = "Движение пущено в обе стороны."
    publish(edition.article, by=None)

    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_page_is_the_same_whoever_asks_and_whatever_else_the_address_says(client, paths, time_machine, edition):
    time_machine.move_to(edition.visible_from, tick=False)  # the news line tells the time
    everyones = {path: client.get(path) for path in [*paths, "/nothing/"]}
    client.force_login(make_user("chief"))

    for path, response in everyones.items():
        own = client.get(f"{path}{'&' if '?' in path else '?'}{UNKNOWN}", headers={"Accept-Language": "kk"})
        assert own.content == response.content, path
        assert not response.cookies and not own.cookies, path
        assert not {"Cookie", "Accept-Language"} & set(response.headers.get("Vary", "").split(", ")), path


def test_no_page_may_run_or_style_anything_inside_it_and_none_does(client, paths):
    for path in [*paths, "/nothing/"]:
        response = client.get(path)
        policy = response.headers["Content-Security-Policy"]

        rules = {rule.strip() for rule in policy.split(";")}
        assert rules >= {"script-src 'self'", "style-src 'self'"}, path
        assert "nonce" not in policy and "unsafe" not in policy, path
        if response.headers["Content-Type"].startswith("text/html"):
            assert html.fromstring(response.content.decode()).xpath(INLINE) == [], path
