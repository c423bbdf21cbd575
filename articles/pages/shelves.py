"""From a slug of an address to the list that it names."""

from typing import Any

from django.http import Http404

from articles.models import Author, Section, Tag, TagAlias
from articles.pages.frame import Shelf
from articles.pages.identity import Site, site_and_list

NOUNS: dict[str, Any] = {"section": Section, "tag": Tag, "author": Author}


def find_shelf(kind: str, slug: str, language: str) -> Shelf:
    """404 for a slug that names nothing. A tag may answer by an old address: then its `slug` is another."""
    found = NOUNS[kind].objects.filter(slug=slug).first() or (_once_called(slug) if kind == "tag" else None)
    if found is None:
        raise Http404
    name = found.name if isinstance(found, Tag) else found.name(language)
    return Shelf(kind, found.pk, found.slug, name, language)


def find_shelf_and_site(kind: str, slug: str, language: str) -> tuple[Shelf, Site]:
    """Twin of `find_shelf`, in the one query."""
    site, named = site_and_list(language, NOUNS[kind].objects.filter(slug=slug), "name")
    return Shelf(kind, *named, language) if named else find_shelf(kind, slug, language), site


def _once_called(slug: str) -> Tag | None:
    other = TagAlias.objects.filter(slug=slug).select_related("tag").first()
    return other.tag if other else None
