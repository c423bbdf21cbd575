"""Addresses of feeds under the site, a section, a tag, an author; and of the sitemap."""

from django.urls import URLPattern, URLResolver, path

from articles.syndication.feeds import feed
from articles.syndication.sitemap import sitemap

one_for_all: list[URLPattern | URLResolver] = [path("sitemap.xml", sitemap, name="sitemap")]
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
