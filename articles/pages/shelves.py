"""From a slug of an address to the list that it names."""

from typing import Any

from django.shortcuts import get_object_or_404

from articles.models import Author, Section, Tag
from articles.pages.frame import Shelf

NOUNS: dict[str, Any] = {"section": Section, "tag": Tag, "author": Author}


def find_shelf(kind: str, slug: str, language: str) -> Shelf:
    """404 for a slug that names nothing."""
    found = get_object_or_404(NOUNS[kind], slug=slug)
    name = found.name if isinstance(found, Tag) else found.name(language)
    return Shelf(kind, found.pk, found.slug, name, language)
