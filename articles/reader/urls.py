"""Readers' addresses: a contract, see the table in the design. Sections come last: any word left free may name one."""

from django.urls import URLPattern, URLResolver, path, register_converter

from articles.reader import media, views


class ArticleId:
    """At most 18 digits, so that every database can look it up."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Day:
    regex = r"[0-9]{8}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(ArticleId, "article_id")
register_converter(Day, "day")

one_for_all: list[URLPattern | URLResolver] = [
    path("media/logo/<slug:digest>.png", media.logo, name="logo"),
    path("media/<path:name>", media.media, name="media"),
    path("robots.txt", views.robots, name="robots"),
]
"""Addresses without a language before them."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.front, name="front"),
    path("<day:day>/<slug:slug>-<article_id:article_id>.html", views.story, name="story"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    path("author/<slug:slug>/", views.author, name="author"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
    path("about/<slug:slug>/", views.standing, name="standing"),
    path("corrections/", views.corrections, name="corrections"),
    path("<slug:slug>/", views.section, name="section"),
]
"""Addresses in each language: `/…`, `/kk/…`, `/en/…`."""
