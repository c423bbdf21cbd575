"""Sitemaps as the protocol writes them (sitemaps.org/protocol.html), with images, translations and news."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from articles.syndication.news import News
from articles.syndication.sitemap_entries import Entry

SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
NEWS_WORDS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def index_file(addresses: Iterable[str]) -> str:
    return _document("sitemapindex", SITEMAP, (_within("sitemap", _text("loc", each)) for each in addresses))


def pages_file(entries: Iterable[Entry]) -> str:
    return _document("urlset", f"{SITEMAP} {IMAGE} {XHTML}", map(_page, entries))


def news_file(stories: Iterable[News]) -> str:
    return _document("urlset", f"{SITEMAP} {NEWS_WORDS}", map(_news, stories))


def _page(entry: Entry) -> str:
    parts = [_text("loc", entry.address)]
    if entry.changed_at:
        parts.append(_text("lastmod", entry.changed_at))
    parts += [
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'
        for language, address in entry.alternates
    ]
    parts += [_within("image:image", _text("image:loc", each)) for each in entry.images]
    return _within("url", *parts)


def _news(story: News) -> str:
    publication = _within("news:publication", _text("news:name", story.name), _text("news:language", story.language))
    date = _text("news:publication_date", story.published_at)
    about = _within("news:news", publication, date, _text("news:title", story.title))
    return _within("url", _text("loc", story.address), about)


def _document(root: str, spaces: str, elements: Iterable[str]) -> str:
    opening = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} {spaces}>'
    return "\n".join([opening, *elements, f"</{root}>\n"])


def _within(element: str, *parts: str) -> str:
    return f"<{element}>{''.join(parts)}</{element}>"


def _text(element: str, words: str) -> str:
    return f"<{element}>{escape(words)}</{element}>"
