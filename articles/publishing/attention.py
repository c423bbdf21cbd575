"""What was fit when it was published or scheduled, and is so no longer: for the first page of the desk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Photo, Placement
from articles.models.names import Language
from articles.models.placement import photo_uses, shelf
from articles.publishing.findings import (
    Finding,
    Span,
    broken_embargo,
    dead_links,
    errors_in_photos,
    kept_back,
    photo_ends,
    rights_that_end,
    targets_of,
)

MOST = 50
"""Waiting editions, photos and live stories that are looked at: the nearest first."""


@dataclass(frozen=True)
class Trouble:
    """`at` is when it hurts: the start of what waits, or the moment from which a photo is not shown."""

    code: str
    sentence: str
    at: datetime
    article_id: int
    headline: str
    edition: int
    is_live: bool
    about: int | None = None

    @property
    def photo(self) -> int | None:
        """The one that it is about."""
        return self.about if self.code.startswith("photo_") else None


def attention(
    at: datetime | None = None, *, within: timedelta = timedelta(hours=24), rights: timedelta = timedelta(days=7)
) -> list[Trouble]:
    """Of what waits for its time `within`, and of live stories whose photos lose their rights in `rights`, were
    withdrawn as recently, or are kept back now; the nearest first. At most seven queries, bounded rows."""
    at = at or timezone.now()
    troubles = [*_waiting_troubles(at, within), *_live_troubles(at, rights)]
    return sorted(troubles, key=lambda each: (each.at, each.article_id))


def _waiting_troubles(at: datetime, within: timedelta) -> Iterator[Trouble]:
    soon = Edition.objects.waiting(at).filter(visible_from__lte=at + within).order_by("visible_from")
    editions = list(soon.with_version_number()[:MOST])
    if not editions:
        return
    photos = Photo.objects.in_bulk({use["id"] for each in editions for use in photo_uses(each.content)})
    shown = _shown(editions, at)
    wanted = {pk for each in editions for pk in (each.article_id, *targets_of(each.content))}
    stories = Article.objects.only("headline", "embargo_until").in_bulk(wanted)
    for each in editions:
        span = Span(each.visible_from, each.visible_from, each.visible_until)
        live = {row.article_id for row in shown if row.is_live(each.visible_from)}
        dead = {pk: stories[pk].headline for pk in targets_of(each.content) - live if pk in stories}
        found = [
            *broken_embargo(stories[each.article_id], span),
            *errors_in_photos(each.content, photos, span),
            *rights_that_end(each.content, photos, span),
            *dead_links(each.content, dead),
            *_lacks(each, (row for row in shown if row.article_id == each.article_id and row.is_live(at))),
        ]
        for finding in found:
            yield _trouble(finding, each.visible_from, each.article_id, each.headline, each.number, is_live=False)


def _shown(editions: list[Edition], at: datetime) -> list[Edition]:
    """Rows of time of these stories and of those that they lead to, not over yet, without their texts: one query."""
    stories = {each.article_id for each in editions} | {pk for each in editions for pk in targets_of(each.content)}
    rows = Edition.objects.not_over(at).filter(article__in=stories).with_version_number()
    return list(rows.only("article_id", "visible_from", "visible_until"))


def _lacks(waits: Edition, live: Iterable[Edition]) -> list[Finding]:
    """Twin: `Timeline.waiting_lacks_change`."""
    if any(each.version_number > waits.version_number for each in live):
        return [Finding("lacks_change", _("What waits was written before what readers see now."))]
    return []


def _live_troubles(at: datetime, rights: timedelta) -> Iterator[Trouble]:
    ending = Q(usage_until__gt=at, usage_until__lte=at + rights)
    gone = Q(withdrawn_at__gt=at - rights, withdrawn_at__lte=at)
    hidden = Q(failure__gt="", used_at__isnull=False) | Q(embargo_until__gt=at)
    nearest = Photo.objects.filter(ending | gone | hidden & Q(withdrawn_at=None)).order_by("usage_until", "pk")
    photos = list(nearest[:MOST])
    if not photos:
        return
    shelves = {shelf(language, "photo", photo.pk): photo for photo in photos for language in Language.values}
    rows = (
        Placement.objects.live(at)
        .filter(shelf__in=shelves)
        .annotate(number=F("edition__number"), headline=KeyTextTransform("headline", "edition__content"))
        .annotate(ends=F("edition__visible_until"))
        .order_by("-first_published_at", "-article_id")[: 2 * MOST]
    )
    for row in rows:
        photo = shelves[row.shelf]
        ends = photo.usage_until
        for finding in kept_back(photo, Span(at, at)):
            since = photo.withdrawn_at if photo.withdrawn_at and photo.withdrawn_at <= at else at
            yield _trouble(finding, since, row.article_id, row.headline, row.number, is_live=True)
        if photo.is_public(at) and ends and (row.ends is None or row.ends > ends):
            yield _trouble(photo_ends(photo, ends), ends, row.article_id, row.headline, row.number, is_live=True)


def _trouble(finding: Finding, at: datetime, article_id: int, headline: str, number: int, *, is_live: bool) -> Trouble:
    return Trouble(finding.code, finding.sentence, at, article_id, headline, number, is_live, finding.about)
