"""Small pictures for the desk, out of the files that readers get, by addresses of the desk's own."""

from collections.abc import Iterable

from articles.models import Photo, Rendition
from articles.pages.picture_files import signed_address


def with_thumbnails(photos: Iterable[Photo], wide_enough: int = 320) -> list[Photo]:
    """Each with `.thumbnail`: the address of the smallest file that is wide enough, else of the widest, else "".

    One query for all.
    """
    photos = list(photos)
    renditions: dict[int, list[Rendition]] = {photo.pk: [] for photo in photos}
    rows = Rendition.objects.current().filter(photo__in=renditions, frame="whole", format="webp").order_by("width")
    for rendition in rows if renditions else ():
        renditions[rendition.photo_id].append(rendition)
    for photo in photos:
        files = renditions[photo.pk]
        chosen = next((file for file in files if file.width >= wide_enough), files[-1] if files else None)
        photo.thumbnail = signed_address(chosen.name) if chosen else ""
    return photos
