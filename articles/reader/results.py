"""What a search found, as a page: search and pages stand on one floor, so they meet here."""

from dataclasses import dataclass

from django.utils import timezone

from articles.pages.cards import Card, cards
from articles.pages.navigation import Shelf, sections
from articles.search import cursor, marked, search_editions, snippet

A_PAGE = 20


@dataclass(frozen=True)
class Result:
    """A card with its headline and a piece of its text parted at the words looked for: (text, is it one of them)."""

    card: Card
    headline: list[tuple[str, bool]]
    snippet: list[tuple[str, bool]]


@dataclass
class ResultsPage:
    q: str
    language: str
    navigation: list[Shelf]
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
    return ResultsPage(q, language, sections(language), results, older)
