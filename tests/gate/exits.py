"""Every public exit, by its URL pattern, and how to ask it for a story. A pattern without an entry fails the test."""

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.utils import timezone

from articles.models import Article, Edition

Ask = Callable[[Article], str]


def story_address(article: Article) -> str:
    """Where the story is, was or would be; any slug serves, since the id decides."""
    newest = Edition.objects.filter(article=article).order_by("-number").first()
    return newest.get_absolute_url() if newest else f"/20240301/story-{article.pk}.html"


def day_of(article: Article) -> date:
    """Of its first publication, where the newsroom is; today where there is none."""
    newest = Edition.objects.filter(article=article).order_by("-number").first()
    return timezone.localdate(newest.first_published_at if newest else None)


# name of the URL pattern -> address to ask; a headline found there has reached the public
EXITS: dict[str, Ask] = {
    "story": story_address,
    "front": lambda article: "/",
    "section": lambda article: "/politics/",
    "tag": lambda article: "/tag/most/",
    "author": lambda article: "/author/desk/",
    "archive-day": lambda article: f"/archive/{day_of(article):%Y/%m/%d}/",
    "lenta": lambda article: "/lenta/",
    "lenta-json": lambda article: "/lenta.json",
    "search": lambda article: "/search/?q=мост",
    "corrections": lambda article: "/corrections/",
    "site-rss": lambda article: "/feeds/rss.xml",
    "site-atom": lambda article: "/feeds/atom.xml",
    "section-rss": lambda article: "/politics/feeds/rss.xml",
    "section-atom": lambda article: "/politics/feeds/atom.xml",
    "tag-rss": lambda article: "/tag/most/feeds/rss.xml",
    "tag-atom": lambda article: "/tag/most/feeds/atom.xml",
    "author-rss": lambda article: "/author/desk/feeds/rss.xml",
    "author-atom": lambda article: "/author/desk/feeds/atom.xml",
    "site-json": lambda article: "/feeds/feed.json",
    "section-json": lambda article: "/politics/feeds/feed.json",
    "tag-json": lambda article: "/tag/most/feeds/feed.json",
    "author-json": lambda article: "/author/desk/feeds/feed.json",
    "sitemap-news": lambda article: "/sitemap-news.xml",
}

# those that name a story by its address alone
NAMING: dict[str, Ask] = {
    "sitemap-month": lambda article: f"/sitemap-{timezone.localdate():%Y-%m}.xml",
    "sitemap-day": lambda article: f"/sitemap-{timezone.localdate():%Y-%m-%d}.xml",
}

# public pages that carry no story's text; an index of sitemaps names months: see tests/syndication
PLAIN: dict[str, Ask] = {
    "robots": lambda article: "/robots.txt",
    "sitemap": lambda article: "/sitemap.xml",
    "sitemap-pages": lambda article: "/sitemap-pages.xml",
    "about": lambda article: "/about/",
    "standing": lambda article: "/about/rules/",
    "archive": lambda article: "/archive/",
    "archive-month": lambda article: f"/archive/{day_of(article):%Y/%m}/",
    "subscribe": lambda article: "/subscribe/",
}

# no pages for everyone: files that never change, the server's health; what only a letter's or a preview's address
# opens: see tests/subscriptions, tests/preview
SILENT = {"healthz", "readyz", "security-txt", "media", "logo", "shared_preview", "signed_picture"}
SILENT |= {"subscribe-confirm", "subscribe-choose", "subscribe-leave"}

PUBLIC = EXITS | NAMING | PLAIN


def ask(client: Client, name: str, article: Article) -> tuple[int, str]:
    response = client.get(PUBLIC[name](article))
    return response.status_code, response.content.decode()
