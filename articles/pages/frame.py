"""What stands around every page: sections, the same page in other languages, its own address."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone, translation

from articles.models import Placement, Section
from articles.pages.addresses import absolute

# Each language under its own name: these are never translated.
TONGUES = {"ru": "Русский", "kk": "Қазақша", "en": "English"}


@dataclass(frozen=True)
class Shelf:
    """A list of stories that readers can go to: a section, a tag or an author."""

    kind: str
    id: int
    slug: str
    name: str
    language: str

    @property
    def url(self) -> str:
        return address(self.kind, self.slug, language=self.language)


@dataclass(frozen=True)
class Tongue:
    """A way to another language: to the same page where it has one, else to that language's front."""

    language: str
    name: str
    url: str
    is_same_page: bool

    @property
    def canonical(self) -> str:
        return absolute(self.url)


@dataclass(kw_only=True)
class Page:
    language: str
    url: str
    navigation: list[Shelf]
    tongues: list[Tongue]

    @property
    def canonical(self) -> str:
        return absolute(self.url)

    @property
    def alternates(self) -> list[Tongue]:
        """Where this very page stands in several languages: all of them, its own too."""
        same = [tongue for tongue in self.tongues if tongue.is_same_page]
        return same if len(same) > 1 else []


def framed(language: str, url: str, *, at: datetime, same: dict[str, str] | None = None) -> dict:
    """The fields of `Page`; `same` holds addresses of the same page by language. One query."""
    return {
        "language": language,
        "url": url,
        "navigation": sections(language, at=at),
        "tongues": tongues({language: url} | (same or {})),
    }


def bare_page(language: str) -> Page:
    """For an address that shows nothing of its own; its own address is the front's. One query."""
    return Page(**framed(language, address("front", language=language), at=timezone.now()))


def tongues(same: dict[str, str]) -> list[Tongue]:
    return [
        Tongue(code, name, same.get(code) or address("front", language=code), code in same)
        for code, name in TONGUES.items()
    ]


def sections(language: str, *, at: datetime) -> list[Shelf]:
    """Sections that have something to read in that language, in their order. One query."""
    name = Concat(Value(f"{language}/section/"), Cast(OuterRef("pk"), CharField()))  # twin: placement.shelf
    filled = Section.objects.filter(Exists(Placement.objects.live(at).on_shelf(name)))
    return [Shelf("section", each.pk, each.slug, each.name(language), language) for each in filled]


def address(view: str, *args: str, language: str) -> str:
    with translation.override(language):
        return reverse(view, args=args)
