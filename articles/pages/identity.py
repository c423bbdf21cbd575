"""Who speaks on every page, and the ways round it: the identity, the sections and the standing pages in one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, Case, CharField, Exists, F, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.urls import reverse

from articles.models import Identity, Placement, Section, StandingPage
from articles.models.names import Language
from articles.models.placement import shelf

IDENTITY, SECTION, PAGE, LIST = "identity", "section", "page", "list"
WORDS = ("slug", "name", "tagline", "publisher", "address", "mail", "phone", "logo", "policy", "languages")
NUMBERS = ("position", "row", "logo_width", "logo_height")


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
    rows = _sections(language, at).union(_standing(language), _everywhere(language, at), all=True)
    found = sorted(rows, key=lambda row: (row["a_position"], row["a_row"]))
    return Surroundings(
        site=next((_site(row) for row in found if row["a_kind"] == IDENTITY), Site(settings.NEWSROOM_NAME)),
        sections=[_named(row) for row in found if row["a_kind"] == SECTION],
        standing=[_named(row) for row in found if row["a_kind"] == PAGE],
        policies={row["a_policy"]: row["a_slug"] for row in found if row["a_policy"]},
        languages={
            row["a_row"] if row["a_kind"] == SECTION else "": row["a_languages"].split()
            for row in found
            if row["a_kind"] in (SECTION, IDENTITY)
        },
    )


def site_in(language: str) -> Site:
    """For feeds and the desk, which have nothing else round them. One query."""
    row = _identity(language).first()
    return _site(row) if row else Site(settings.NEWSROOM_NAME)


def site_and_list(language: str, lists: QuerySet, name: str) -> tuple[Site, tuple[int, str, str] | None]:
    """For a feed of one list, by its row, slug and name: one query. `name` is a column, or opens those of languages."""
    named = F(name) if name in {field.name for field in lists.model._meta.fields} else _said(name, language)
    one = _alike(lists, LIST, row=F("pk"), slug=F("slug"), name=named)
    rows = {row["a_kind"]: row for row in _identity(language).union(one, all=True)}
    site = _site(rows[IDENTITY]) if IDENTITY in rows else Site(settings.NEWSROOM_NAME)
    return site, _named(rows[LIST]) if LIST in rows else None


def _site(row: dict) -> Site:
    mark = None
    if row["a_logo"]:
        mark = Mark(reverse("logo", args=[row["a_logo"]]), row["a_logo_width"], row["a_logo_height"])
    words = {name: row[f"a_{name}"] for name in ("tagline", "publisher", "address", "mail", "phone")}
    return Site(name=row["a_name"] or settings.NEWSROOM_NAME, mark=mark, **words)


def _named(row: dict) -> tuple[int, str, str]:
    return row["a_row"], row["a_slug"], row["a_name"]


def _sections(language: str, at: datetime) -> QuerySet:
    """Those that have something to read in that language."""
    # Twin: placement.shelf.
    shelves = {code: Concat(Value(f"{code}/section/"), Cast(OuterRef("pk"), CharField())) for code in Language.values}
    filled = Section.objects.filter(Exists(Placement.objects.live(at).on_shelf(shelves[language])))
    same = {"row": F("pk"), "position": F("position"), "slug": F("slug"), "languages": _filled(shelves, at)}
    return _alike(filled, SECTION, name=_said("name", language), **same)


def _everywhere(language: str, at: datetime) -> QuerySet:
    return _identity(language, languages=_filled({code: shelf(code) for code in Language.values}, at))


def _filled(shelves: dict[str, Any], at: datetime) -> Concat:
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
    """The same columns in the same order for each table: a union takes no others."""
    words = {f"a_{name}": Cast(columns.get(name, Value("")), TextField()) for name in WORDS}
    numbers = {f"a_{name}": Cast(columns.get(name, Value(0)), BigIntegerField()) for name in NUMBERS}
    made = {"a_kind": Value(kind, TextField())} | words | numbers
    return rows.order_by().annotate(**made).values(*made)


def _said(what: str, language: str) -> Coalesce:
    """What is left empty in a language is said in Russian."""
    return Coalesce(NullIf(F(f"{what}_{language}"), Value("")), F(f"{what}_ru"))
