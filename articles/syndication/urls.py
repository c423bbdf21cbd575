"""Addresses of feeds: under the site, a section, a tag, an author."""

from django.urls import URLPattern, URLResolver, path

from articles.syndication.feeds import ATOM, RSS, feed

one_for_all: list[URLPattern | URLResolver] = []
"""Addresses without a language before them."""

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{where}feeds/{kind}.xml", feed, {"kind": kind, "shelf": shelf}, name=f"{shelf or 'site'}-{kind}")
    for kind in (RSS, ATOM)
    for shelf, where in (
        ("", ""),
        ("tag", "tag/<slug:slug>/"),
        ("author", "author/<slug:slug>/"),
        ("section", "<slug:slug>/"),
    )
]
"""Addresses in each language: `/…`, `/kk/…`, `/en/…`."""
