"""Working copies and photos: their versions, files and uses, and how the desk finds them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.db.models import F

from articles.models import Article, Photo, PhotoUse, Rendition, Version
from articles.models.photo import originals
from articles.publishing.developing import lacks_files, order_renditions
from articles.search import index_article, index_photos
from articles.search.layout import ARTICLES, PHOTOS
from articles.search.presence import present
from articles.text.blocks import cut, photo_ids
from newsroom.integrity.findings import Check, Wrong

BLOCK = 1 << 20
NO_VERSION = "stories whose newest version is not kept"
USES = "stories whose photos are not noted as used by exactly them"
STORY_NOT_FOUND = "stories that the desk's search does not find"
NO_ORIGINAL = "photos whose original is not whole in its place"
OTHER_ORIGINAL = "photos whose original is not the file that was taken in"
NO_FILES = "photos whose public files are not whole in their places"
PHOTO_NOT_FOUND = "photos that the library's search does not find"


def look_at_stories(stories: list[Article]) -> Iterator[Wrong]:
    pks = [each.pk for each in stories if each.version]
    kept = set(Version.objects.filter(article__in=pks, number=F("article__version")).values_list("article", flat=True))
    yield from ((NO_VERSION, pk) for pk in pks if pk not in kept)
    noted = defaultdict(set)
    for article, photo in PhotoUse.objects.filter(article__in=pks).values_list("article", "photo"):
        noted[article].add(photo)
    shown = {each.pk: photos_of(each) for each in stories if each.version}
    known = set(Photo.objects.filter(pk__in=set().union(*shown.values())).values_list("pk", flat=True))
    yield from ((USES, pk) for pk in shown if noted[pk] != shown[pk] & known)
    found = present(ARTICLES, pks)
    yield from ((STORY_NOT_FOUND, pk) for pk in pks if pk not in found)


def photos_of(story: Article) -> set[int]:
    in_text = {pk for block in cut(story.body) for pk in photo_ids(block)}
    return in_text | ({story.photo_id} if story.photo_id else set())


@transaction.atomic
def note_uses(pk: int) -> None:
    story = Article.objects.locked(pk)
    noted = set(PhotoUse.objects.filter(article=story).values_list("photo", flat=True))
    PhotoUse.objects.of_story(story, noted, photos_of(story))


@transaction.atomic
def index_story(pk: int) -> None:
    index_article(Article.objects.locked(pk))


def look_at_photos(*, digests: bool) -> Callable[[list[Photo]], Iterator[Wrong]]:
    def look(photos: list[Photo]) -> Iterator[Wrong]:
        for photo in photos:
            if not is_whole(originals(), photo.original.name or "", photo.original_bytes):
                yield NO_ORIGINAL, photo.pk
            elif digests and photo.sha256 and digest_of(photo) != photo.sha256:
                yield OTHER_ORIGINAL, photo.pk
            if photo.is_usable() and not photo.renditions_due_at and not has_files(photo):
                yield NO_FILES, photo.pk
        found = present(PHOTOS, [photo.pk for photo in photos])
        yield from ((PHOTO_NOT_FOUND, photo.pk) for photo in photos if photo.pk not in found)

    return look


def digest_of(photo: Photo) -> str:
    digest = sha256()
    with originals().open(photo.original.name or "") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def has_files(photo: Photo) -> bool:
    return not lacks_files(photo) and not lost_files(photo)


def lost_files(photo: Photo) -> list[int]:
    used = [each for each in photo.renditions.all() if not each.replaced_at]
    return [each.pk for each in used if not is_whole(default_storage, each.name)]


def is_whole(storage: Storage, name: str, size: int = 0) -> bool:
    """`size` in bytes; 0 where it was not noted: then any but an empty file."""
    try:
        found = storage.size(name) if name else 0
    except FileNotFoundError:
        return False
    return found == size if size else found > 0


def order_files(pk: int) -> None:
    """Made by `work`, as ever. A row says that its file is there: those that lie go."""
    photo = Photo.objects.get(pk=pk)
    with transaction.atomic():
        Rendition.objects.filter(pk__in=lost_files(photo)).delete()
        order_renditions(photo)


@transaction.atomic
def index_photo(pk: int) -> None:
    index_photos(Photo.objects.filter(pk=pk).select_for_update())


def checks(*, digests: bool) -> list[Check]:
    of_stories: dict[str, Callable[[Any], None]] = {USES: note_uses, STORY_NOT_FOUND: index_story}
    of_photos: dict[str, Callable[[Any], None]] = {NO_FILES: order_files, PHOTO_NOT_FOUND: index_photo}
    photos = Photo.objects.prefetch_related("renditions")
    return [
        Check(Article.objects.all(), look_at_stories, of_stories),
        Check(photos, look_at_photos(digests=digests), of_photos),
    ]
