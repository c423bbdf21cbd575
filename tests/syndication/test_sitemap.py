"""What search engines are told to visit: by month, each page once, nothing that is not before readers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Photo
from articles.publishing import save_draft, withdraw
from articles.syndication import spans
from tests.factories import kill, make_article, make_edition, make_photo, make_section, make_standing_page, publish
from tests.syndication.sitemaps import LINK, SITE, SPACE, addresses, images, read

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 4, 30, 6, tzinfo=UTC)
APRIL = "/sitemap-2021-04.xml"


def test_the_index_names_the_months_that_have_stories_in_any_language(client):
    make_edition(at=NOON)
    make_edition(at=datetime(2019, 12, 31, 18, 1, tzinfo=UTC), language="kk", headline="Көпір ашылды")

    files = addresses(read(client, "/sitemap.xml"))

    assert files == ["/sitemap-pages.xml", APRIL, "/sitemap-2020-01.xml"]  # Almaty was six hours ahead
    assert all(read(client, path) for path in files)


def test_a_story_comes_with_its_last_change_in_the_newsrooms_zone(client):
    edition = make_edition(at=NOON)

    (page,) = read(client, APRIL)

    assert addresses([page]) == [f"/20210430/most-otkryt-{edition.article_id}.html"]
    assert page.findtext(f"{SPACE}lastmod") == "2021-04-30T12:00:00+06:00"


def test_a_typo_is_no_reason_to_visit_again_but_a_correction_is(client):
    edition = make_edition(at=NOON)
    before = client.get(APRIL).content

    publish(edition.article, by=None, change="typo")
    assert client.get(APRIL).content == before

    publish(edition.article, by=None, change="correction", note="Мост длиннее.")
    assert f"{timezone.localdate():%Y-%m-%d}" in read(client, APRIL)[0].findtext(f"{SPACE}lastmod")


def test_live_translations_name_one_another_though_another_month_lists_them(client):
    russian = make_edition(at=NOON)
    group = russian.article.group
    kazakh = make_edition(at=NOON + timedelta(days=3), language="kk", headline="Көпір ашылды", group=group)
    english = make_edition(at=NOON, language="en", headline="A bridge is open", group=group)
    save_draft(make_article(language="en", group=make_edition(at=NOON).article.group), by=None)
    withdraw(english.article, by=None)

    told = {
        page.findtext(f"{SPACE}loc"): {link.get("hreflang"): link.get("href") for link in page.iter(LINK)}
        for path in (APRIL, "/sitemap-2021-05.xml")
        for page in read(client, path)
    }

    same = {each.language: SITE + each.get_absolute_url() for each in (russian, kazakh)}
    assert [links for links in told.values() if links] == [same, same]
    assert len(told) == 3


def test_its_photos_that_may_be_shown_now_come_with_a_story(client):
    lead, between, ended = (make_photo(renditions=True) for _ in range(3))
    cards = "".join(f'<news-card data-kind="photo" data-id="{each.pk}"></news-card>' for each in (between, ended))
    make_edition(photo=lead, body=f"<p>Мост.</p>{cards}", at=NOON)
    make_edition(photo=make_photo(), at=NOON)
    Photo.objects.filter(pk=ended.pk).update(usage_until=timezone.now())

    pages = read(client, APRIL)

    found = [image.text for page in pages for image in images(page)]
    assert sorted(found) == sorted(f"{SITE}/media/{photo.token}/whole-1280-00000000.jpg" for photo in (lead, between))


def test_what_is_not_before_readers_leaves_its_month_empty_and_unknown(client):
    save_draft(make_article(headline="Тайна"), by=None)
    publish(make_article(headline="Тайна"), by=None, at=timezone.now() + timedelta(hours=1))
    for verb in (withdraw, kill):
        verb(make_edition(headline="Тайна").article, by=None)
    make_edition(headline="Тайна", at=NOON, until=NOON + timedelta(days=1))

    assert addresses(read(client, "/sitemap.xml")) == ["/sitemap-pages.xml"]
    for name in ("2021-04", "2021-04-30", f"{timezone.localdate():%Y-%m}"):
        assert client.get(f"/sitemap-{name}.xml").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        *("2021-05", "2021-13", "2021-00", "0000-01", "0001-01", "0001-01-01", "1000-01-01", "9999-12", "9999-12-31"),
        *("2021-02-30", "2121-01", "2999-12-31", "21-4", "x"),
    ],
)
def test_months_without_stories_and_those_of_no_calendar_are_unknown(client, name):
    make_edition(at=NOON)

    assert client.get(f"/sitemap-{name}.xml").status_code == 404


@pytest.mark.parametrize("at_once", [2, spans.ASKED_AT_ONCE])
def test_a_month_of_too_many_stories_is_told_day_by_day(client, monkeypatch, at_once):
    monkeypatch.setattr(spans, "MOST", 2)
    monkeypatch.setattr(spans, "ASKED_AT_ONCE", at_once)
    for days in (0, 1, 1, 4):
        make_edition(headline=f"Новость {days}", at=NOON - timedelta(days=days))
    make_edition(at=NOON + timedelta(days=1))

    files = addresses(read(client, "/sitemap.xml"))

    days = [f"/sitemap-2021-04-{day}.xml" for day in (30, 29, 26)]
    assert files == ["/sitemap-pages.xml", "/sitemap-2021-05.xml", *days]
    assert [len(read(client, path)) for path in days] == [1, 2, 1]
    assert client.get(APRIL).status_code == 404


def test_pages_that_stand_are_named_in_the_languages_in_which_there_is_something_to_read(client):
    section = make_section()
    make_standing_page("rules")
    for language in ("ru", "kk"):
        edition = make_edition(language=language, section=section)
    publish(edition.article, by=None, change="correction", note="Мост длиннее.")

    pages = read(client, "/sitemap-pages.xml")

    russian = ["/", "/lenta/", "/archive/", "/politics/", "/about/", "/about/rules/"]
    kazakh = ["/kk/", "/kk/lenta/", "/kk/archive/", "/kk/politics/", "/kk/corrections/", "/kk/about/"]
    assert sorted(addresses(pages)) == sorted([*russian, *kazakh, "/en/about/"])
    assert [path for path in addresses(pages) if client.get(path).status_code != 200] == []
    assert "noindex" not in "".join(client.get(path).content.decode() for path in addresses(pages))
    (front,) = (page for page in pages if page.findtext(f"{SPACE}loc") == f"{SITE}/")
    assert [link.get("hreflang") for link in front.iter(LINK)] == ["kk", "ru"]


def test_robots_are_shown_the_way(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert [line for line in lines if line.startswith("Sitemap")] == [
        f"Sitemap: {SITE}/sitemap.xml",
        f"Sitemap: {SITE}/sitemap-news.xml",
    ]


def test_a_crawler_that_has_a_file_is_told_so_and_may_ask_for_its_head(client):
    make_edition(at=NOON)
    for path in ("/sitemap.xml", APRIL, "/sitemap-2021-04-30.xml", "/sitemap-pages.xml", "/sitemap-news.xml"):
        first = client.get(path)

        assert first.headers["Cache-Control"] == "no-cache"
        assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405
        assert not first.cookies
