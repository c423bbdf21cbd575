"""The drawn pictures: taken into the library once, put back where their files are missing."""

from collections.abc import Iterator
from io import BytesIO

from django.core.files.storage import default_storage

from articles.management.demo.files import read_captions
from articles.models import Photo
from articles.models.photo import DigitalSource, new_token, originals
from articles.publishing import take_in
from articles.publishing.intake import put_in_place
from fixtures.pictures import ALT, CREDIT, FOCAL, SEED, encoded

WIDTH = 1280  # half the work of 1920; the seed's is drawn whole


def missing_pictures() -> list[str]:
    """Names of those not in the library, or there without some of their files."""
    return [name for name in (SEED, *read_captions()) if not _is_whole(_in_library(name))]


def put_in_library(names: list[str]) -> Iterator[str]:
    """Draws each and gives its name when its files are in place."""
    captions = read_captions()
    for name in names:
        photo = _in_library(name)
        if photo:
            put_in_place(photo, encoded(name, photo.width))
        else:
            _take_in(name, captions[name])
        yield name


def picture_ids() -> dict[str, int]:
    return {name: photo.pk for name in read_captions() if (photo := _in_library(name))}


def _in_library(name: str) -> Photo | None:
    return Photo.objects.filter(original__endswith=f"/{name}.jpg").order_by("pk").first()


def _is_whole(photo: Photo | None) -> bool:
    if photo is None or not photo.original.name or not originals().exists(photo.original.name):
        return False
    names = list(photo.renditions.values_list("name", flat=True))
    return bool(names) and all(map(default_storage.exists, names))


def _take_in(name: str, caption: str) -> Photo:
    token = new_token()
    focal_x, focal_y = FOCAL[name]
    return take_in(
        BytesIO(encoded(name, WIDTH)),
        token=token,
        original=f"{token}/{name}.jpg",
        caption=caption,
        alt=f"Рисунок: {ALT[name][0].lower()}{ALT[name][1:]}",
        focal_x=focal_x,
        focal_y=focal_y,
        agency=CREDIT.credit_line,
        creator=CREDIT.creator,
        copyright_notice=CREDIT.copyright_notice,
        digital_source_type=DigitalSource.CREATION,
    )
