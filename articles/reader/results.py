"""What a search found, as a page: search and pages stand on one floor, so they meet here."""

from dataclasses import dataclass

from django.utils import timezone

from articles.pages.cards import Card, cards
from articles.pages.frame import Page, address, framed
from articles.search import cursor, marked, search_editions, snippet

A_PAGE = 20


@dataclass(frozen=True)
class Result:
    """A card with its headline and a piece of its text parted at the words looked for: (text, is it one of them)."""

    card: Card
    headline: list[tuple[str, bool]]
    snippet: list[tuple[str, bool]]


@dataclass(kw_only=True)
class ResultsPage(Page):
    q: str
    results: list[Result]
    older: str


def results_page(q: str, language: str, *, before: str = "") -> ResultsPage:
    """Three queries. An empty or hostile question finds nothing."""
    now = timezone.now()
    found = search_editions(q, language=language, at=now, before=before, limit=A_PAGE + 1)
    shown = found[:A_PAGE]
    results = [
        Result(card, marked(edition.content["headline"], q, language), snippet(edition, q))
        for edition, card in zip(shown, cards(shown, at=now), strict=True)
    ]
    older = cursor(shown[-1]) if len(found) > A_PAGE else ""
    frame = framed(language, address("search", language=language), at=now)
    return ResultsPage(**frame, q=q, results=results, older=older)
