"""A story in a line or two, wherever it is listed: always what its live edition says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import cached_property

from articles.models import Edition
from articles.models.article import Genre
from articles.pages.photographs import READERS, WIDE, Album, Figure, Viewers

OUTSIDE = (Genre.PRESS_RELEASE, Genre.PARTNER)
"""What was not written by the newsroom: readers are told so wherever it is shown."""


@dataclass
class Card:
    """Nobody changes one; to forbid it would treble the time that it takes to make, and lists make dozens."""

    id: int
    number: int
    language: str
    url: str
    headline: str
    short_headline: str
    lead: str
    section: dict | None
    genre: str
    label: str
    is_outside: bool
    importance: int
    is_breaking: bool
    breaking_until: datetime | None
    published_at: datetime
    photo: dict | None
    album: Album

    @cached_property
    def figure(self) -> Figure | None:
        """Put together for a card that is shown with its picture."""
        return self.album.figure(self.photo, WIDE)


@cache
def label(genre: str, language: str) -> str:
    """How a story is announced to readers in its language; plain news bears no label."""
    return "" if genre == Genre.NEWS else said(Genre(genre), language)


@lru_cache(maxsize=None, typed=True)  # those of two lists may be spelt alike
def said(choice: TextChoices, language: str) -> str:
    """A choice's label in the story's language, whoever looks at the page."""
    with translation.override(language):
        return str(choice.label)


def breaking_end(content: dict) -> datetime | None:
    """None for what was never announced as breaking."""
    frozen = content["breaking_until"]
    return datetime.fromisoformat(frozen) if frozen else None


def is_breaking(content: dict, at: datetime) -> bool:
    end = breaking_end(content)
    return end is not None and end > at


def photo_ids(editions: Iterable[Edition]) -> set[int]:
    """What an album must hold for the cards of these editions."""
    return {edition.content["photo"]["id"] for edition in editions if edition.content["photo"]}


def card(edition: Edition, album: Album, *, at: datetime) -> Card:
    content = edition.content
    breaking_until = breaking_end(content)
    return Card(
        id=edition.article_id,
        number=edition.number,
        language=edition.language,
        url=edition.get_absolute_url(),
        headline=content["headline"],
        short_headline=content["short_headline"] or content["headline"],
        lead=content["lead"],
        section=content["section"],
        genre=content["genre"],
        label=label(content["genre"], edition.language),
        is_outside=content["genre"] in OUTSIDE,
        importance=content["importance"],
        is_breaking=is_breaking(content, at),
        breaking_until=breaking_until,
        published_at=edition.first_published_at,
        photo=content["photo"],
        album=album,
    )


def cards(editions: Iterable[Edition], *, at: datetime, viewers: Viewers = READERS) -> list[Card]:
    """One query for all their photos."""
    listed = list(editions)
    album = Album(photo_ids(listed), at=at, viewers=viewers)
    return [card(edition, album, at=at) for edition in listed]
