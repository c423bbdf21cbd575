"""Searching: what readers may see, through the gate; what the desk works on."""

import re
from datetime import datetime

from articles.models import Article, Edition
from articles.models.edition import LARGEST_ID
from articles.search.indexing import place
from articles.search.query import language_term, read, read_fragment
from articles.search.tables import ARTICLES, EDITIONS

STORY_NUMBER = re.compile(r"#?(\d{1,18})|\S*-(\d{1,18})\.html\S*", re.ASCII)
"""A story's id, with or without #, or its address."""

CURSOR = re.compile(r"-?\d{1,19}", re.ASCII)
LARGEST_PLACE = 2**63 - 1


def search_editions(
    q: str, *, language: str, at: datetime | None = None, before: str | None = None, limit: int = 20
) -> list[Edition]:
    """Live editions in that language that have all the words, newest first. One query.

    `before` is the `cursor` of the last one seen; a nonsense cursor begins anew.
    """
    terms = read(q, language)
    if not terms:
        return []
    live = Edition.objects.live(at).in_language(language)
    found = EDITIONS.matching(live, [*terms, language_term(language)], before=place_in(before))
    return list(found[:limit])


def cursor(edition: Edition) -> str:
    """For `search_editions(before=...)`."""
    return str(place(edition.first_published_at, edition.pk))


def place_in(cursor: str | None) -> int | None:
    if cursor and CURSOR.fullmatch(cursor) and abs(int(cursor)) <= LARGEST_PLACE:
        return int(cursor)
    return None


def search_articles(q: str, *, limit: int = 300) -> list[int]:
    """Ids of working copies: the one whose number or address it is, those with the words in the headline, the others;
    newest first. The last word may be a beginning. At most three queries."""
    found: dict[int, None] = {}
    number = STORY_NUMBER.fullmatch(q.strip())
    if number:
        pk = int(number[1] or number[2])
        found |= dict.fromkeys(Article.objects.filter(pk=min(pk, LARGEST_ID)).values_list("pk", flat=True))
    terms = read_fragment(q)
    if terms:
        for headline in (True, False):
            matching = ARTICLES.matching(Article.objects.all(), terms, headline=headline)
            found |= dict.fromkeys(matching.values_list("pk", flat=True)[:limit])
    return list(found)[:limit]
