"""What readers narrow a search to: read from the address, and written into it again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, F, Value
from django.utils.http import urlencode

from articles.models import Author, Section, Tag, TagAlias
from articles.pages.addresses import midnight
from articles.pages.frame import Shelf, address
from articles.search import Bounds

SLUG = re.compile(r"[-\w]{1,120}", re.ASCII)
DAY = re.compile(r"(?:19[7-9]|20\d)\d-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class Named:
    """What one filter is set to. `ids`: its own, and those of tags that were merged into it."""

    ids: tuple[int, ...]
    slug: str
    name: str


@dataclass(frozen=True)
class Narrowing:
    """Each filter is what it is set to, or None; a value that names nothing sets none."""

    section: Shelf | None = None
    tag: Named | None = None
    author: Named | None = None
    since: date | None = None
    until: date | None = None

    @property
    def bounds(self) -> Bounds:
        return Bounds(
            section=self.section.id if self.section else None,
            tags=self.tag.ids if self.tag else (),
            author=self.author.ids[0] if self.author else None,
            since=midnight(self.since) if self.since else None,
            until=midnight(self.until + timedelta(days=1)) if self.until else None,
        )

    @property
    def parameters(self) -> dict[str, str]:
        """As they stand in an address; equal days are one."""
        slugs = {kind: getattr(self, kind).slug for kind in ("section", "tag", "author") if getattr(self, kind)}
        if self.since and self.since == self.until:
            return slugs | {"on": str(self.since)}
        days = {"from": self.since, "to": self.until}
        return slugs | {name: str(day) for name, day in days.items() if day}


def narrowing(asked: Mapping[str, str], sections: list[Shelf], language: str) -> Narrowing:
    """One query where a tag or an author is asked for, and one where an empty section is."""
    on = day(asked.get("on", ""))
    since, until = (on, on) if on else (day(asked.get("from", "")), day(asked.get("to", "")))
    if since and until and until < since:
        since, until = until, since
    named = named_by_slug(asked.get("tag", ""), asked.get("author", ""), language)
    slug = asked.get("section", "")
    section = next((each for each in sections if each.slug == slug), None) or section_named(slug, language)
    return Narrowing(section, named.get("tag"), named.get("author"), since, until)


def section_named(slug: str, language: str) -> Shelf | None:
    """One in which nothing is live just now is not among those that the page names. One query for such."""
    section = Section.objects.filter(slug=slug).first() if SLUG.fullmatch(slug) else None
    return Shelf("section", section.pk, section.slug, section.name(language), language) if section else None


def named_by_slug(tag: str, author: str, language: str) -> dict[str, Named]:
    """A tag answers by its old addresses too."""
    if not SLUG.fullmatch(tag) and not SLUG.fullmatch(author):  # as most search, and putting the query together is slow
        return {}
    called = Tag.objects.filter(slug=tag).order_by().values("pk")
    called = called.union(TagAlias.objects.filter(slug=tag).order_by().values("tag"))
    tags = Tag.objects.filter(pk__in=called).order_by()
    rows = tags.annotate(kind=Value("tag", CharField()), was=F("aliases__was"), ru=F("name"), own=F("name"))
    writer = Author.objects.filter(slug=author).order_by()
    name = F(f"name_{language}")
    named = writer.annotate(kind=Value("author", CharField()), was=F("pk"), ru=F("name_ru"), own=name)
    columns = ("kind", "pk", "was", "slug", "ru", "own")
    asked = [query.values_list(*columns) for query, slug in ((rows, tag), (named, author)) if SLUG.fullmatch(slug)]
    found: dict[str, Named] = {}
    for kind, pk, was, slug, russian, own in asked[0].union(*asked[1:], all=True):
        merged = found[kind].ids[1:] if kind in found else ()
        found[kind] = Named((pk, *merged, *([was] if was not in (None, pk) else [])), slug, own or russian)
    return found


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def search_address(q: str, parameters: Mapping[str, str], language: str) -> str:
    asked = ({"q": q} if q else {}) | dict(parameters)
    return address("search", language=language) + (f"?{urlencode(asked)}" if asked else "")
