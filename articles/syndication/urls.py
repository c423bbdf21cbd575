"""Addresses of feeds under the site, a section, a tag, an author; and of the sitemaps."""

from datetime import date

from django.urls import URLPattern, URLResolver, path, register_converter

from articles.pages.addresses import YEAR
from articles.syndication.feeds import feed
from articles.syndication.sitemap import sitemap, sitemap_day, sitemap_month, sitemap_news, sitemap_pages


class CalendarDay:
    """2021-04-30."""

    regex = f"{YEAR}-[0-9]{{2}}-[0-9]{{2}}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class CalendarMonth:
    """2021-04, by its first day."""

    regex = f"{YEAR}-[0-9]{{2}}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return value.isoformat()[:7]


register_converter(CalendarDay, "calendar_day")
register_converter(CalendarMonth, "calendar_month")

one_for_all: list[URLPattern | URLResolver] = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<calendar_month:month>.xml", sitemap_month, name="sitemap-month"),
    path("sitemap-<calendar_day:day>.xml", sitemap_day, name="sitemap-day"),
    path("sitemap-pages.xml", sitemap_pages, name="sitemap-pages"),
    path("sitemap-news.xml", sitemap_news, name="sitemap-news"),
]
"""Addresses without a language before them."""

FORMS = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
SHELVES = {"": "", "tag": "tag/<slug:slug>/", "author": "author/<slug:slug>/", "section": "<slug:slug>/"}

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{where}feeds/{form}", feed, {"form": form, "kind": kind, "name": name}, name=name)
    for short, form in FORMS.items()
    for kind, where in SHELVES.items()
    for name in [f"{kind or 'site'}-{short}"]
]
"""Addresses in each language: `/…`, `/kk/…`, `/en/…`."""
