"""What a sitemap tells of a page: its address, its last change, its pictures, the same page in other languages."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Edition, Photo, Placement, Rendition, StandingPage
from articles.models.placement import PlacementQuerySet
from articles.pages.addresses import absolute, moment
from articles.pages.archive import is_filled
from articles.pages.corrections import has_corrections
from articles.pages.frame import TONGUES, address
from articles.pages.identity import surroundings
from articles.pages.photographs import WHOLE
from articles.pages.picture_files import readers_address
from articles.syndication.spans import Span

# Never the content: a month's would be hundreds of megabytes.
COLUMNS = ("article_id", "language", "group", "first_published_at", "slug", "changed_at")


@dataclass(frozen=True)
class Entry:
    """`alternates` are pairs of language and address: all of them, its own too; none where it stands alone."""

    address: str
    changed_at: str = ""
    images: list[str] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)


def story_entries(span: Span, at: datetime) -> list[Entry]:
    """Live stories first published in the span, newest first. Three queries, however many there are."""
    stories = span.stories(at)
    editions = list(_with_translations(stories, at))
    addresses = {each.pk: absolute(each.get_absolute_url()) for each in editions}
    groups: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for each in editions:
        groups[each.group].append((each.language, addresses[each.pk]))
    images = _images(stories, at) if editions else {}
    return [
        Entry(addresses[each.pk], moment(each.changed_at), images.get(each.pk, []), _several(groups[each.group]))
        for each in editions
        if each.first_published_at in span
    ]


def standing_entries(at: datetime) -> list[Entry]:
    """Pages that are no stories, where there is something to read. One query, and four for each language."""
    texts = list(StandingPage.objects.shown())
    pages: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for language in TONGUES:
        spoken = [("standing", text.slug) for text in texts if text.spoken(language) == language]
        for page in [*_filled(language, at), *spoken]:
            pages[page].append((language, absolute(address(*page, language=language))))
    return [Entry(path, alternates=_several(same)) for same in pages.values() for _language, path in same]


def _filled(language: str, at: datetime) -> Iterator[tuple[str, ...]]:
    """The view and its slug."""
    around = surroundings(language, at=at)
    if language in around.languages.get("", []):
        yield from (("front",), ("lenta",))
    if is_filled(language, timezone.localdate(at).replace(day=1), at=at):
        yield ("archive",)  # it opens at this month
    yield from (("section", slug) for _pk, slug, _name in around.sections)
    if has_corrections(language, at=at):
        yield ("corrections",)
    yield ("about",)


def _with_translations(stories: PlacementQuerySet, at: datetime) -> QuerySet[Edition]:
    groups = stories.values("edition__group")
    return Edition.objects.live(at).filter(group__in=groups).only(*COLUMNS).newest_first()


def _several(same: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(same) if len(same) > 1 else []


def _images(stories: PlacementQuerySet, at: datetime) -> dict[int, list[str]]:
    """By the edition's id, the largest files of photos that it shows and that may be shown: two queries."""
    places = Placement.objects.filter(edition__in=stories.values("edition")).of_photos()
    photos = Photo.objects.public(at).filter(pk__in=places.values("photo"))
    rows = Rendition.objects.current().filter(frame=WHOLE, format="jpeg", photo__in=photos).order_by("width")
    largest = dict(rows.values_list("photo_id", "name"))
    images: dict[int, list[str]] = defaultdict(list)
    for edition, photo in places.values_list("edition_id", "photo").order_by("pk"):
        if photo in largest:
            images[edition].append(absolute(readers_address(largest[photo])))
    return images
