"""The stories of our database as lines of JSON, for whoever else is to show the same."""

import json
from collections.abc import Iterator
from pathlib import Path

from articles.models import Edition, Photo, Section

APART = 1_000
"""What is added to our numbers: the first ones are taken on the other side."""


def lines(picture: Path) -> Iterator[str]:
    """First sections and photos, then each live story in Russian, oldest first."""
    sections = {section.slug: section.name("ru") for section in Section.objects.order_by("position")}
    photos = list(Photo.objects.values_list("pk", flat=True))
    yield json.dumps({"sections": sections, "photos": photos, "picture": str(picture)}) + "\n"
    editions = Edition.objects.live().in_language("ru").order_by("article_id")
    there = set(editions.values_list("article_id", flat=True))
    for edition in editions.select_related("article").iterator():
        yield json.dumps(story(edition, there), ensure_ascii=False) + "\n"


def story(edition: Edition, there: set[int]) -> dict:
    content = edition.content
    return {
        "id": edition.article_id + APART,
        "at": edition.first_published_at.isoformat(),
        "headline": content["headline"],
        "lead": content["lead"],
        "dateline": content["dateline"],
        "authors": ", ".join(author["name"] for author in content["bylines"]),
        "section": content["section"]["slug"],
        "body": edition.article.body,
        "photo_id": content["photo"]["id"],
        "caption": content["photo"]["caption"],
        "credit": content["photo"]["credit"],
        "tags": sorted({tag["name"].casefold() for tag in content["tags"]}),
        "related": [target + APART for target in content["related"] if target in there],
    }
