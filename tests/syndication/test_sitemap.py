"""What search engines are told to visit."""

import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.publishing import save_draft, withdraw
from tests.factories import kill, make_article, make_edition, make_section, publish

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 4, 30, 6, tzinfo=UTC)
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://127.0.0.1:8000"


def addresses(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {each.findtext(f"{SPACE}loc"): each.findtext(f"{SPACE}lastmod") for each in tree}


def test_fronts_sections_and_stories_of_all_languages_are_there_with_their_last_change(client):
    section = make_section()
    russian = make_edition(section=section, at=NOON)
    kazakh = make_edition(section=section, at=NOON, language="kk", headline="Көпір ашылды")

    found = addresses(client)

    assert found[f"{SITE}/20210430/most-otkryt-{russian.article_id}.html"] == "2021-04-30T12:00:00+06:00"
    assert SITE + kazakh.get_absolute_url() in found
    assert {f"{SITE}/", f"{SITE}/kk/", f"{SITE}/en/", f"{SITE}/politics/", f"{SITE}/kk/politics/"} <= set(found)
    assert f"{SITE}/en/politics/" not in found


def test_every_address_in_the_sitemap_answers(client):
    for number in range(3):
        make_edition(headline=f"Новость {number}", section=make_section())

    paths = [address.removeprefix(SITE) for address in addresses(client)]

    assert [path for path in paths if client.get(path).status_code != 200] == []


def test_what_is_not_before_readers_has_no_address_there(client):
    save_draft(make_article(headline="Тайна"), by=None)
    publish(make_article(headline="Тайна"), by=None, at=timezone.now() + timedelta(hours=1))
    for verb in (withdraw, kill):
        edition = make_edition(headline="Тайна")
        verb(edition.article, by=None)
    make_edition(headline="Тайна", at=NOON, until=NOON + timedelta(days=1))

    assert set(addresses(client)) == {
        f"{SITE}{prefix}/{page}" for prefix in ("", "/kk", "/en") for page in ("", "about/")
    }


def test_a_typo_is_no_reason_to_visit_again(client):
    edition = make_edition(at=NOON)
    before = addresses(client)

    publish(edition.article, by=None, change="typo")

    assert addresses(client) == before
