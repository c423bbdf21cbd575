"""Readers' addresses: a contract, see the table in the design. Sections come last: any word left free may name one."""

from datetime import date

from django.urls import URLPattern, URLResolver, path, register_converter

from articles.pages.addresses import YEAR
from articles.reader import lenta, media, views


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


class Date:
    """A day of the calendar as three steps of an address: 2021/04/30. What no calendar has is no address."""

    regex = f"{YEAR}/[0-9]{{2}}/[0-9]{{2}}"
    form, rest = "%Y/%m/%d", ""

    def to_python(self, value: str) -> date:
        return date(*map(int, f"{value}{self.rest}".split("/")))

    def to_url(self, value: date | str) -> str:
        """A template writes a moment's day itself, since it knows where the newsroom is."""
        return value if isinstance(value, str) else value.strftime(self.form)


class Month(Date):
    regex = f"{YEAR}/[0-9]{{2}}"
    form, rest = "%Y/%m", "/01"


register_converter(ArticleId, "article_id")
register_converter(Day, "day")
register_converter(Date, "date")
register_converter(Month, "month")

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
    path("archive/", views.archive, name="archive"),
    path("archive/<month:month>/", views.archive_month, name="archive-month"),
    path("archive/<date:day>/", views.archive_day, name="archive-day"),
    path("lenta/", lenta.lenta, name="lenta"),
    path("lenta.json", lenta.lenta_json, name="lenta-json"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
    path("about/<slug:slug>/", views.standing, name="standing"),
    path("corrections/", views.corrections, name="corrections"),
    path("<slug:slug>/", views.section, name="section"),
]
"""Addresses in each language: `/…`, `/kk/…`, `/en/…`."""
