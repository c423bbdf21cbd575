"""What a site of many stories is asked: by readers, and by the desk. Every database of `bench.fill` is asked alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from django.utils import timezone

from articles.models import Article, Edition, Placement, Section, Tag
from articles.models.placement import shelf
from articles.pages.lists import A_PAGE, cursor_at
from bench.cast import MARK
from bench.words import vocabulary
from tests.admin.forms import address

HOT = 50
"""Stories that are read at the same time: the newest."""
STORIES = 2_000
"""Different ones of all years, asked in turn."""
SECTIONS = 3
"""The biggest: of a thousand stories each has several pages."""
RARE = "веретенник"
"""A word that stands in a single story: see `bench.publishing`."""
COMMON, HALF_COMMON = slice(0, 6), slice(400, 412)
"""Ranks of words that nearly every story has, and of such as one story in ten has."""
STORY, ANY_STORY, PUBLISHING = "story", "story of any year", "publishing one"
LIST = "/admin/articles/article/"
SAID = "article_id", "slug", "language", "first_published_at"
"""Of a story, what its address is made of."""


@dataclass(frozen=True)
class Question:
    """`most` is the number of queries that is promised."""

    label: str
    paths: list[str]
    most: int
    desk: bool = False
    status: int = 200


def of_readers() -> Iterator[Question]:
    sections = list(Section.objects.order_by("position")[:SECTIONS])
    tag = Tag.objects.filter(slug__startswith=MARK).order_by("pk").first()
    words = vocabulary()
    half_common = words[HALF_COMMON]
    pairs = zip(half_common[::2], half_common[1::2], strict=True)
    yield Question(STORY, [each.get_absolute_url() for each in stories_read()], 5)
    yield Question(ANY_STORY, [each.get_absolute_url() for each in stories()], 5)
    yield Question("front", ["/"], 5)
    yield Question("section", [f"/{section.slug}/" for section in sections], 5)
    yield Question("deep page", [oldest_page(section) for section in sections], 5)
    yield Question("tag", [f"/tag/{tag.slug}/"], 5)
    yield Question("search: rare word", [f"/search/?q={quote(RARE)}"], 5)
    yield Question("search: common word", [f"/search/?q={quote(word)}" for word in words[COMMON]], 5)
    yield Question("search: two half-common", [f"/search/?q={quote(' '.join(pair))}" for pair in pairs], 5)
    yield Question("RSS", ["/feeds/rss.xml"], 4)
    yield Question("lenta", ["/lenta/"], 5)
    yield Question("lenta: what is new", [f"/lenta.json?after={a_moment_ago()}"], 1)
    yield Question("sitemap: index", ["/sitemap.xml"], 4)
    yield Question("sitemap: two days", ["/sitemap-news.xml"], 4)
    yield Question("404", [f"/20210430/nothing-{10**9 + number}.html" for number in range(STORIES)], 5, status=404)


def of_desk() -> Iterator[Question]:
    words = vocabulary()[COMMON]
    newest = Article.objects.filter(state="approved").order_by("-pk")[:100]
    yield Question("desk: list", [LIST], 12, desk=True)
    yield Question("desk: search", [f"{LIST}?q={quote(word)}" for word in words], 12, desk=True)
    yield Question("desk: opening a story", [address(article) for article in newest], 25, desk=True)


def stories_read() -> list[Edition]:
    newest = Placement.objects.live().on_shelf(shelf("ru")).newest_first().values_list("edition_id", flat=True)[:HOT]
    return list(Edition.objects.filter(pk__in=list(newest)).only(*SAID))


def stories() -> list[Edition]:
    """Live ones in Russian, the oldest first."""
    live = Edition.objects.live().in_language("ru").order_by("pk")
    last = Edition.objects.order_by("-pk").values_list("pk", flat=True)[0]
    places = range(1, last + 1, max(last // STORIES // 2, 1))
    return list(live.filter(pk__in=places).only(*SAID)[:STORIES])


def oldest_page(section: Section) -> str:
    """The last but one of the section's pages."""
    oldest = Placement.objects.on_shelf(shelf("ru", "section", section.pk)).oldest_first()
    at, article = oldest.values_list("first_published_at", "article_id")[A_PAGE]
    return f"/{section.slug}/?before={cursor_at(at, article)}"


def a_moment_ago() -> int:
    """As `lenta.json` tells it: by ten seconds."""
    seconds = int((timezone.now() - timedelta(seconds=15)).timestamp())
    return seconds - seconds % 10
