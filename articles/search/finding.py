"""Searching: what readers may see, through the gate; what the desk works on."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from articles.models import Article, Edition, Photo
from articles.models.edition import LARGEST_ID
from articles.search.entries import FIRST, LAST, newest, newest_among, newest_of
from articles.search.indexing import headlines, place, texts, withdrawn_photos, without_ending
from articles.search.layout import ARTICLES, EDITIONS, PHOTOS, Table
from articles.search.query import LONGEST_QUERY, Phrase, Question, Term, mark_term, read_fragment, runs
from articles.text.keyboard import as_meant
from articles.text.words import split

STORY_NUMBER = re.compile(r"#?(\d{1,18})|\S*-(\d{1,18})\.html\S*", re.ASCII)
"""A story's id, with or without #, or its address."""

PHOTO_NUMBER = re.compile(r"#(\d{1,18})", re.ASCII)
"""Without # it is a word: file names are full of numbers."""

FEW = 2_000
"""A list narrowed to fewer stories says to the index which; of more, the index meets a page of them soon."""

CANDIDATES = (100, 400)
"""Stories with the words of a phrase that are read for the phrase itself, in two batches at most."""

LETTERS = 1_000_000
"""Read for a phrase at once: half a second. Older stories wait for the next page."""

CURSOR = re.compile(r"-?\d{1,19}", re.ASCII)


@dataclass(frozen=True)
class Bounds:
    """What a search is narrowed to: ids of a section, of tags of which one is enough, of an author; a time."""

    section: int | None = None
    tags: tuple[int, ...] = ()
    author: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    def terms(self) -> list[Term]:
        kinds = {"section": [self.section], "tag": self.tags, "author": [self.author]}
        asked = {kind: [pk for pk in ids if pk is not None] for kind, ids in kinds.items()}
        return [mark_term(kind, *ids) for kind, ids in asked.items() if ids]


NO_BOUNDS = Bounds()


class Hits(list[Edition]):
    """A page of what was found; `older` is the cursor of the next, "" on the last.

    Of a phrase the page may not be full, or empty, and yet lead on: older stories were not read.
    """

    older: str = ""


def search_editions(
    q: str,
    *,
    language: str,
    at: datetime | None = None,
    before: str | None = None,
    limit: int = 20,
    bounds: Bounds = NO_BOUNDS,
) -> Hits:
    """Live editions in that language that have all the words and phrases, newest first. One query; of phrases three.

    `before` is the `cursor` of the last one seen; a nonsense cursor begins anew. Within bounds alone, without words,
    all that is there.
    """
    question = Question.of(q, language)
    if not question.terms and (bounds == NO_BOUNDS or q.strip()):
        return Hits()
    terms = [*question.terms, mark_term("", language), *bounds.terms()]
    since = place(bounds.since, 0) if bounds.since else FIRST
    ends = [place_in(before), place(bounds.until, 0) if bounds.until else None]
    end = min((each for each in ends if each is not None), default=LAST)
    look = partial(newest, EDITIONS, Edition.objects.live(at).in_language(language), terms, since=since)
    if question.phrases:
        return with_phrases(read_on(look, end), question.phrases, limit)
    found = look(limit=limit + 1, before=end)
    hits = Hits(found[:limit])
    hits.older = cursor(hits[-1]) if len(found) > limit else ""
    return hits


def read_on(look: Callable[..., list[Edition]], end: int) -> Iterator[Edition]:
    for most in CANDIDATES:
        batch = look(limit=most, before=end)
        yield from batch
        if len(batch) < most:
            return
        end = place_of(batch[-1])


def with_phrases(candidates: Iterator[Edition], phrases: Sequence[Phrase], limit: int) -> Hits:
    """A page of those that have the phrases, or as much of it as may be read at once."""
    found: list[Edition] = []
    letters, is_cut = 0, False
    for number, edition in enumerate(candidates, start=1):
        pieces = pieces_of(edition)
        letters += sum(map(len, pieces))
        if has_phrases(pieces, phrases, edition.language):
            found.append(edition)
        if is_cut := len(found) > limit or letters > LETTERS or number == sum(CANDIDATES):
            break
    if hidden := withdrawn_photos(found):
        found = [each for each in found if has_phrases(pieces_of(each, hidden), phrases, each.language)]
    hits = Hits(found[:limit])
    if is_cut:
        hits.older = cursor(hits[-1] if len(found) > limit else edition)
    return hits


def search_as_meant(q: str, *, language: str, **options: Any) -> tuple[Hits, str]:
    """As `search_editions`. Where that finds nothing, the words as another keyboard layout has them, if those find
    something: they come second, else "". At most twice the queries."""
    hits = search_editions(q, language=language, **options)
    meant = as_meant(q[:LONGEST_QUERY], language)
    if hits or hits.older or meant == q:
        return hits, ""
    other = search_editions(meant, language=language, **options)
    return (other, meant) if other or other.older else (hits, "")


def pieces_of(edition: Edition, hidden: Container[int] = ()) -> list[str]:
    """`hidden`: photos whose captions are not read."""
    return [*headlines(edition.content), *texts(edition.content, hidden)]


def has_phrases(pieces: list[str], phrases: Sequence[Phrase], language: str) -> bool:
    words = [split(piece) for piece in pieces]
    return all(any(runs(phrase, each, language) for each in words) for phrase in phrases)


def live_with_any_word(words: list[str], *, language: str, at: datetime | None = None, limit: int) -> list:
    """The newest live editions in that language with one of these first forms in the headline, without their content
    but for the headline (`said`) and the lead (`announced`). One query."""
    if not words:
        return []
    live = Edition.objects.live(at).in_language(language).only("article_id", "first_published_at")
    texts = {"said": KT("content__headline"), "announced": KT("content__lead")}
    return newest(EDITIONS, live.annotate(**texts), [Term(tuple(words))], limit=limit, headline=True)


def cursor(edition: Edition) -> str:
    """For `search_editions(before=...)`."""
    return str(place_of(edition))


def place_of(edition: Edition) -> int:
    return place(edition.first_published_at, edition.pk)


def place_in(cursor: str | None) -> int | None:
    if cursor and CURSOR.fullmatch(cursor) and abs(int(cursor)) <= LAST:
        return int(cursor)
    return None


def search_articles(q: str, *, limit: int = 300) -> list[int]:
    """Ids of working copies: the one whose number or address it is, those with the words in the headline, the others;
    newest first. The last word may be a beginning. At most three queries; five where nothing is found before the words
    are read as another keyboard layout has them."""
    found: list[int] = []
    number = STORY_NUMBER.fullmatch(q.strip())
    if number:
        pk = int(number[1] or number[2])
        found += Article.objects.filter(pk=min(pk, LARGEST_ID)).values_list("pk", flat=True)
    found += with_all_words(read_fragment(q), limit=limit)
    if not found and (meant := as_meant(q[:LONGEST_QUERY], "ru")) != q:
        found = with_all_words(read_fragment(meant), limit=limit)
    return list(dict.fromkeys(found))[:limit]


def with_all_words(terms: list[Term], *, limit: int) -> list[int]:
    """Ids of working copies, those with the words in the headline first."""
    if not terms:
        return []
    rows = Article.objects.only("pk")
    found = [newest(ARTICLES, rows, terms, limit=limit, headline=headline) for headline in (True, False)]
    return [story.pk for stories in found for story in stories]


def search_among(
    stories: QuerySet[Article], q: str, *, narrowed: bool, before: int | None = None, limit: int = 30
) -> list[int]:
    """Ids of those of the stories that have all the words anywhere, the last written first. At most three queries.

    `narrowed`: they may be few. `before` is the id of the last one seen. The story whose number or address it is opens
    the first page.
    """
    few, found = _few(stories) if narrowed else None, []
    number = STORY_NUMBER.fullmatch(q.strip())
    if number and before is None:
        pk = min(int(number[1] or number[2]), LARGEST_ID)
        is_among = stories.filter(pk=pk).exists() if few is None else pk in few
        found += [pk] if is_among else []
    found += _hits(ARTICLES, stories, q, few=few, narrowed=narrowed, before=before, limit=limit)
    return list(dict.fromkeys(found))[:limit]


def search_photos(
    photos: QuerySet[Photo], q: str, *, narrowed: bool, before: int | None = None, limit: int = 30
) -> list[int]:
    """Ids of those of the photos that have all the words, the last added first. At most two queries.

    `narrowed` and `before` as for stories; '#12' is the photo with that number.
    """
    number = PHOTO_NUMBER.fullmatch(q.strip())
    if number:
        one = photos.filter(pk=min(int(number[1]), LARGEST_ID)) if before is None else photos.none()
        return list(one.values_list("pk", flat=True))
    few = _few(photos) if narrowed else None
    return _hits(PHOTOS, photos, without_ending(q), few=few, narrowed=narrowed, before=before, limit=limit)


def newest_photos(photos: QuerySet[Photo], q: str, *, limit: int) -> list[Photo]:
    """Those of the photos that have all the words, the last added first: one query."""
    terms = read_fragment(without_ending(q))
    return newest(PHOTOS, photos, terms, limit=limit) if terms else []


def _few(rows: QuerySet) -> list[int] | None:
    """Ids of them all; None where they are many."""
    pks = list(rows.order_by().values_list("pk", flat=True)[:FEW])
    return pks if len(pks) < FEW else None


def _hits(
    table: Table, rows: QuerySet, q: str, *, few: list[int] | None, narrowed: bool, before: int | None, limit: int
) -> list[int]:
    terms = read_fragment(q)
    if not terms:
        return []
    if few is not None:
        return newest_of(table, few, terms, limit=limit, before=before)
    return newest_among(table, rows, terms, narrowed=narrowed, limit=limit, before=before)
