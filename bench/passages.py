"""Pieces of text made ready once for all the stories that have them: typography and word forms are what takes time."""

from typing import NamedTuple

from articles.models import Author, Photo, Section, Tag
from articles.models.json import ReadableEncoder
from articles.search.indexing import as_written_and_first_forms, first_forms
from articles.text.blocks import prepare
from articles.text.typography import typeset
from bench.words import Writer

OPENING, END = (3, 5), (2, 6)
"""Words of a headline's two halves."""


class Passage(NamedTuple):
    """`typed` by a journalist, `frozen` when it is published, and the words of both indexes of search."""

    typed: str
    frozen: str
    desk_words: list[str]
    public_words: list[str]

    @classmethod
    def of(cls, text: str, language: str, frozen: str | None = None) -> "Passage":
        return cls(
            text,
            typeset(text, language) if frozen is None else frozen,
            as_written_and_first_forms([text], language),
            first_forms([text], language),
        )

    @classmethod
    def paragraph(cls, text: str, language: str) -> "Passage":
        """`typed` is HTML, `frozen` the JSON of its blocks, without the brackets around them."""
        typed = f"<p>{text}</p>"
        return cls.of(text, language, as_json(prepare(typed, language))[1:-1])._replace(typed=typed)


class Passages:
    """What the stories of one language are put together from: so many paragraphs, leads and halves of headlines."""

    def __init__(self, writer: Writer, language: str, number: int):
        def several(make, text) -> list[Passage]:
            return [make(text(), language) for _ in range(number)]

        random = writer.random
        self.paragraphs = several(Passage.paragraph, writer.paragraph)
        self.leads = several(Passage.of, writer.sentence)
        self.openings = several(Passage.of, lambda: writer.phrase(random.randint(*OPENING)))
        self.ends = several(Passage.of, lambda: writer.phrase(random.randint(*END)).lower())


as_json = ReadableEncoder().encode
"""As the database gets it."""


class Pattern:
    """A JSON object of which most stays the same."""

    def __init__(self, example: dict):
        self.texts = {name: as_json(value) for name, value in example.items()}

    def filled(self, **texts: str) -> str:
        """With these values instead, each as JSON already."""
        pairs = ", ".join([f'"{name}": {text}' for name, text in (self.texts | texts).items()])
        return f"{{{pairs}}}"


class Name(NamedTuple):
    """What a story calls by name: the JSON of it in a frozen content, and its words in both indexes."""

    frozen: str
    desk_words: list[str]
    public_words: list[str]

    @classmethod
    def of(cls, frozen: dict, text: str, language: str) -> "Name":
        return cls(as_json(frozen), as_written_and_first_forms([text], language), first_forms([text], language))


class Names:
    """Each made ready when it is first called for."""

    def __init__(self) -> None:
        self.ready: dict[tuple, Name] = {}

    def of(self, row: Section | Tag | Author | Photo, language: str) -> Name:
        key = type(row), row.id, language  # `pk` takes ten times as long
        found = self.ready.get(key)
        if found is None:
            found = self.ready[key] = self.made(row, language)
        return found

    def made(self, row: Section | Tag | Author | Photo, language: str) -> Name:
        if isinstance(row, Photo):
            caption = typeset(row.caption, language)
            frozen = {"id": row.pk, "caption": caption, "alt": row.alt, "credit": row.credit}
            return Name.of(frozen, caption, language)
        name = row.name if isinstance(row, Tag) else row.name(language)
        role = {"role": "author"} if isinstance(row, Author) else {}
        return Name.of({"id": row.pk, "slug": row.slug, "name": name} | role, name, language)
