"""Related news: by hand first, empty places filled with the closest live stories."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from articles.models import Article, Placement
from articles.models.placement import shelf
from articles.models.prepared import Given, Prepared
from articles.search import live_with_any_word
from articles.text.blocks import cut
from articles.text.words import forms, split

PLACES = 4
TAGS = 8
OF_A_TAG = 30
OF_WORDS = 60
WEIGHED = 80
"""How many tags of a story are asked for how many of their newest stories, and how many of all are read."""


@dataclass
class Candidate:
    pk: int
    published_at: datetime
    text: str
    tags: int = 0
    words: int = 0

    @property
    def is_close(self) -> bool:
        """One common word alone is chance."""
        return self.tags > 0 or self.words > 1

    @property
    def closeness(self) -> tuple[int, datetime, int]:
        return 2 * self.tags + self.words, self.published_at, self.pk


def related_ids(article: Article, *, cards: list[int], tags: list[int], at: datetime) -> list[int]:
    """Ids of at most four stories: never the story itself, never twice, never one that stands as a card."""
    if article.pk is None:
        return []
    taken = {article.pk, *cards}
    by_hand = [link.target_id for link in article.related_links.all() if link.target_id not in taken][:PLACES]
    return by_hand + closest(article, tags, at, without=taken | set(by_hand), most=PLACES - len(by_hand))


def related_suggestions(article: Article, limit: int = 6) -> list[int]:
    """Live stories that would fill the places, and more: without those named already, by hand or by a card."""
    if article.pk is None:
        return []
    tags = list(article.tagged.order_by("pk").values_list("tag_id", flat=True))
    taken = {article.pk, *article.related_links.values_list("target_id", flat=True)}
    taken |= {block["article"] for block in cut(article.body) if block["type"] == "related"}
    return closest(article, tags, timezone.now(), without=taken, most=limit)


def closest(article: Article, tags: list[int], at: datetime, *, without: set[int], most: int) -> list[int]:
    """Live stories in its language that share the most tags and words, the newest first among equals. Two queries."""
    if most <= 0:
        return []
    words = set(_forms(f"{article.headline} {article.lead}", article.language))
    found = _by_tags(article.language, tags[:TAGS], at)
    of_headline = sorted(set(chain.from_iterable(_forms(article.headline, article.language))))
    for edition in live_with_any_word(of_headline, language=article.language, at=at, limit=OF_WORDS):
        text = f"{edition.said} {edition.announced}"
        found.setdefault(edition.article_id, Candidate(edition.article_id, edition.first_published_at, text))
    near = sorted((each for each in found.values() if each.pk not in without), key=_nearness, reverse=True)[:WEIGHED]
    for each in near:
        theirs = set(chain.from_iterable(_forms(each.text, article.language)))
        each.words = sum(not theirs.isdisjoint(word) for word in words)
    close = sorted((each for each in near if each.is_close), key=lambda each: each.closeness, reverse=True)
    return [each.pk for each in close[:most]]


def _nearness(each: Candidate) -> tuple[int, datetime, int]:
    return each.tags, each.published_at, each.pk


def _by_tags(language: str, tags: list[int], at: datetime) -> dict[int, Candidate]:
    """The newest under each tag; a story under two of them comes twice."""
    shelves = {f"shelf_{place}": shelf(language, "tag", tag) for place, tag in enumerate(tags)}
    rows = newest_under(len(shelves), at=at, **shelves) if shelves else []
    shared = Counter(pk for pk, *_rest in rows)
    return {pk: Candidate(pk, at, f"{headline} {lead}", tags=shared[pk]) for pk, at, headline, lead in rows}


@Prepared
def newest_under(many: int, *, at: datetime) -> QuerySet:
    """Of each of so many shelves: `shelf_0`, `shelf_1` and so on."""
    shown = Placement.objects.live(at)
    arms = [
        Placement.objects.filter(pk__in=shown.on_shelf(name).newest_first().values("pk")[:OF_A_TAG]).values_list(
            "article_id",
            "first_published_at",
            *(KeyTextTransform(part, "edition__content") for part in ("headline", "lead")),
        )
        for name in (Given(f"shelf_{place}") for place in range(many))
    ]
    return arms[0].union(*arms[1:], all=True)


def _forms(text: str, language: str) -> list[tuple[str, ...]]:
    """The first forms of each word; numbers and the shortest words bring nothing together."""
    return [forms(word, language) for word in split(text) if len(word) > 2 and not word.isdigit()]
