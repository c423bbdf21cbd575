"""What the eye meets on every page, as far as it can be told without a browser."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.shortcuts import render
from django.urls import reverse
from PIL import ImageFont

from tests.factories import make_edition, make_section
from tests.reader.markup import found, parsed

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһ₸"


@pytest.mark.parametrize("name", ["literata-kazakh", "literata-italic-kazakh"])
def test_the_serif_has_every_letter_of_kazakh(name):
    font = ImageFont.truetype(finders.find(f"reader/fonts/{name}.woff2"), 40)
    absent = bytes(font.getmask("ж"))

    assert [letter for letter in KAZAKH if bytes(font.getmask(letter)) == absent] == []


def test_the_stylesheet_fetches_that_file_for_every_letter_of_kazakh():
    styles = Path(finders.find("reader/site.css")).read_text()
    ranges = re.findall(r"kazakh\.woff2.*?unicode-range: (.*?);", styles, re.DOTALL)
    spans = [[tuple(part.removeprefix("U+").split("-")) for part in each.split(", ")] for each in ranges]

    assert len(spans) == 2
    for span in spans:
        assert all(any(int(each[0], 16) <= ord(letter) <= int(each[-1], 16) for each in span) for letter in KAZAKH)


@pytest.mark.parametrize("code", [403, 429, 500])
def test_a_page_for_when_things_go_wrong_asks_nothing_of_the_database(rf, code):
    """The database is shut to this test."""
    answer = render(rf.get("/"), f"{code}.html").content.decode()

    assert f'<p class="notice-number">{code}</p>' in answer


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/kk", "/en"])
def test_an_unknown_page_offers_a_search_and_ways_on(client, prefix):
    page = parsed(client, f"{prefix}/nothing/here/")
    notice = found(page, "section", "notice")[0]

    assert notice.xpath(".//form/@action") == [f"{prefix}/search/"]
    assert {f"{prefix}/", f"{prefix}/archive/"} <= set(notice.xpath(".//nav//a/@href"))


@pytest.mark.django_db
def test_the_footer_has_every_way_round_the_site(client):
    make_edition()
    ways = set(found(parsed(client, "/"), "footer", "footer")[0].xpath(".//a/@href"))

    names = ["front", "about", "corrections", "search", "archive", "subscribe", "site-rss", "site-atom", "site-json"]
    assert {reverse(name) for name in names} <= ways
    assert "/politics/" in ways


@pytest.mark.django_db
def test_the_theme_is_set_before_anything_is_painted(client):
    head = parsed(client, "/").find("head")
    order = [each.get("src") or each.get("href") for each in head if each.tag == "script" or each.get("rel")]
    scripts = head.xpath("./script[not(@type)]")

    assert [each.get("src").endswith("reader/theme.js") for each in scripts] == [True]
    assert scripts[0].get("async") is scripts[0].get("defer") is None
    assert order.index(scripts[0].get("src")) < order.index(head.xpath("./link[@rel='stylesheet']/@href")[0])
    assert len(head.xpath("./meta[@name='theme-color'][@media][@data-theme]")) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "forms"),
    [(1, ["alone"]), (3, ["row"]), (5, ["feature"])],
)
def test_a_section_of_the_front_page_takes_the_form_that_its_stories_fill(client, number, forms):
    last = make_section("culture")
    for _ in range(number):
        make_edition(section=last)
    for _ in range(7):
        make_edition()

    shelves = found(parsed(client, "/"), "section", "shelf")

    assert [each.get("class").split()[-1] for each in shelves] == [f"shelf-{form}" for form in forms]
