"""Whom and what the stories name: sections, people, authors, tags and photos, as many as a newsroom has."""

from dataclasses import dataclass
from random import Random

from articles.models import Author, Photo, Place, Section, Tag, User
from articles.text.folding import fold
from articles.text.slugs import slug
from bench.words import Writer

MARK = "bench"
"""Opens the address of all that is made here."""

SECTIONS = ("Политика", "Экономика", "Общество", "Культура", "Спорт", "Происшествия", "Наука", "Мнения")
AUTHORS, PEOPLE, TAGS, PHOTOS = 3_000, 200, 20_000, 5_000


@dataclass
class Cast:
    sections: list[Section]
    authors: list[Author]
    people: list[User]
    tags: list[Tag]
    photos: list[Photo]
    place: Place | None

    def some(self, random: Random, rows: list, number: int) -> list:
        """Different ones; those at the head of the list are named far oftener."""
        return list(
            {row.pk: row for row in (rows[int(len(rows) * random.random() ** 3)] for _ in range(number))}.values()
        )


def gather(writer: Writer) -> Cast:
    """What there is already from an earlier run, or else made now."""
    return Cast(
        list(Section.objects.all()) or made(Section, sections()),
        list(Author.objects.filter(slug__startswith=MARK)) or made(Author, authors(writer)),
        list(User.objects.filter(username__startswith=MARK)) or made(User, people(writer)),
        list(Tag.objects.filter(slug__startswith=MARK).order_by("pk")) or made(Tag, tags(writer)),
        list(Photo.objects.filter(token__startswith=MARK)) or made(Photo, photos(writer)),
        Place.objects.first(),
    )


def made(model, rows) -> list:
    return model.objects.bulk_create(rows, batch_size=500)


def sections() -> list[Section]:
    return [Section(slug=slug(name), name_ru=name, position=place) for place, name in enumerate(SECTIONS)]


def authors(writer: Writer) -> list[Author]:
    return [Author(slug=f"{MARK}-{number}", name_ru=writer.phrase(2).title()) for number in range(AUTHORS)]


def people(writer: Writer) -> list[User]:
    """Nobody signs in as they: without a password and disabled."""
    return [
        User(username=f"{MARK}{number}", last_name=writer.phrase(1), is_active=False, password="!")
        for number in range(PEOPLE)
    ]


def tags(writer: Writer) -> list[Tag]:
    names: dict[str, str] = {}
    while len(names) < TAGS:
        name = writer.phrase(writer.random.randint(1, 3))
        names.setdefault(fold(name), name)
    return [
        Tag(name=name, folded=folded, slug=f"{MARK}-{number}") for number, (folded, name) in enumerate(names.items())
    ]


def photos(writer: Writer) -> list[Photo]:
    """Rows without files."""
    return [
        Photo(
            original=f"{MARK}/{number}.jpg",
            token=f"{MARK}-{number}",
            width=1920,
            height=1280,
            agency="Sputnik",
            creator=writer.phrase(2).title(),
            caption=writer.sentence(),
            alt=writer.phrase(5),
        )
        for number in range(PHOTOS)
    ]
