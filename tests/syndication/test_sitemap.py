"""What search engines are told to visit: each page once, nothing that is not before readers."""

from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
import time_machine
from django.utils import timezone

from articles.models import Photo
from articles.publishing import save_draft, withdraw
from articles.syndication import parts
from tests.factories import kill, make_article, make_edition, make_photo, make_section, make_standing_page, publish
from tests.syndication.sitemaps import LINK, SITE, SPACE, addresses, images, read

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 4, 30, 6, tzinfo=UTC)


def file_of(edition) -> str:
    return f"/sitemap-stories-{edition.article_id // parts.PART}.xml"


def files_of_stories(client) -> list[str]:
    standing, *files = addresses(read(client, "/sitemap.xml"))
    assert standing == "/sitemap-pages.xml"
    return files


def test_the_index_names_files_that_have_stories_in_any_language(client, monkeypatch):
    monkeypatch.setattr(parts, "PART", 1)
    russian = make_edition(at=NOON)
    save_draft(make_article(), by=None)
    kazakh = make_edition(at=NOON - timedelta(days=500), language="kk", headline="Көпір ашылды")

    files = files_of_stories(client)

    assert files == [file_of(kazakh), file_of(russian)]
    assert [addresses(read(client, path)) for path in files] == [
        [each.get_absolute_url()] for each in (kazakh, russian)
    ]


def test_a_file_never_has_more_stories_than_it_may_and_none_is_left_out(client, monkeypatch):
    monkeypatch.setattr(parts, "PART", 3)
    told = [make_edition(headline=f"Новость {number}", at=NOON) for number in range(8)]

    files = files_of_stories(client)

    pages = [addresses(read(client, path)) for path in files]
    assert max(map(len, pages)) <= 3
    assert sorted(chain.from_iterable(pages)) == sorted(each.get_absolute_url() for each in told)


def test_a_story_stays_in_its_file_when_others_go_and_comes_back_to_it(client, monkeypatch):
    monkeypatch.setattr(parts, "PART", 2)
    told = [make_edition(headline=f"Новость {number}", at=NOON) for number in range(6)]
    before = files_of_stories(client)

    for edition in told[1:]:
        withdraw(edition.article, by=None)
    assert files_of_stories(client) == [file_of(told[0])]
    assert {client.get(path).status_code for path in before} == {200, 404}

    for edition in told[1:]:
        publish(edition.article, by=None)
    assert files_of_stories(client) == before


def test_a_scheduled_story_has_no_file_until_its_time(client, monkeypatch):
    monkeypatch.setattr(parts, "PART", 1)
    begins = timezone.now() + timedelta(days=1)
    edition = publish(make_article(), by=None, at=begins)
    assert files_of_stories(client) == []

    with time_machine.travel(begins + timedelta(minutes=1), tick=False):
        assert files_of_stories(client) == [file_of(edition)]


def test_a_story_comes_with_its_last_change_in_the_newsrooms_zone(client):
    edition = make_edition(at=NOON)

    (page,) = read(client, file_of(edition))

    assert addresses([page]) == [f"/20210430/most-otkryt-{edition.article_id}.html"]
    assert page.findtext(f"{SPACE}lastmod") == "2021-04-30T12:00:00+06:00"


def test_a_typo_is_no_reason_to_visit_again_but_a_correction_is(client):
    edition = make_edition(at=NOON)
    before = client.get(file_of(edition)).content

    publish(edition.article, by=None, change="typo")
    assert client.get(file_of(edition)).content == before

    publish(edition.article, by=None, change="correction", note="Мост длиннее.")
    assert f"{timezone.localdate():%Y-%m-%d}" in read(client, file_of(edition))[0].findtext(f"{SPACE}lastmod")


def test_live_translations_name_one_another_though_another_file_lists_them(client, monkeypatch):
    monkeypatch.setattr(parts, "PART", 1)
    russian = make_edition(at=NOON)
    group = russian.article.group
    kazakh = make_edition(at=NOON + timedelta(days=3), language="kk", headline="Көпір ашылды", group=group)
    english = make_edition(at=NOON, language="en", headline="A bridge is open", group=group)
    save_draft(make_article(language="en", group=make_edition(at=NOON).article.group), by=None)
    withdraw(english.article, by=None)

    told = {
        page.findtext(f"{SPACE}loc"): {link.get("hreflang"): link.get("href") for link in page.iter(LINK)}
        for path in files_of_stories(client)
        for page in read(client, path)
    }

    same = {each.language: SITE + each.get_absolute_url() for each in (russian, kazakh)}
    assert [links for links in told.values() if links] == [same, same]
    assert len(told) == len(files_of_stories(client)) == 3


def test_its_photos_that_may_be_shown_now_come_with_a_story(client):
    lead, between, ended = (make_photo(renditions=True) for _ in range(3))
    cards = "".join(f'<news-card data-kind="photo" data-id="{each.pk}"></news-card>' for each in (between, ended))
    make_edition(photo=lead, body=f"<p>Мост.</p>{cards}", at=NOON)
    make_edition(photo=make_photo(), at=NOON)
    Photo.objects.filter(pk=ended.pk).update(usage_until=timezone.now())

    pages = [page for path in files_of_stories(client) for page in read(client, path)]

    found = [image.text for page in pages for image in images(page)]
    assert sorted(found) == sorted(f"{SITE}/media/{photo.token}/whole-1280-00000000.jpg" for photo in (lead, between))


def test_what_is_not_before_readers_leaves_its_file_empty_and_unknown(client, monkeypatch):
    monkeypatch.setattr(parts, "PART", 1)
    hidden = [make_article(headline="Тайна") for _ in range(5)]
    draft, scheduled, withdrawn, killed, ended = hidden
    save_draft(draft, by=None)
    publish(scheduled, by=None, at=timezone.now() + timedelta(hours=1))
    for verb, article in ((withdraw, withdrawn), (kill, killed)):
        publish(article, by=None)
        verb(article, by=None)
    publish(ended, by=None, at=NOON, until=NOON + timedelta(days=1), imported=True)

    assert files_of_stories(client) == []
    assert {client.get(f"/sitemap-stories-{each.pk}.xml").status_code for each in hidden} == {404}


@pytest.mark.parametrize("part", ["77777", "99999999999999", "999999999999999", "00", "-1", "x", "", "1e3", "٠"])
def test_files_without_stories_and_what_is_no_number_are_unknown(client, part):
    make_edition(at=NOON)

    assert client.get(f"/sitemap-stories-{part}.xml").status_code == 404


@pytest.mark.parametrize("name", ["2021-04", "2021-04-30", "1999-12"])
def test_an_address_of_months_or_days_of_before_leads_to_the_index(client, name):
    response = client.get(f"/sitemap-{name}.xml")

    assert (response.status_code, response["Location"]) == (301, "/sitemap.xml")


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
    edition = make_edition(at=NOON)
    for path in ("/sitemap.xml", file_of(edition), "/sitemap-pages.xml", "/sitemap-news.xml"):
        first = client.get(path)

        assert first.headers["Cache-Control"] == "no-cache"
        assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405
        assert not first.cookies
