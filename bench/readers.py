"""What readers' pages cost with the stories that there are: `python -m bench.readers` prints a table.

Measured as `python -m bench.desk` does, each page made anew and not taken out of memory; with the kilobytes that it
weighs by gzip, as pages in memory are compressed.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.core.management.base import OutputWrapper
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from articles.models import Article, Edition
from bench.desk import common_and_rare_word, measured

LEVEL = 6
OLDER = re.compile(r"\?before=[^\"&]+")


def main() -> int:
    out = OutputWrapper(sys.stdout)
    out.write(f"{connection.vendor}, {Article.objects.count():,} stories\n")
    out.write("| what | queries | ms | kB |\n|---|---:|---:|---:|")
    with override_settings(NEWSROOM_PAGE_MEGABYTES=0):
        client = Client(SERVER_NAME="127.0.0.1")
        for label, path in pages(client):
            queries, took = measured(partial(client.get, path))
            weight = len(gzip.compress(client.get(path).content, LEVEL)) / 1000
            out.write(f"| {label} | {queries} | {took:,.0f} | {weight:,.1f} |")
    return 0


def pages(client: Client) -> Iterator[tuple[str, str]]:
    story = Edition.objects.live().in_language("ru").exclude(content__section=None).newest_first().first()
    section = f"/{story.content['section']['slug']}/"
    yield "front page", "/"
    yield "story", story.get_absolute_url()
    yield "section", section
    if older := OLDER.search(client.get(section).content.decode()):
        yield "its second page", section + older[0]
    if story.content["tags"]:
        yield "tag", f"/tag/{story.content['tags'][0]['slug']}/"
    yield "news line", "/lenta/"
    yield "what is new in it", f"/lenta.json?after={cursor()}"
    yield "its beginning", "/lenta.json"
    day = timezone.localdate(story.first_published_at)
    yield "archive, a month", f"/archive/{day:%Y/%m}/"
    yield "archive, a day", f"/archive/{day:%Y/%m/%d}/"
    yield from searches(story)
    yield "corrections", "/corrections/"
    yield "subscribe", "/subscribe/"
    yield "RSS", "/feeds/rss.xml"
    yield "RSS of the section", f"{section}feeds/rss.xml"
    yield "JSON feed", "/feeds/feed.json"
    yield "sitemap, the index", "/sitemap.xml"
    yield "sitemap, the last two days' news", "/sitemap-news.xml"


def cursor() -> int:
    """As told a quarter of a minute ago."""
    seconds = int((timezone.now() - timedelta(seconds=15)).timestamp())
    return seconds - seconds % 10


def searches(story: Edition) -> Iterator[tuple[str, str]]:
    common, rare = common_and_rare_word()
    headline = story.content["headline"].split()
    yield "search: common word", f"/search/?q={common}"
    yield "search: rare word", f"/search/?q={rare}"
    yield "search: common word in the section", f"/search/?q={common}&section={story.content['section']['slug']}"
    yield "search: two words side by side", f'/search/?q="{" ".join(headline[:2])}"'
    yield "search: nothing, and on another keyboard", "/search/?q=njrftd"


if __name__ == "__main__":
    sys.exit(main())
