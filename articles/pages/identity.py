"""Who speaks on every page, and the ways round it: the identity, the sections and the standing pages in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import BigIntegerField, Case, CharField, Exists, F, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.urls import reverse

from articles.models import Author, Identity, Placement, Section, StandingPage, Tag
from articles.models.names import Language
from articles.models.placement import shelf
from articles.models.prepared import Prepared

IDENTITY, SECTION, PAGE, LIST = "identity", "section", "page", "list"
NOUNS: dict[str, Any] = {"section": Section, "tag": Tag, "author": Author}
"""What a list of stories may be of."""


class Row(NamedTuple):
    """Of any of the tables: a union takes the same columns from each."""

    kind: str
    slug: str
    name: str
    tagline: str
    publisher: str
    address: str
    mail: str
    phone: str
    logo: str
    policy: str
    languages: str
    position: int
    row: int
    logo_width: int
    logo_height: int


@dataclass(frozen=True)
class Mark:
    """The newsroom's logo."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Site:
    name: str
    tagline: str = ""
    publisher: str = ""
    address: str = ""
    mail: str = ""
    phone: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Surroundings:
    """What stands round a page: rows of (row, slug, name) in their order; the slugs of pages that hold a policy.

    `languages` are those in which there is something to read, at all under "", in a section under its id.
    """

    site: Site
    sections: list[tuple[int, str, str]]
    standing: list[tuple[int, str, str]]
    policies: dict[str, str]
    languages: dict[int | str, list[str]]


def surroundings(language: str, *, at: datetime) -> Surroundings:
    """One query: three small tables whose rows are made alike."""
    rows = sorted(map(Row._make, _around(language, at=at)), key=lambda row: (row.position, row.row))
    return Surroundings(
        site=_site_among(rows),
        sections=[_named(row) for row in rows if row.kind == SECTION],
        standing=[_named(row) for row in rows if row.kind == PAGE],
        policies={row.policy: row.slug for row in rows if row.policy},
        languages={
            row.row if row.kind == SECTION else "": row.languages.split()
            for row in rows
            if row.kind in (SECTION, IDENTITY)
        },
    )


def site_in(language: str) -> Site:
    """For feeds and the desk, which have nothing else round them. One query."""
    return _site_among(map(Row._make, _identity_alone(language)))


def list_named(kind: str, slug: str, language: str) -> tuple[int, str, str] | None:
    """A section, a tag or an author by its row, slug and name. One query."""
    return next((_named(Row._make(row)) for row in _list(kind, language, slug=slug)), None)


def site_and_list(kind: str, slug: str, language: str) -> tuple[Site, tuple[int, str, str] | None]:
    """For a feed of one list: `site_in` and `list_named` in one query."""
    rows = [Row._make(row) for row in _identity_and_list(kind, language, slug=slug)]
    return _site_among(rows), next((_named(row) for row in rows if row.kind == LIST), None)


def _site_among(rows: Iterable[Row]) -> Site:
    return next((_site(row) for row in rows if row.kind == IDENTITY), Site(settings.NEWSROOM_NAME))


def _site(row: Row) -> Site:
    mark = Mark(reverse("logo", args=[row.logo]), row.logo_width, row.logo_height) if row.logo else None
    name = row.name or settings.NEWSROOM_NAME
    return Site(name, row.tagline, row.publisher, row.address, row.mail, row.phone, mark)


def _named(row: Row) -> tuple[int, str, str]:
    return row.row, row.slug, row.name


@Prepared
def _around(language: str, *, at) -> QuerySet:
    return _sections(language, at).union(_standing(language), _everywhere(language, at), all=True)


@Prepared
def _identity_alone(language: str) -> QuerySet:
    return _identity(language)


@Prepared
def _list(kind: str, language: str, *, slug) -> QuerySet:
    rows = NOUNS[kind].objects.filter(slug=slug)
    name = F("name") if kind == "tag" else _said("name", language)
    return _alike(rows, LIST, row=F("pk"), slug=F("slug"), name=name)


@Prepared
def _identity_and_list(kind: str, language: str, *, slug) -> QuerySet:
    return _identity(language).union(_list.build(kind, language, slug=slug), all=True)


def _sections(language: str, at: Any) -> QuerySet:
    """Those that have something to read in that language."""
    # Twin: placement.shelf.
    shelves = {code: Concat(Value(f"{code}/section/"), Cast(OuterRef("pk"), CharField())) for code in Language.values}
    filled = Section.objects.filter(Exists(Placement.objects.live(at).on_shelf(shelves[language])))
    same = {"row": F("pk"), "position": F("position"), "slug": F("slug"), "languages": _filled(shelves, at)}
    return _alike(filled, SECTION, name=_said("name", language), **same)


def _everywhere(language: str, at: Any) -> QuerySet:
    return _identity(language, languages=_filled({code: shelf(code) for code in Language.values}, at))


def _filled(shelves: dict[str, Any], at: Any) -> Concat:
    """Languages on whose shelf there is something to read."""
    live = Placement.objects.live(at)
    told = [When(Exists(live.on_shelf(name)), then=Value(f"{code} ")) for code, name in shelves.items()]
    return Concat(*(Case(each, default=Value("")) for each in told))


def _standing(language: str) -> QuerySet:
    shown = StandingPage.objects.shown()
    same = {"row": F("pk"), "position": F("position"), "slug": F("slug"), "policy": F("policy")}
    return _alike(shown, PAGE, name=_said("title", language), **same)


def _identity(language: str, **more) -> QuerySet:
    same = {name: F(name) for name in ("publisher", "address", "mail", "phone", "logo_width", "logo_height")}
    spoken = {name: _said(name, language) for name in ("name", "tagline")}
    return _alike(Identity.objects.all(), IDENTITY, logo=F("logo_digest"), **spoken, **same, **more)


def _alike(rows: QuerySet, kind: str, **columns) -> QuerySet:
    """The columns of `Row` for any table: a union takes no others."""
    made: dict[str, Any] = {"a_kind": Value(kind, TextField())}
    for name, type_ in list(Row.__annotations__.items())[1:]:
        empty, kept = (Value(""), TextField()) if type_ is str else (Value(0), BigIntegerField())
        made[f"a_{name}"] = Cast(columns.get(name, empty), kept)
    return rows.order_by().annotate(**made).values_list(*made)


def _said(what: str, language: str) -> Coalesce:
    """What is left empty in a language is said in Russian."""
    return Coalesce(NullIf(F(f"{what}_{language}"), Value("")), F(f"{what}_ru"))
