"""Small pictures for the desk, out of the files that readers get."""

from collections.abc import Iterable

from django.core.files.storage import default_storage

from articles.models import Photo, Rendition

WIDE_ENOUGH = 320


def with_thumbnails(photos: Iterable[Photo]) -> list[Photo]:
    """Each with `.thumbnail`, an address or "" where no file is made yet; one query for all."""
    photos = list(photos)
    renditions: dict[int, list[Rendition]] = {photo.pk: [] for photo in photos}
    rows = Rendition.objects.filter(photo__in=renditions, frame="whole", format="webp", width__gte=WIDE_ENOUGH)
    for rendition in rows.order_by("-width") if renditions else ():
        renditions[rendition.photo_id].append(rendition)
    for photo in photos:
        smallest = renditions[photo.pk][-1:]
        photo.thumbnail = default_storage.url(smallest[0].name) if smallest else ""
    return photos
