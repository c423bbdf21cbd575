"""The drawn pictures: taken into the library once, put back where their files are missing."""

from collections.abc import Iterator
from io import BytesIO

from django.db.models import Q, QuerySet

from articles.management.demo.files import read_captions
from articles.models import Photo
from articles.models.photo import DigitalSource, originals
from articles.publishing import put_in_place, take_in
from fixtures.pictures import ALT, CREDIT, FOCAL, SEED, encoded

WIDTH = 1280  # half the work of 1920; the seed's is drawn whole


def missing_pictures() -> list[str]:
    """Names of those not in the library, or there without their originals."""
    return [name for name in (SEED, *read_captions()) if not _has_original(_in_library(name))]


def put_in_library(names: list[str]) -> Iterator[str]:
    """Draws each and gives its name when it is there; its public files are ordered."""
    captions = read_captions()
    for name in names:
        photo = _in_library(name)
        if photo:
            put_in_place(photo, BytesIO(encoded(name, photo.width)))
        else:
            _take_in(name, captions[name])
        yield name


def picture_ids() -> dict[str, int]:
    return {name: photo.pk for name in read_captions() if (photo := _in_library(name))}


def unmade() -> QuerySet[Photo]:
    """Photos whose public files are still to be made."""
    return Photo.objects.exclude(renditions_due_at=None)


def _in_library(name: str) -> Photo | None:
    """The seed's is known by its original alone: a fixture brought its row."""
    named = Q(filename=f"{name}.jpg") | Q(original__endswith=f"/{name}.jpg")
    return Photo.objects.filter(named).order_by("pk").first()


def _has_original(photo: Photo | None) -> bool:
    return photo is not None and originals().exists(photo.original.name or "")


def _take_in(name: str, caption: str) -> Photo:
    focal_x, focal_y = FOCAL[name]
    return take_in(
        BytesIO(encoded(name, WIDTH)),
        filename=f"{name}.jpg",
        caption=caption,
        alt=f"Рисунок: {ALT[name][0].lower()}{ALT[name][1:]}",
        focal_x=focal_x,
        focal_y=focal_y,
        agency=CREDIT.credit_line,
        creator=CREDIT.creator,
        copyright_notice=CREDIT.copyright_notice,
        digital_source_type=DigitalSource.CREATION,
    )
