"""Taking a photo away from readers at once, and bringing it back."""

from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from articles.models import Author, Edition, Photo, Placement, Section, Tag
from articles.models.event import Action
from articles.pages.addresses import absolute
from articles.publishing.developing import order_renditions
from articles.publishing.errors import NoReason, NotWithdrawn, WithdrawnAlready
from articles.publishing.journal import note_down
from articles.publishing.photos import on_shelves_of, told
from articles.publishing.sweeping import delete_unnamed
from articles.publishing.touching import names_of
from articles.search import index_editions

NOUNS: dict[str, Any] = {"section": Section, "tag": Tag, "author": Author}
MOST_NAMED = 500
"""The audit names so many addresses, and says how many there are."""
MOST_INDEXED = 200
"""Stories that are put into the search anew at once, the newest: a quarter of a second. `reindex` does the rest."""


@dataclass(frozen=True)
class Withdrawal:
    """What is to be purged from caches that are not ours: `addresses` are absolute, those of the files first."""

    photo: Photo
    stories: list[Edition]
    addresses: list[str]


@transaction.atomic
def withdraw_photo(photo: Photo, *, by, reason: str) -> Withdrawal:
    """Out of every page, feed and card from this moment; its public files are deleted, the original is kept."""
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    now = timezone.now()
    if photo.withdrawn_at and photo.withdrawn_at <= now:
        raise WithdrawnAlready
    if not reason.strip():
        raise NoReason
    names = list(photo.renditions.values_list("name", flat=True))
    stories = showing(photo)
    addresses = [absolute(path) for path in (*map(default_storage.url, names), *pages_of(stories))]
    photo.withdrawn_at, photo.renditions_due_at = now, None
    photo.save(update_fields=["withdrawn_at", "renditions_due_at"])
    photo.renditions.all().delete()
    index_anew(photo)
    note_down(
        Action.PHOTO_WITHDRAWN,
        by=by,
        subject=photo,
        note=reason,
        touched=names_of(photo),
        stories=[story.article_id for story in stories[:MOST_NAMED]],
        purge=addresses[:MOST_NAMED],
        to_purge=len(addresses),
    )
    delete_after_commit(names)
    return Withdrawal(photo, stories, addresses)


def delete_after_commit(names: list[str]) -> None:
    """What cannot be deleted then is named by no row any more: `sweep_media` finds it; what was brought back meanwhile
    stays. A storage that does not answer is waited for once and not for each file.
    """

    def delete() -> None:
        refused = []
        for name in names:
            try:
                delete_unnamed(default_storage, name)
            except ConnectionError:
                raise
            except OSError as error:
                refused.append(error)
        if refused:
            raise refused[0]

    transaction.on_commit(delete, robust=True)


@transaction.atomic
def restore_photo(photo: Photo, *, by, reason: str = "") -> Photo:
    """Back before readers wherever an edition shows it, as soon as its public files are made again."""
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    if photo.withdrawn_at is None:
        raise NotWithdrawn
    photo.withdrawn_at, photo.renditions_due_at = None, timezone.now()
    photo.save(update_fields=["withdrawn_at", "renditions_due_at"])
    if not order_renditions(photo):
        photo.renditions_due_at = None
        photo.save(update_fields=["renditions_due_at"])
    index_anew(photo)
    note_down(Action.PHOTO_RESTORED, by=by, subject=photo, note=reason, touched=names_of(photo))
    return photo


def showing(photo: Photo) -> list[Edition]:
    """The live editions with this photo at their head or between their paragraphs, the newest first."""
    shown = Edition.objects.live().filter(placements__shelf__in=on_shelves_of([photo.pk]))
    return list(told(shown.newest_first()))


def index_anew(photo: Photo) -> None:
    """The stories that show it, or will: by its caption they are found as long as readers see it."""
    stories = Edition.objects.not_over().filter(placements__shelf__in=on_shelves_of([photo.pk]))
    index_editions(stories.newest_first()[:MOST_INDEXED])


def pages_of(stories: list[Edition]) -> list[str]:
    """Paths of the stories, and of every list on which they stand with its feeds."""
    paths = [story.get_absolute_url() for story in stories]
    placed = Placement.objects.filter(edition__in=stories).values_list("shelf", flat=True)
    shelves = [name.split("/") for name in sorted(set(placed))]
    for language in [language for language, *rest in shelves if not rest]:
        paths += lists(language, "front", "site")
    for kind, model in NOUNS.items():
        found = [(language, int(rest[1])) for language, *rest in shelves if rest and rest[0] == kind]
        slugs = dict(model.objects.filter(pk__in={pk for _language, pk in found}).values_list("pk", "slug"))
        for language, pk in found:
            paths += lists(language, kind, kind, slugs[pk])
    return paths


def lists(language: str, page: str, feed: str, *slug: str) -> list[str]:
    """Addresses of a list and of its feeds."""
    with translation.override(language):
        return [reverse(name, args=slug) for name in (page, f"{feed}-rss", f"{feed}-atom", f"{feed}-json")]
