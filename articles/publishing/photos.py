"""A photo of the library and the stories that show it: to readers now, at a time to come, at the desk alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone

from articles.models import Article, Edition, Photo, PhotoUse, Placement
from articles.models.names import Language
from articles.models.placement import shelf

MOST = 50
"""Stories of each kind that are named."""


@dataclass(frozen=True)
class Uses:
    """`live` and `scheduled` are editions without their content but for the headline (`said`), `drafts` are working
    copies that show the photo while nothing of theirs does that readers see or will see."""

    live: list[Edition]
    scheduled: list[Edition]
    drafts: list[Article]
    has_more: bool

    def __bool__(self) -> bool:
        return bool(self.live or self.scheduled or self.drafts)


def where_used(photo: Photo, at: datetime | None = None) -> Uses:
    """The newest of each kind, the next to begin first. Three queries."""
    at = at or timezone.now()
    shown = on_shelves_of([photo.pk])
    live = told(Edition.objects.live(at).filter(placements__shelf__in=shown).newest_first())
    waiting = told(Edition.objects.waiting(at).filter(placements__shelf__in=shown).order_by("visible_from", "pk"))
    before_readers = Edition.objects.not_over(at).filter(article=OuterRef("pk"), placements__shelf__in=shown)
    drafts = Article.objects.kept().filter(Exists(PhotoUse.objects.filter(photo=photo, article=OuterRef("pk"))))
    drafts = drafts.exclude(Exists(before_readers)).only("headline", "language", "state").order_by("-pk")
    found = list(live[: MOST + 1]), list(waiting[: MOST + 1]), list(drafts[: MOST + 1])
    shown_live, scheduled, written = found
    has_more = any(len(rows) > MOST for rows in found)
    return Uses(shown_live[:MOST], scheduled[:MOST], written[:MOST], has_more)


def live_stories_with(photos: Iterable[int], at: datetime | None = None) -> int:
    """How many stories that readers see now have one of those photos, whether they see it there or not."""
    live = Placement.objects.live(at).filter(shelf__in=on_shelves_of(photos))
    return live.values("article_id").distinct().count()


def told(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    return editions.annotate(said=KT("content__headline")).defer("content", "earlier_notes")


@dataclass(frozen=True)
class Standing:
    is_live: bool
    is_scheduled: bool
    in_drafts: bool


def used_in(photos: QuerySet[Photo], pks: list[int], at: datetime | None = None) -> dict[int, Photo]:
    """These rows by their ids, each with its `standing`: two queries, however many photos and stories."""
    if not pks:
        return {}
    at, shown = at or timezone.now(), on_shelves_of(pks)
    waiting = Placement.objects.filter(edition__in=Edition.objects.waiting(at).order_by().values("pk"))
    scheduled = {shown[name] for name in waiting.filter(shelf__in=list(shown)).values_list("shelf", flat=True)}
    is_live = Exists(Placement.objects.live(at).showing(OuterRef("pk")))
    in_drafts = Exists(PhotoUse.objects.filter(photo=OuterRef("pk"), article__put_away_at=None))
    rows: dict[int, Any] = photos.annotate(is_live=is_live, in_drafts=in_drafts).in_bulk(pks)
    for photo in rows.values():
        photo.standing = Standing(photo.is_live, photo.pk in scheduled, photo.in_drafts)
    return rows


def on_shelves_of(ids: Iterable[int]) -> dict[str, int]:
    """Where editions with one of the photos stand -> the photo."""
    return {shelf(language, "photo", pk): pk for pk in ids for language in Language.values}
