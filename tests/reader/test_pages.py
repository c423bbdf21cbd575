"""What stands in a reader's page: for people, for those who listen to it, for machines."""

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.views.defaults import server_error

from tests.factories import make_article, make_author, make_edition, make_photo, make_place, make_section, publish
from tests.reader.markup import found, parsed, words

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 4, 30, 6, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def story():
    """One with everything in it, translated, with a neighbour and a related story."""
    other = make_edition(headline="Берег укреплён", photo=make_photo(renditions=True), at=NOON)
    photo = make_photo(renditions=True, caption="Мост утром")
    body = (
        "<p>Мост открыли утром.</p><h2>Как строили</h2><ul><li>Опоры</li></ul>"
        '<blockquote data-speaker="Инженер" data-source="пресс-служба"><p>Всё готово.</p></blockquote>'
        "<table><tbody><tr><th>Год</th><td>2021</td></tr></tbody></table>"
        f'<news-card data-kind="photo" data-id="{photo.pk}"></news-card>'
        f'<news-card data-kind="related" data-id="{other.article_id}"></news-card>'
        '<news-card data-kind="embed" data-url="https://video.example/1" data-title="Запись"></news-card>'
    )
    article = make_article(
        body=body,
        photo=make_photo(renditions=True),
        authors=[make_author("desk")],
        tags=["мост"],
        source="Пресс-служба",
        place=make_place(ru="Нур-Султан"),
        dateline_on=NOON.date(),
        dateline_agency="Sputnik",
    )
    article.related_links.create(target_id=other.article_id)
    make_edition(language="kk", headline="Көпір ашылды", group=article.group, at=NOON)
    return publish(article, by=None, at=NOON, imported=True)


@pytest.fixture
def read(client, story):
    return parsed(client, story.get_absolute_url())


PATHS = ["/", "/kk/", "/politics/", "/tag/most/", "/author/desk/", "/search/?q=мост", "/corrections/", "/nothing/here/"]


@pytest.fixture
def pages(client, story):
    return {path: parsed(client, path) for path in [story.get_absolute_url(), *PATHS]}


def test_the_dateline_the_text_and_the_source_are_read_in_order(read):
    text = words(found(read, "article", "story")[0])

    assert "НУР-СУЛТАН, 30 апр — Sputnik. Мост открыли утром." in text
    assert text.index("Как строили") < text.index("Всё готово.") < text.index("Запись") < text.index("Пресс-служба")


def test_a_photo_is_a_figure_with_caption_and_credit(read):
    lead, inside = found(read, "figure", "photo")

    assert "© Sputnik / Владислав Воднев" in words(lead.find("figcaption"))
    assert words(inside.find("figcaption")) == "Мост утром © Sputnik / Владислав Воднев"
    image, second = lead.find(".//img"), inside.find(".//img")
    assert (image.get("fetchpriority"), image.get("loading")) == ("high", None)
    assert (second.get("fetchpriority"), second.get("loading")) == (None, "lazy")
    assert image.get("alt") == "Мост через реку"
    assert image.get("width").isdigit() and image.get("height").isdigit()
    assert lead.find(".//source").get("type") == "image/webp"


def test_a_photo_whose_files_are_being_made_stands_as_its_colour(client):
    edition = make_edition(photo=make_photo(color="#336699"), photo_caption="Мост утром")

    page = parsed(client, edition.get_absolute_url())

    place = found(page, "figure", "photo")[0].find(".//svg")
    assert place.get("viewbox") == "0 0 1920 1280"
    assert place.find("rect").get("fill") == "#336699"
    assert words(page.find(".//figcaption")) == "Мост утром © Sputnik / Владислав Воднев"


def test_every_time_names_the_newsrooms_zone_and_no_microseconds(pages):
    times = [each.get("datetime") for page in pages.values() for each in page.iter("time")]

    assert "2021-04-30T12:30:15+0600" in times or "2021-04-30T12:30:15+06:00" in times
    assert [each for each in times if not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:?\d\d)?", each)] == []


@pytest.mark.parametrize(("seconds", "times"), [(20, 1), (90, 2)])
def test_an_update_within_the_same_minute_shows_no_second_time(client, time_machine, seconds, times):
    time_machine.move_to(NOON, tick=False)
    article = make_article()
    publish(article, by=None)
    time_machine.shift(seconds)
    edition = publish(article, by=None)

    assert len(found(parsed(client, edition.get_absolute_url()), "p", "times")) == times


def test_machines_are_told_the_address_the_translations_and_the_picture(read, story):
    here = "http://127.0.0.1:8000" + story.get_absolute_url()
    meta = {each.get("property") or each.get("name"): each.get("content") for each in read.iter("meta")}
    links = {(each.get("rel"), each.get("hreflang")): each.get("href") for each in read.iter("link")}

    assert links["canonical", None] == links["alternate", "ru"] == meta["og:url"] == here
    assert links["alternate", "kk"].startswith("http://127.0.0.1:8000/kk/20210430/")
    assert meta["description"] == meta["og:description"] == "Движение пущено."
    assert meta["og:type"] == "article"
    assert re.fullmatch(r"http://127.0.0.1:8000/media/[0-9a-f]{32}/16x9-1280-.*\.jpg", meta["og:image"])
    assert meta["robots"] == "max-image-preview:large"


def test_search_and_what_is_not_there_stay_out_of_search_engines(client):
    for path in ("/search/", "/nothing/here/"):
        assert '<meta name="robots" content="noindex">' in client.get(path).content.decode()


@pytest.mark.parametrize("genre", ["press_release", "partner"])
def test_readers_see_what_the_newsroom_did_not_write_itself(client, genre):
    section = make_section()
    edition = make_edition(genre=genre, section=section)
    labelled = edition.article.get_genre_display()

    for path in ("/", "/politics/", edition.get_absolute_url()):
        page = parsed(client, path)
        assert labelled.casefold() in words(page.find(".//main")).casefold(), path


def test_a_correction_is_told_on_the_page(client, story):
    article = story.article
    publish(article, by=None, change="correction", note="Мост открыли вечером.")

    assert "Мост открыли вечером." in client.get(story.get_absolute_url()).content.decode()


def test_every_page_has_one_heading_its_landmarks_and_a_way_past_the_menu(pages):
    for path, page in pages.items():
        assert len(found(page, "h1")) == 1, path
        assert [len(page.xpath(place)) for place in ("//main", "/html/body/header", "/html/body/footer")] == [
            1,
            1,
            1,
        ], path
        assert found(page, "a", "skip")[0].get("href") == "#" + page.find(".//main").get("id"), path
        assert words(page.find(".//title")), path
        named = [each.get("aria-label") or each.get("aria-labelledby") for each in page.iter("nav")]
        assert all(named) and len(set(named)) == len(named), path


def test_no_link_on_any_page_leads_nowhere(client, pages):
    links = {
        link: path
        for path, page in pages.items()
        for each in page.iter("a", "link", "img", "form")
        if (link := each.get("href") or each.get("action"))
    }
    own = {link: path for link, path in links.items() if link.startswith("/") and not link.startswith("/static/")}

    dead = {link: path for link, path in own.items() if client.get(link).status_code != 200}

    assert dead == {}
    assert len(own) > 15


def test_pages_carry_no_script_inside_no_style_and_nothing_foreign(pages):
    for path, page in pages.items():
        inside = "//script[not(@src) and not(@type='application/ld+json')] | //style | //*[@style]"
        assert page.xpath(f"{inside} | //iframe[not(ancestor::template)] | //object | //embed") == [], path
        assert page.xpath("//@*[starts-with(name(), 'on')]") == [], path
        links = "//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href"
        loaded = page.xpath(f"//@src[not(ancestor::template)] | {links}")
        assert loaded, path
        assert not [address for address in loaded if urlsplit(address).netloc], path


def test_an_embed_is_a_link_that_names_where_it_leads(read):
    link = read.xpath("//a[starts-with(@href, 'https://video')]")[0]

    assert "noopener" in link.get("rel")
    assert "video.example" in words(found(read, "aside", "embed")[0])


def test_the_page_of_a_broken_server_needs_neither_database_nor_request(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))

    assert response.status_code == 500
    assert '<a class="wordmark" href="/">Sputnik Казахстан</a>' in response.content.decode()


def test_a_story_and_all_that_dresses_and_moves_pages_are_light(client, story):
    page = client.get(story.get_absolute_url()).content
    folder = Path(finders.find("reader/site.css")).parent
    loaded = [gzip.compress(each.read_bytes()) for each in folder.glob("*.*") if each.suffix in (".css", ".js")]

    assert len(gzip.compress(page)) <= 15_000
    assert len(loaded) >= 3
    assert sum(map(len, loaded)) <= 25_000


def test_the_markup_of_a_headline_is_text(client):
    edition = make_edition(headline="Мост <b>открыт</b> & точка", lead='"><script>alert(1)</script>')

    for path in ("/", edition.get_absolute_url(), "/search/?q=мост"):
        text = client.get(path).content.decode()
        assert "<b>открыт" not in text
        assert "<script>" not in text
