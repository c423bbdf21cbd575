"""From a slug of an address to the list that it names."""

from django.http import Http404

from articles.models import TagAlias
from articles.pages.frame import Shelf
from articles.pages.identity import Site, list_named, site_and_list


def find_shelf(kind: str, slug: str, language: str) -> Shelf:
    """404 for a slug that names nothing. A tag may answer by an old address: then its `slug` is another. One query."""
    named = list_named(kind, slug, language)
    return Shelf(kind, *named, language) if named else _once_called(kind, slug, language)


def find_shelf_and_site(kind: str, slug: str, language: str) -> tuple[Shelf, Site]:
    """Twin of `find_shelf`, in the one query."""
    site, named = site_and_list(kind, slug, language)
    return Shelf(kind, *named, language) if named else _once_called(kind, slug, language), site


def _once_called(kind: str, slug: str, language: str) -> Shelf:
    other = TagAlias.objects.filter(slug=slug).select_related("tag").first() if kind == "tag" else None
    if other is None:
        raise Http404
    return Shelf(kind, other.tag.pk, other.tag.slug, other.tag.name, language)
