"""What stands on every page: the sections, in the page's language."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from articles.models import Section


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
        with translation.override(self.language):
            return reverse(self.kind, args=[self.slug])


def sections(language: str) -> list[Shelf]:
    """All sections in their order. One query."""
    return [
        Shelf("section", section.pk, section.slug, section.name(language), language)
        for section in Section.objects.all()
    ]
