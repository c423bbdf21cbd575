"""A story: what it is, who made it, when, with which pictures, and what was put right in it since."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from articles.models.article import Genre
from articles.models.author import Role
from articles.models.edition import TELLING
from articles.pages.addresses import absolute, moment
from articles.pages.frame import address
from articles.pages.structured.newsroom import newsroom, said
from articles.pages.structured.pictures import image_object

if TYPE_CHECKING:
    from articles.pages.story import Byline, Note, StoryPage

# Search engines know Article and NewsArticle; schema.org tells the kinds of them apart.
KINDS: dict[str, str | list[str]] = {
    Genre.ANALYSIS: ["NewsArticle", "AnalysisNewsArticle"],
    Genre.OPINION: ["NewsArticle", "OpinionNewsArticle"],
    Genre.PRESS_RELEASE: "Article",
    Genre.PARTNER: ["Article", "AdvertiserContentArticle"],
}
PARTS = {Role.AUTHOR: "author", Role.EDITOR: "editor", Role.TRANSLATOR: "translator", Role.PHOTOGRAPHER: "contributor"}


def story_graph(page: StoryPage) -> dict[str, Any]:
    """The story, the way to it, and every picture that its page shows."""
    pictures = [shown for figure in page.figures if (shown := image_object(figure))]
    return {"@context": "https://schema.org", "@graph": [story(page), way(page), *pictures]}


def story(page: StoryPage) -> dict[str, Any]:
    cut = [shown for figure in page.crops if (shown := image_object(figure))]
    return said(
        {
            "@type": KINDS.get(page.genre, "NewsArticle"),
            "mainEntityOfPage": page.canonical,
            "url": page.canonical,
            "headline": page.headline,
            "description": page.lead,
            "genre": page.label,
            "articleSection": page.section and page.section.name,
            "keywords": [tag.name for tag in page.tags],
            "dateline": page.dateline,
            "datePublished": moment(page.published_at),
            "dateModified": moment(page.updated_at or page.published_at),
            "inLanguage": page.language,
            "isAccessibleForFree": True,
            "timeRequired": f"PT{page.minutes}M" if page.minutes else "",
            "image": cut,
            **makers(page.bylines),
            "publisher": newsroom(page),
            "correction": [correction(note) for note in page.notes if note.change in TELLING],
        }
    )


def makers(bylines: list[Byline]) -> dict[str, list[dict[str, str]]]:
    """Under the property of their role, in their order."""
    found: dict[str, list[dict[str, str]]] = {}
    for byline in bylines:
        person = {"@type": "Person", "name": byline.shelf.name, "url": absolute(byline.shelf.url)}
        found.setdefault(PARTS[Role(byline.part)], []).append(person)
    return found


def correction(note: Note) -> dict[str, str]:
    return {"@type": "CorrectionComment", "text": note.text, "datePublished": moment(note.at)}


def way(page: StoryPage) -> dict[str, Any]:
    """The page's breadcrumbs; the last step is the page itself."""
    steps = [(front_page(page.language), absolute(address("front", language=page.language)))]
    if page.section:
        steps.append((page.section.name, absolute(page.section.url)))
    steps.append((page.headline, page.canonical))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate(steps, 1)
        ],
    }


@cache
def front_page(language: str) -> str:
    with translation.override(language):
        return _("Front page")
