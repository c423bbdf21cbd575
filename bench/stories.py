"""What a story is about and what becomes of it, drawn by chance."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from articles.models import Author, Photo, Section, Tag, User
from articles.models.edition import Change
from bench.cast import Cast
from bench.passages import Passage, Passages
from bench.words import Writer

A_DAY = 300
POOL = 20_000
"""Paragraphs of all languages together, with as many leads and beginnings and ends of headlines."""
PARAGRAPHS_OF_A_STORY = (5, 9)
RELATED = 4
LATELY = 200
"""Among so many of its language a story's related news are chosen."""
NEWEST = 1_000
"""Only of these some wait for their time, or for their end."""

LANGUAGES = {"ru": 70, "kk": 20, "en": 10}
KINDS = {  # of a thousand stories
    "live": 915,
    "draft": 25,
    "handed_in": 8,
    "returned": 4,
    "put_away": 10,
    "waiting": 3,
    "ending": 5,
    "withdrawn": 28,
    "killed": 2,
}
DESK = ("draft", "handed_in", "returned", "put_away")
EDITIONS = {1: 82, 2: 12, 3: 4, 4: 2}
"""How many of a live story."""
CHANGES = {Change.UPDATE: 60, Change.TYPO: 15, Change.CORRECTION: 20, Change.CLARIFICATION: 5}


@dataclass
class Story:
    kind: str
    language: str
    at: datetime
    writer: User
    section: Section
    photo: Photo
    tags: list[Tag]
    authors: list[Author]
    opening: Passage
    end: Passage
    lead: Passage
    paragraphs: list[Passage]
    related: list[int]
    changes: list[tuple[Change, Passage]]
    """Of its editions after the first, each with what readers may be told."""
    waits: timedelta
    """From now until it begins, where it waits."""

    @property
    def headline(self) -> str:
        return f"{self.opening.typed} {self.end.typed}"

    @property
    def frozen_headline(self) -> str:
        return f"{self.opening.frozen} {self.end.frozen}"

    def paragraphs_of(self, number: int) -> list[Passage]:
        """A story grows: its last edition has all of them."""
        return self.paragraphs[: len(self.paragraphs) - (len(self.changes) + 1 - number)]


class Lot:
    """One of several, some oftener than others."""

    def __init__(self, random, weights: dict):
        self.random, self.values, self.weights = random, list(weights), list(accumulate(weights.values()))

    def draw(self):
        return self.random.choices(self.values, cum_weights=self.weights)[0]


class Chance:
    def __init__(self, writer: Writer, cast: Cast, *, now: datetime, pool: int = POOL):
        self.random = random = writer.random
        self.cast, self.now = cast, now
        whole = sum(LANGUAGES.values())
        self.passages = {
            language: Passages(writer, language, max(pool * share // whole, 20))
            for language, share in LANGUAGES.items()
        }
        self.lately: dict[str, deque[int]] = {language: deque(maxlen=LATELY) for language in LANGUAGES}
        self.languages, self.kinds, self.editions = (Lot(random, lot) for lot in (LANGUAGES, KINDS, EDITIONS))
        self.changes = Lot(random, CHANGES)
        self.sections = Lot(random, {each: len(cast.sections) - n for n, each in enumerate(cast.sections)})

    def story(self, number: int, total: int) -> Story:
        """The last of all is of today."""
        random, cast = self.random, self.cast
        kind, language = self.kinds.draw(), self.languages.draw()
        if kind in ("waiting", "ending") and number < total - NEWEST:
            kind = "live"
        passages, lately = self.passages[language], self.lately[language]
        return Story(
            kind,
            language,
            self.now - timedelta(days=(total - number) / A_DAY),
            random.choice(cast.people),
            self.sections.draw(),
            random.choice(cast.photos),
            cast.some(random, cast.tags, 5),
            cast.some(random, cast.authors, random.randint(1, 2)),
            random.choice(passages.openings),
            random.choice(passages.ends),
            random.choice(passages.leads),
            random.sample(passages.paragraphs, random.randint(*PARAGRAPHS_OF_A_STORY)),
            random.sample(lately, min(RELATED, len(lately))),
            [self.change(passages) for _ in range(1, self.editions.draw() if kind == "live" else 1)],
            timedelta(hours=random.randint(1, 72)),
        )

    def change(self, passages: Passages) -> tuple[Change, Passage]:
        return self.changes.draw(), self.random.choice(passages.leads)
