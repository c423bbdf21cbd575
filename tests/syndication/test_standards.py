"""Each form as its standard has it, with the lead alone and with whole texts."""

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import feedparser
import pytest

from tests.factories import make_author, make_edition, make_photo, make_section, publish

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
NOON = datetime(2021, 4, 30, 6, tzinfo=UTC)
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")


@pytest.fixture(params=["short", "full"], autouse=True)
def text(request, settings):
    """Of a section with two stories: one signed, corrected and pictured, one bare."""
    settings.NEWSROOM_FEED_TEXT = request.param
    signed = {
        "authors": [make_author(name_ru="Отдел новостей")],
        "tags": ["мост"],
        "photo": make_photo(renditions=True),
    }
    edition = make_edition(headline="Мост & <берег>", section=make_section(), at=NOON, **signed)
    publish(edition.article, by=None, change="correction", note="Мост длиннее.")
    make_edition(section=make_section(), lead="", at=NOON)
    return request.param


def tree(client, path):
    response = client.get(path)
    assert not feedparser.parse(response.content).bozo
    return ElementTree.fromstring(response.content)


def test_rss(client, text):
    """rssboard.org/rss-specification"""
    root = tree(client, "/politics/feeds/rss.xml")

    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description", "lastBuildDate", "language"):
        (element,) = channel.findall(name)
        assert element.text
    assert channel.findtext("link") == f"{SITE}/politics/"
    (own,) = channel.findall(f"{ATOM}link")
    assert (own.get("rel"), own.get("href")) == ("self", f"{SITE}/politics/feeds/rss.xml")
    items = channel.findall("item")
    dates = [channel.findtext("lastBuildDate"), *(item.findtext("pubDate") for item in items)]
    assert all(RFC_822.fullmatch(date) and parsedate_to_datetime(date) for date in dates)
    guids = [guid for item in items for guid in item.findall("guid")]
    assert [guid.get("isPermaLink") for guid in guids] == ["false"] * 2 == ["false"] * len(items)
    assert len({guid.text for guid in guids}) == 2
    for item in items:
        assert len(item.findall("title")) == len(item.findall("link")) == 1
        assert len(item.findall(ENCODED)) == (text == "full")


def test_atom(client, text):
    """RFC 4287, 4.1.1 and 4.1.2"""
    feed = tree(client, "/politics/feeds/atom.xml")

    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert element.findtext(f"{ATOM}id").startswith("tag:127.0.0.1,2021:")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        links = [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(links) == 1 and links[0].startswith(f"{SITE}/")
        assert all(person.findtext(f"{ATOM}name") for person in element.findall(f"{ATOM}author"))
        assert all(category.get("term") for category in element.findall(f"{ATOM}category"))
    assert feed.findall(f"{ATOM}author") or all(entry.findall(f"{ATOM}author") for entry in entries)
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"{SITE}/politics/feeds/atom.xml"
    ]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    for entry in entries:
        assert len(entry.findall(f"{ATOM}published")) == 1
        assert [content.get("type") for content in entry.findall(f"{ATOM}content")] == ["html"] * (text == "full")


def test_json(client, text):
    """jsonfeed.org/version/1.1"""
    feed = json.loads(client.get("/politics/feeds/feed.json").content)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{SITE}/politics/", f"{SITE}/politics/feeds/feed.json")
    assert feed["title"] and feed["language"] == "ru" and feed["authors"][0]["name"]
    assert len({item["id"] for item in feed["items"]}) == 2
    for item in feed["items"]:
        assert isinstance(item["id"], str) and item["url"].startswith(f"{SITE}/")
        assert bool(item.get("content_html")) is (text == "full")
        assert bool(item.get("content_text")) is (text == "short")
        assert all(datetime.fromisoformat(item[f"date_{name}"]).tzinfo for name in ("published", "modified"))
        assert all(author["name"] for author in item["authors"]) and isinstance(item["tags"], list)
