"""Where an edition is listed: an index, not a text."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import models
from django.db.models import OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, Substr
from django.utils import timezone

from articles.models.names import Language


def shelf(language: str, kind: str = "", ref: int | None = None) -> str:
    """'ru' for all stories in Russian, 'ru/section/3', 'ru/tag/17', 'ru/author/4' for one list.

    No reader sees as a list: 'ru/photo/5', those that show a photo; 'ru/breaking', those that were announced as
    breaking, whether that time is over or not.
    """
    return "/".join(str(part) for part in (language, kind, ref) if part not in ("", None))


def shelves(language: str, content: dict, moved: Mapping[int, int] = MappingProxyType({})) -> set[str]:
    """Every shelf on which a frozen content belongs; `moved` says where tags merged since then lead."""
    found = {shelf(language)}
    if content["section"]:
        found.add(shelf(language, "section", content["section"]["id"]))
    found.update(shelf(language, "tag", moved.get(tag["id"], tag["id"])) for tag in content["tags"])
    found.update(shelf(language, "author", byline["id"]) for byline in content["bylines"])
    if content["breaking_until"]:
        found.add(shelf(language, "breaking"))
    found.update(shelf(language, "photo", use["id"]) for use in photo_uses(content))
    return found


def photo_uses(content: dict) -> Iterator[dict]:
    """The lead photo of a frozen content, and those between its paragraphs: each with id, caption, alt and credit."""
    if content["photo"]:
        yield content["photo"]
    for block in content["blocks"]:
        if block["type"] == "photo":
            yield block | {"id": block["photo"]}
        elif block["type"] == "gallery":
            yield from block["photos"]


class PlacementQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None):
        """Twin: `EditionQuerySet.live`. The first condition lets the index skip what waits."""
        at = at or timezone.now()
        return self.filter(first_published_at__lte=at, edition__visible_from__lte=at).filter(
            Q(edition__visible_until=None) | Q(edition__visible_until__gt=at)
        )

    def on_shelf(self, name: str):
        return self.filter(shelf=name)

    def on_any_front(self):
        """All stories, in every language."""
        return self.filter(shelf__in=Language.values)

    def since(self, moment: datetime):
        """First published then or later."""
        return self.filter(first_published_at__gte=moment)

    def showing(self, photo: OuterRef):
        """On the shelves of the photo whose id the row outside has there, in any language."""
        pk = Cast(photo, models.CharField())
        names = [Value(f"{language}/photo/") for language in Language.values]
        return self.filter(shelf__in=[Concat(name, pk, output_field=models.CharField()) for name in names])

    def of_photos(self):
        """The shelves of photos alone, each with `photo`, the id."""
        opening = len(f"{Language.RUSSIAN}/photo/")  # every language has two letters
        photo = Cast(Substr("shelf", opening + 1), models.BigIntegerField())
        return self.filter(shelf__contains="/photo/").annotate(photo=photo)

    def before(self, published_at: datetime, article_id: int):
        """Older than that story: keyset, one range of the index."""
        return self.filter(first_published_at__lte=published_at).filter(
            Q(first_published_at__lt=published_at) | Q(article_id__lt=article_id)
        )

    def after(self, published_at: datetime, article_id: int):
        """Newer than that story. Twin: `before`."""
        return self.filter(first_published_at__gte=published_at).filter(
            Q(first_published_at__gt=published_at) | Q(article_id__gt=article_id)
        )

    def newest_first(self):
        return self.order_by("-first_published_at", "-article_id")

    def oldest_first(self):
        return self.order_by("first_published_at", "article_id")


class Placement(models.Model):
    """A row per shelf, written with the edition and deleted when a verb ends it."""

    shelf = models.CharField(max_length=40)
    first_published_at = models.DateTimeField()
    article = models.ForeignKey("Article", models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey("Edition", models.CASCADE, related_name="placements")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "shelf"], name="edition_is_on_a_shelf_once")]
        indexes = [
            models.Index(fields=["shelf", "-first_published_at", "-article", "edition"], name="placement_newest_first")
        ]

    def __str__(self) -> str:
        return f"{self.shelf}: {self.edition_id}"
