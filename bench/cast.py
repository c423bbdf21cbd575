"""Whom and what the stories name: sections, people, authors, tags and photos, as many as a newsroom has."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import NamedTuple

from articles.models import Author, Photo, Rendition, Section, Tag, User
from articles.publishing.developing import recipe_of
from articles.renditions import sizes
from articles.renditions.names import file_name
from articles.search import index_photos
from articles.text.folding import fold
from articles.text.slugs import slug
from bench.sheets import Sheet, write
from bench.words import Writer

MARK = "bench"
"""Opens the address of all that is made here."""

SECTIONS = ("Политика", "Экономика", "Общество", "Культура", "Спорт", "Происшествия", "Наука", "Мнения")


class Crowd(NamedTuple):
    authors: int = 3_000
    people: int = 200
    tags: int = 20_000
    photos: int = 2_000


@dataclass
class Cast:
    sections: list[Section]
    authors: list[Author]
    people: list[User]
    tags: list[Tag]
    photos: list[Photo]

    def some(self, random: Random, rows: list, number: int) -> list:
        """Different ones; those at the head of the list are named far oftener."""
        places = dict.fromkeys([int(len(rows) * random.random() ** 3) for _ in range(number)])
        return [rows[place] for place in places]


def gather(writer: Writer, crowd: Crowd) -> Cast:
    """What there is already from an earlier run, or else made now."""
    return Cast(
        list(Section.objects.all()) or made(Section, sections()),
        list(Author.objects.filter(slug__startswith=MARK)) or made(Author, authors(writer, crowd.authors)),
        list(User.objects.filter(username__startswith=MARK)) or made(User, people(writer, crowd.people)),
        list(Tag.objects.filter(slug__startswith=MARK).order_by("pk")) or made(Tag, tags(writer, crowd.tags)),
        list(Photo.objects.filter(original__startswith=f"{MARK}/")) or library(writer, crowd.photos),
    )


def made(model, rows) -> list:
    return model.objects.bulk_create(rows, batch_size=500)


def sections() -> list[Section]:
    return [Section(slug=slug(name), name_ru=name, position=place) for place, name in enumerate(SECTIONS)]


def authors(writer: Writer, most: int) -> list[Author]:
    return [Author(slug=f"{MARK}-{number}", name_ru=writer.phrase(2).title()) for number in range(most)]


def people(writer: Writer, most: int) -> list[User]:
    """Nobody signs in as they: without a password and disabled."""
    return [
        User(username=f"{MARK}{number}", last_name=writer.phrase(1), is_active=False, password="!")
        for number in range(most)
    ]


def tags(writer: Writer, most: int) -> list[Tag]:
    names: dict[str, str] = {}
    while len(names) < most:
        name = writer.phrase(writer.random.randint(1, 3))
        names.setdefault(fold(name), name)
    return [
        Tag(name=name, folded=folded, slug=f"{MARK}-{number}") for number, (folded, name) in enumerate(names.items())
    ]


def library(writer: Writer, most: int) -> list[Photo]:
    """With rows of all their public files, but without the files."""
    rows = made(Photo, photos(writer, most))
    files = sizes(rows[0].width, rows[0].height)
    sheet = Sheet(Rendition)
    for photo in rows:
        of_photo = {"photo_id": photo.pk, "recipe": recipe_of(photo)}
        for size in files:
            name = file_name(photo.token, size, photo.token.encode())
            sheet.add(**of_photo, **size._asdict(), name=name)
    write(sheet.take())
    index_photos(rows)
    return rows


def photos(writer: Writer, most: int) -> list[Photo]:
    """All of them published once."""
    long_ago = datetime(2010, 1, 1, tzinfo=UTC)
    return [
        Photo(
            original=f"{MARK}/{number}.jpg",
            token=f"{writer.random.getrandbits(128):032x}",
            width=1920,
            height=1280,
            agency="Sputnik",
            creator=writer.phrase(2).title(),
            caption=writer.sentence(),
            alt=writer.phrase(5),
            added_at=long_ago,
            used_at=long_ago,
        )
        for number in range(most)
    ]
