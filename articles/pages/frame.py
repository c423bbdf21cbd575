"""What stands around every page: who speaks, sections, the same page in other languages, its own address."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone, translation

from articles.models.standingpage import Policy
from articles.pages.addresses import absolute
from articles.pages.identity import Site, Surroundings, surroundings
from articles.pages.naming import ANYTHING

# Each language under its own name: these are never translated.
TONGUES = {"ru": "Русский", "kk": "Қазақша", "en": "English"}
LOCALES = {"ru": "ru_RU", "kk": "kk_KZ", "en": "en_US"}  # those that Open Graph's readers know


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

    @property
    def canonical(self) -> str:
        return absolute(self.url)


@dataclass(frozen=True)
class Tongue:
    """A way to another language: to the same page where it has one, else to that language's front."""

    language: str
    name: str
    url: str
    is_same_page: bool

    @property
    def locale(self) -> str:
        return LOCALES[self.language]

    @property
    def canonical(self) -> str:
        return absolute(self.url)


@dataclass(frozen=True)
class Way:
    """To a standing page."""

    name: str
    url: str


@dataclass(kw_only=True)
class Page:
    at: datetime
    """The moment that it shows."""
    language: str
    url: str
    site: Site
    navigation: list[Shelf]
    standing: list[Way]
    policies: dict[str, str]
    """Where the newsroom's rules stand, by schema.org's names of them."""
    tongues: list[Tongue]
    names: frozenset[str] = frozenset({ANYTHING})
    """What it depends on beside what every page does: see `naming`."""

    @property
    def locale(self) -> str:
        return LOCALES[self.language]

    @property
    def canonical(self) -> str:
        return absolute(self.url)

    @property
    def alternates(self) -> list[Tongue]:
        """Where this very page stands in several languages: all of them, its own too."""
        same = [tongue for tongue in self.tongues if tongue.is_same_page]
        return same if len(same) > 1 else []


def framed(
    language: str, url: str, *, at: datetime, same: dict[str, str] | None = None, of: int | str | None = None
) -> dict:
    """The fields of `Page`; `same` holds addresses of the same page by language. One query.

    For a list of stories `of` names its section, "" all: where it has nothing to read it is no page to name.
    """
    around = surroundings(language, at=at)
    if of is not None:
        filled = around.languages.get(of, [])
        same = {code: path for code, path in (same or {}).items() if language in filled and code in filled}
    return {
        "at": at,
        "language": language,
        "url": url,
        "site": around.site,
        "navigation": [Shelf("section", pk, slug, name, language) for pk, slug, name in around.sections],
        "standing": [Way(name, address("standing", slug, language=language)) for _, slug, name in around.standing],
        "policies": policies(around, language),
        "tongues": tongues({language: url} | (same or {})),
    }


def policies(around: Surroundings, language: str) -> dict[str, str]:
    """Corrections stand somewhere even where nothing is said of them."""
    pages = {policy: address("standing", slug, language=language) for policy, slug in around.policies.items()}
    return {Policy.CORRECTIONS.value: address("corrections", language=language)} | pages


def bare_page(language: str, *, names: frozenset[str] = frozenset({ANYTHING})) -> Page:
    """For an address that shows nothing of its own; its own address is the front's. One query."""
    return Page(**framed(language, address("front", language=language), at=timezone.now()), names=names)


def tongues(same: dict[str, str]) -> list[Tongue]:
    return [
        Tongue(code, name, same.get(code) or address("front", language=code), code in same)
        for code, name in TONGUES.items()
    ]


@lru_cache(maxsize=10_000)
def address(view: str, *args: str | date, language: str) -> str:
    with translation.override(language):
        return reverse(view, args=args)
