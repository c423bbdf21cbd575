"""What a page tells machines of itself is what people read on it."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from lxml.html import HtmlElement

from articles.models import Author, Identity
from articles.models.standingpage import Policy
from tests.factories import (
    make_article,
    make_author,
    make_edition,
    make_photo,
    make_place,
    make_section,
    make_standing_page,
    publish,
)
from tests.reader.markup import found, parsed, words

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
NOON = datetime(2021, 4, 30, 6, tzinfo=UTC)


def kinds(thing: dict) -> list[str]:
    return [thing["@type"]] if isinstance(thing["@type"], str) else thing["@type"]


def said(page: HtmlElement, kind: str) -> dict:
    """The one thing of that kind; `kind` may be among others."""
    (block,) = page.xpath("//script[@type='application/ld+json']")
    data = json.loads(block.text)
    assert data["@context"] == "https://schema.org"
    (thing,) = (each for each in data["@graph"] if kind in kinds(each))
    return thing


def meta(page: HtmlElement, name: str) -> list[str]:
    return page.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")


@pytest.fixture
def opened(client) -> HtmlElement:
    """Of a story that has everything."""
    article = make_article(
        headline="Мост «открыт» & 'пущен'",
        lead="Движение пущено: первыми прошли автобусы.",
        body="<p>Мост открыли утром.</p>",
        section=make_section(),
        tags=["мост", "река Урал"],
        authors=[make_author("reporter", name_ru="Отдел новостей"), make_author("mover", name_ru="Отдел переводов")],
        photo=make_photo(renditions=True),
        place=make_place(ru="Уральск"),
        dateline_on=date(2021, 4, 30),
    )
    article.bylines.filter(author__slug="mover").update(role="translator")
    publish(article, by=None, at=NOON, imported=True)
    edition = publish(article, by=None, change="correction", note="Мост <длиннее>.")
    return parsed(client, edition.get_absolute_url())


def test_a_story_says_its_headline_lead_section_subjects_and_dateline(opened):
    story = said(opened, "NewsArticle")

    assert story["headline"] == words(opened.find(".//h1"))
    assert story["description"] == words(found(opened, "p", "lead")[0]) == meta(opened, "description")[0]
    assert story["articleSection"] == words(opened.xpath("//nav[@class='breadcrumbs']//a")[-1])
    assert story["keywords"] == [words(each) for each in opened.xpath("//a[@rel='tag']")] == ["мост", "река Урал"]
    assert story["dateline"] == words(found(opened, "b", "dateline")[0])
    assert story["inLanguage"] == opened.get("lang") == "ru"
    assert story["url"] == story["mainEntityOfPage"] == opened.xpath("//link[@rel='canonical']/@href")[0]
    assert story["isAccessibleForFree"] is True


def test_a_story_says_when_it_came_out_and_was_changed_in_the_newsrooms_zone(opened):
    story = said(opened, "NewsArticle")

    shown = [each.get("datetime") for each in opened.xpath("//*[contains(@class, 'times')]//time")]
    told = [story["datePublished"], story["dateModified"]]
    assert story["datePublished"] == "2021-04-30T12:00:00+06:00"
    assert list(map(datetime.fromisoformat, told)) == list(map(datetime.fromisoformat, shown))
    assert told == [*meta(opened, "article:published_time"), *meta(opened, "article:modified_time")]


def test_a_story_names_those_who_wrote_it_apart_from_those_who_moved_it(opened):
    story = said(opened, "NewsArticle")

    shown = [(words(each), SITE + each.get("href")) for each in opened.xpath("//a[@rel='author']")]
    told = [(each["name"], each["url"]) for role in ("author", "translator") for each in story[role]]
    assert told == shown
    assert [each["@type"] for each in story["author"]] == ["Person"]
    assert meta(opened, "article:author") == [story["author"][0]["url"]]


def test_a_story_comes_with_its_lead_photo_in_three_crops(opened):
    images = said(opened, "NewsArticle")["image"]

    ratios = [round(image["width"] / image["height"], 2) for image in images]
    assert ratios == [1.78, 1.33, 1.0]
    (shown,) = opened.xpath("//main//picture//img/@src")
    assert {image["contentUrl"].rpartition("/")[0] for image in images} == {SITE + shown.rpartition("/")[0]}
    assert {image["creditText"] for image in images} == {words(found(opened, "span", "credit")[0]).removeprefix("© ")}
    assert meta(opened, "og:image") == [images[0]["contentUrl"]]
    assert meta(opened, "og:image:width") == [str(images[0]["width"])]


def test_a_correction_is_told_as_readers_are_told_it(opened):
    (correction,) = said(opened, "NewsArticle")["correction"]

    (note,) = opened.xpath("//section[@class='notes']/p")
    assert correction["@type"] == "CorrectionComment"
    assert words(note).endswith(correction["text"])
    assert datetime.fromisoformat(correction["datePublished"]) == datetime.fromisoformat(
        note.find(".//time").get("datetime")
    )


def test_an_update_is_no_correction(client):
    article = make_edition(at=NOON).article
    edition = publish(article, by=None, change="update", note="Добавлены подробности.")

    assert "correction" not in said(parsed(client, edition.get_absolute_url()), "NewsArticle")


def test_the_way_to_a_story_is_its_breadcrumbs_and_itself(opened):
    steps = said(opened, "BreadcrumbList")["itemListElement"]

    shown = [(words(each), SITE + each.get("href")) for each in opened.xpath("//nav[@class='breadcrumbs']//a")]
    assert [(each["name"], each["item"]) for each in steps[:-1]] == shown
    assert steps[-1]["name"] == words(opened.find(".//h1"))
    assert [each["position"] for each in steps] == [1, 2, 3]


@pytest.mark.parametrize(
    ("genre", "types"),
    [
        ("news", ["NewsArticle"]),
        ("interview", ["NewsArticle"]),
        ("analysis", ["NewsArticle", "AnalysisNewsArticle"]),
        ("opinion", ["NewsArticle", "OpinionNewsArticle"]),
        ("press_release", ["Article"]),
        ("partner", ["Article", "AdvertiserContentArticle"]),
    ],
)
def test_a_story_is_of_the_kind_that_readers_see_it_labelled(client, genre, types):
    page = parsed(client, make_edition(genre=genre).get_absolute_url())

    story = said(page, types[0])

    assert story["@type"] == (types if len(types) > 1 else types[0])
    assert story.get("genre", "") in page.text_content().lower()
    assert ("genre" in story) is (genre != "news")


def test_a_bare_story_says_nothing_empty(client):
    story = said(parsed(client, make_edition().get_absolute_url()), "NewsArticle")

    assert all(story.values())
    assert not {"keywords", "author", "image", "dateline", "correction", "genre"} & set(story)


def test_the_newsroom_speaks_with_its_name_mark_and_policies(client):
    Identity.objects.update(name_ru="Вестник", publisher="Дом печати", logo=b"x", logo_digest="ab", logo_width=300)
    Identity.objects.update(logo_height=60, mail="desk@newsroom.example")
    make_standing_page("ethics", policy=Policy.ETHICS)
    make_standing_page("mistakes", policy=Policy.CORRECTIONS)
    edition = make_edition()

    newsroom = said(parsed(client, "/"), "NewsMediaOrganization")
    publisher = said(parsed(client, edition.get_absolute_url()), "NewsArticle")["publisher"]

    assert newsroom == publisher | {"email": "desk@newsroom.example"}
    assert (publisher["name"], publisher["legalName"], publisher["url"]) == ("Вестник", "Дом печати", f"{SITE}/")
    assert publisher["logo"] == {
        "@type": "ImageObject",
        "url": f"{SITE}/media/logo/ab.png",
        "width": 300,
        "height": 60,
    }
    assert publisher["ethicsPolicy"] == f"{SITE}/about/ethics/"
    assert publisher["correctionsPolicy"] == f"{SITE}/about/mistakes/"


def test_the_page_of_corrections_is_the_policy_where_no_other_is_set(client):
    make_standing_page("hidden", policy=Policy.CORRECTIONS, is_shown=False)

    policies = [said(parsed(client, path), "NewsMediaOrganization")["correctionsPolicy"] for path in ("/", "/kk/")]

    assert policies == [f"{SITE}/corrections/", f"{SITE}/kk/corrections/"]


def test_a_front_page_says_how_the_site_is_searched(client):
    site = said(parsed(client, "/kk/"), "WebSite")

    address = site["potentialAction"]["target"]["urlTemplate"]
    assert address == f"{SITE}/kk/search/?q={{q}}"
    assert client.get(address.removeprefix(SITE).format(q="мост")).status_code == 200
    assert (site["url"], site["inLanguage"]) == (f"{SITE}/kk/", "kk")


@pytest.mark.parametrize("where", ["/politics/", "/tag/most/", "/author/desk/"])
def test_a_list_names_its_stories_in_the_order_in_which_it_shows_them(client, where):
    for hours in (1, 3, 2):
        at = NOON - timedelta(hours=hours)
        make_edition(
            section=make_section(), tags=["мост"], authors=Author.objects.all() or [make_author("desk")], at=at
        )
    page = parsed(client, where)

    collection = said(page, "CollectionPage")

    shown = [SITE + address for address in page.xpath("//main//h3[contains(@class, 'headline')]/a/@href")]
    assert [each["url"] for each in collection["mainEntity"]["itemListElement"]] == shown
    assert len(shown) == 3
    assert collection["name"] == words(page.find(".//h1"))
    assert collection["url"] == SITE + where


def test_an_empty_list_names_nothing(client):
    make_section()

    assert not parsed(client, "/politics/").xpath("//script[@type='application/ld+json']")


def test_a_headline_cannot_end_the_block_it_stands_in(client):
    evil = '</script><script>alert(1)</script><!-- & "Мост" \\'
    text = client.get(make_edition(headline=evil).get_absolute_url()).content.decode()

    assert "<script>" not in text and "<!--" not in text
