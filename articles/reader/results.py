"""What a search found, as a page: search and pages stand on one floor, so they meet here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.models.placement import shelf
from articles.pages.cards import Card, card, cards
from articles.pages.editions import newest_on
from articles.pages.frame import TONGUES, Page, framed
from articles.pages.naming import ANYTHING, PHOTOS
from articles.pages.photographs import Album
from articles.reader.narrowing import Narrowing, narrowing, search_address
from articles.search import Hits, marked, search_as_meant, search_editions, snippet

A_PAGE = 20
LONGEST = 300
"""Characters of a question that are kept: the form lets 200 be typed."""
NEWEST = 6
"""Stories shown where nothing was looked for, or found."""


@dataclass(frozen=True)
class Result:
    """A card with its headline and a piece of its text parted at the words looked for: (text, is it one of them)."""

    card: Card
    headline: list[tuple[str, bool]]
    snippet: list[tuple[str, bool]]


@dataclass(frozen=True)
class Chip:
    """Something that the search is narrowed to, and the address without it. Of days, `name` is empty."""

    kind: str
    name: str
    url: str


@dataclass(kw_only=True)
class ResultsPage(Page):
    """`meant`: what was looked for in place of `q`, which the wrong keyboard layout had typed."""

    q: str
    meant: str
    narrowing: Narrowing
    results: list[Result]
    newest: list[Card]
    older: str
    is_first: bool

    @property
    def is_unfinished(self) -> bool:
        """There are older stories with the words of a phrase, and nobody has read yet whether they have the phrase."""
        return bool(self.older) and len(self.results) < A_PAGE

    @property
    def parameters(self) -> dict[str, str]:
        return self.narrowing.parameters

    @property
    def first(self) -> str:
        return search_address(self.q, self.parameters, self.language)

    @property
    def older_address(self) -> str:
        return search_address(self.q, self.parameters | {"before": self.older}, self.language) if self.older else ""

    @property
    def as_typed(self) -> str:
        return search_address(self.q, self.parameters | {"as": "typed"}, self.language)

    @property
    def everywhere(self) -> str:
        return search_address(self.q, {}, self.language)

    @property
    def chips(self) -> list[Chip]:
        set_to = self.narrowing
        named = {"section": set_to.section, "tag": set_to.tag, "author": set_to.author}
        chips = [Chip(kind, each.name, self.without(kind)) for kind, each in named.items() if each]
        days = [Chip("days", "", self.without("on", "from", "to"))]
        return chips + (days if set_to.since or set_to.until else [])

    def without(self, *names: str) -> str:
        kept = {name: value for name, value in self.parameters.items() if name not in names}
        return search_address(self.q, kept, self.language)


def results_page(asked: Mapping[str, str], language: str) -> ResultsPage:
    """At most five queries; seven of a phrase. A question that is empty or hostile finds what is left of it."""
    now, q = timezone.now(), " ".join(asked.get("q", "")[:LONGEST].split())
    frame = framed(language, "", at=now, same={code: search_address(q, {}, code) for code in TONGUES})
    narrowed = narrowing(asked, frame["navigation"], language)
    looking: dict[str, Any] = {"at": now, "before": asked.get("before"), "limit": A_PAGE, "bounds": narrowed.bounds}
    if asked.get("as") == "typed":
        hits, meant = search_editions(q, language=language, **looking), ""
    else:
        hits, meant = search_as_meant(q, language=language, **looking)
    page = ResultsPage(
        **frame,
        q=q,
        meant=meant,
        narrowing=narrowed,
        results=results(hits, meant or q, at=now),
        newest=[] if hits or hits.older else newest_lines(language, at=now),
        older=hits.older,
        is_first=not asked.get("before"),
        names=frozenset({shelf(language), PHOTOS, *named_later(asked)}),
    )
    page.url = page.first
    return page


def named_later(asked: Mapping[str, str]) -> set[str]:
    """A tag or an author may be added after they were asked for."""
    return {ANYTHING} if asked.get("tag") or asked.get("author") else set()


def results(hits: Hits, q: str, *, at: datetime) -> list[Result]:
    return [
        Result(card, marked(edition.content["headline"], q, edition.language), snippet(edition, q))
        for edition, card in zip(hits, cards(hits, at=at), strict=True)
    ]


def newest_lines(language: str, *, at: datetime) -> list[Card]:
    """Without pictures: one query."""
    none = Album([], at=at)
    return [card(edition, none, at=at) for edition in newest_on(shelf(language), NEWEST, at=at)]
