"""Addresses of feeds under the site, a section, a tag, an author; and of the sitemaps."""

from django.urls import URLPattern, URLResolver, path, re_path, register_converter
from django.views.generic import RedirectView

from articles.pages.addresses import YEAR
from articles.syndication.feeds import feed
from articles.syndication.sitemap import sitemap, sitemap_news, sitemap_pages, sitemap_stories


class Part:
    """Written in one way alone."""

    regex = "0|[1-9][0-9]{0,13}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Part, "part")

one_for_all: list[URLPattern | URLResolver] = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-stories-<part:part>.xml", sitemap_stories, name="sitemap-stories"),
    # Of a month or a day: so an index of before named them.
    re_path(
        rf"^sitemap-{YEAR}-[0-9]{{2}}(-[0-9]{{2}})?\.xml$",
        RedirectView.as_view(url="/sitemap.xml", permanent=True, http_method_names=["get", "head"]),
        name="sitemap-by-days",
    ),
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
