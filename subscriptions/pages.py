"""Pages of subscribing, with all that they show."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from articles.pages import Page
from articles.pages.addresses import absolute
from articles.pages.frame import TONGUES, Shelf, address, framed


@dataclass(frozen=True)
class Feeds:
    """Of the site or of a section, as addresses for a reader's program."""

    name: str
    rss: str
    atom: str
    json: str


@dataclass(kw_only=True)
class SubscribePage(Page):
    feeds: list[Feeds]


def subscribe_page(language: str) -> SubscribePage:
    """One query."""
    frame = around("subscribe", language=language)
    own = [feeds_of(shelf) for shelf in frame["navigation"]]
    return SubscribePage(**frame, feeds=[feeds_of_site(frame["site"].name), *own])


def around(view: str, *args: str, language: str) -> dict:
    """The fields of `Page` for an address that stands in every language. One query."""
    same = {code: address(view, *args, language=code) for code in TONGUES}
    return framed(language, same[language], at=timezone.now(), same=same)


def feeds_of_site(name: str) -> Feeds:
    return Feeds(name, *(absolute(reverse(f"site-{form}")) for form in ("rss", "atom", "json")))


def feeds_of(shelf: Shelf) -> Feeds:
    forms = ("rss", "atom", "json")
    return Feeds(shelf.name, *(absolute(reverse(f"section-{form}", args=[shelf.slug])) for form in forms))
