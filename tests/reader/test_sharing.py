"""How a page is found in other languages, passed on and indexed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.pages import lists
from tests.factories import make_author, make_edition, make_photo, make_section, make_standing_page, publish
from tests.reader.markup import parsed

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
NOON = datetime(2021, 4, 30, 6, tzinfo=UTC)
LISTS = (
    *("/", "/kk/", "/lenta/", "/kk/lenta/", "/politics/", "/kk/politics/", "/en/politics/"),
    *("/archive/", "/kk/archive/", "/en/archive/", "/corrections/", "/kk/corrections/"),
)


def meta(page, name: str) -> list[str]:
    return page.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")


def others(page) -> dict[str, str]:
    links = page.xpath("//link[@rel='alternate'][@hreflang]")
    return {link.get("hreflang"): link.get("href") for link in links}


def test_live_translations_name_one_another_and_the_russian_one_for_everybody_else(client):
    russian = make_edition()
    kazakh = make_edition(language="kk", headline="Көпір ашылды", group=russian.article.group)
    addresses = {each.language: SITE + each.get_absolute_url() for each in (russian, kazakh)}

    pages = [parsed(client, each.get_absolute_url()) for each in (russian, kazakh)]

    assert [others(page) for page in pages] == [addresses | {"x-default": addresses["ru"]}] * 2
    assert [meta(page, "og:locale") for page in pages] == [["ru_RU"], ["kk_KZ"]]
    assert [meta(page, "og:locale:alternate") for page in pages] == [["kk_KZ"], ["ru_RU"]]


def test_a_list_names_those_languages_in_which_there_is_something_to_read(client):
    publish(make_edition().article, by=None, change="correction", note="Мост длиннее.")
    make_edition(language="kk", headline="Көпір ашылды", at=timezone.now() - timedelta(days=40))
    make_edition(language="en", headline="A match", section=make_section("sport"))

    named = {path: " ".join(sorted(others(parsed(client, path)).keys() - {"x-default"})) for path in LISTS}

    assert named == {
        **dict.fromkeys(("/", "/lenta/", "/kk/", "/kk/lenta/"), "en kk ru"),
        **dict.fromkeys(("/politics/", "/kk/politics/"), "kk ru"),
        **dict.fromkeys(("/archive/", "/en/archive/"), "en ru"),
        **dict.fromkeys(("/corrections/", "/kk/corrections/", "/en/politics/", "/kk/archive/"), ""),
    }


def test_a_story_in_one_language_names_no_other(client):
    page = parsed(client, make_edition(language="en", headline="A bridge is open").get_absolute_url())

    assert others(page) == {}
    assert (meta(page, "og:locale"), meta(page, "og:locale:alternate")) == (["en_US"], [])


def test_a_story_without_a_lead_is_described_by_nothing_empty(client):
    page = parsed(client, make_edition(lead="").get_absolute_url())

    assert meta(page, "description") + meta(page, "og:description") == []


def test_a_story_passed_on_shows_its_section_subjects_and_photo(client):
    edition = make_edition(tags=["мост", "река"], authors=[make_author("desk")], photo=make_photo(renditions=True))

    page = parsed(client, edition.get_absolute_url())

    assert meta(page, "og:type") == ["article"]
    assert meta(page, "article:section") == ["Политика"]
    assert meta(page, "article:tag") == ["мост", "река"]
    assert meta(page, "article:author") == [f"{SITE}/author/desk/"]
    assert meta(page, "twitter:card") == ["summary_large_image"]
    assert meta(page, "og:image:alt") == ["Мост через реку — © Sputnik / Владислав Воднев"]


def test_a_standing_page_is_described_by_how_it_begins(client):
    make_standing_page("rules", text_ru="<h2>Так &amp; так</h2><p>Слово " + "за словом " * 30 + "</p>")

    (said,) = meta(parsed(client, "/about/rules/"), "description")

    assert said.startswith("Так & так Слово за словом") and said.endswith("…") and len(said) <= 160


def test_without_a_photo_the_card_is_small(client):
    assert meta(parsed(client, make_edition().get_absolute_url()), "twitter:card") == ["summary"]


def test_pages_with_something_to_read_are_indexed_with_large_pictures(client):
    make_standing_page("rules")
    edition = make_edition(section=make_section(), tags=["мост"])
    paths = ["/", "/politics/", "/tag/most/", "/about/", "/about/rules/", edition.get_absolute_url()]

    for path in paths:
        assert meta(parsed(client, path), "robots") == ["max-image-preview:large"], path


def test_a_search_an_empty_list_and_older_pages_are_not_indexed(client, monkeypatch):
    """Cursors are without number: what they lead to is found through sitemaps."""
    monkeypatch.setattr(lists, "A_PAGE", 1)
    for hours in (1, 2):
        make_edition(section=make_section(), at=NOON - timedelta(hours=hours))
    older = parsed(client, "/politics/").xpath("//a[@rel='next']/@href")[0]

    for path in ("/search/?q=мост", "/kk/", "/en/politics/", "/corrections/", f"/politics/{older}"):
        assert "noindex" in meta(parsed(client, path), "robots")[0], path
    assert parsed(client, f"/politics/{older}").xpath("//link[@rel='canonical']/@href") == [f"{SITE}/politics/{older}"]
