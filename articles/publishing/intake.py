"""The one way by which a picture comes into the library."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Photo
from articles.models.event import Action
from articles.models.photo import originals
from articles.publishing.developing import most_pixels, order_renditions
from articles.publishing.errors import PublishingError
from articles.publishing.journal import note_down, one_line
from articles.renditions import Inspection, NotAPicture, PictureError, TooHard, TooManyPixels, inspect, sizes
from articles.renditions.names import new_token
from articles.search import index_photos

CHUNK = 1 << 20
ENDINGS = {"jpeg": "jpg"}
SAID_BY_FILES = (
    "creator",
    "agency",
    "credit_line",
    "copyright_notice",
    "headline",
    "caption",
    "alt",
    "people",
    "keywords",
    "city",
    "taken_at",
    "usage_terms",
    "licence_url",
    "licensor_url",
    "digital_source_type",
)
"""Fields that a file's metadata may fill."""


class RefusedPicture(PublishingError):
    """The file cannot become a photo of the library."""


class NoCredit(RefusedPicture):
    """Neither the file nor the person says whose the picture is."""

    def __init__(self):
        super().__init__(_("Name the photographer or the agency: no picture goes without a credit."))


@dataclass(frozen=True)
class Received:
    path: Path
    sha256: str
    bytes: int


def take_in(file: BinaryIO, *, filename: str = "", by=None, otherwise: dict[str, Any] | None = None, **fields) -> Photo:
    """A photo with its private original, its public files ordered; or the one that has these very bytes already, whose
    original they become where it was lost.

    `fields` are those of Photo. What is left out or blank is taken from the file's metadata, and what that does not
    say from `otherwise`. Within a second, whatever the picture. Raises RefusedPicture; NoCredit where creator or agency
    has to be asked for.
    """
    with received(file) as kept:
        if known := known_by(kept.sha256):
            if is_lost(known):
                store(known, kept.path)
                order_renditions(known)
            return known
        photo = described(inspected(kept.path), said(fields), said(otherwise or {}))
        photo.filename = name_of(filename or getattr(file, "name", None) or "")
        photo.sha256, photo.original_bytes, photo.added_by = kept.sha256, kept.bytes, by
        store(photo, kept.path)
    return put_in_library(photo, by=by)


def known_by(digest: str) -> Photo | None:
    """`is_known` tells it from one that has come in now."""
    photo = Photo.objects.filter(sha256=digest).first()
    if photo:
        photo.is_known = True
    return photo


def is_lost(photo: Photo) -> bool:
    """Not while the storage does not answer: then nobody knows."""
    try:
        return not originals().exists(photo.original.name or "")
    except OSError:
        return False


def put_in_place(photo: Photo, file: BinaryIO) -> None:
    """Give a photo of the library, whose row came without it, its original; its public files are ordered."""
    originals().save(photo.original.name, File(file))
    order_renditions(photo)


def store(photo: Photo, path: Path) -> None:
    try:
        with path.open("rb") as content:
            originals().save(photo.original.name, File(content))
    except OSError as error:
        raise RefusedPicture(_("The picture cannot be stored now. Try again in a minute.")) from error


@contextmanager
def received(file: BinaryIO) -> Iterator[Received]:
    """The file on this machine's disk, never whole in memory."""
    digest, total = sha256(), 0
    most = settings.NEWSROOM_PHOTO_MEGABYTES
    with NamedTemporaryFile(prefix="newsroom-intake-") as kept:
        while chunk := file.read(CHUNK):
            total += len(chunk)
            if total > most * 1_000_000:
                raise RefusedPicture(_("This file is larger than %(most)s MB.") % {"most": most})
            digest.update(chunk)
            kept.write(chunk)
        if not total:
            raise RefusedPicture(_("This file is empty."))
        kept.flush()
        yield Received(Path(kept.name), digest.hexdigest(), total)


def inspected(path: Path) -> Inspection:
    try:
        return inspect(path, max_pixels=most_pixels())
    except TooManyPixels as error:
        raise RefusedPicture(too_many(str(error))) from error
    except NotAPicture as error:
        raise RefusedPicture(_("This is not a JPEG, PNG, WebP, AVIF, TIFF or GIF picture.")) from error
    except TooHard as error:
        raise RefusedPicture(_("This picture takes too long or too much memory to read.")) from error
    except PictureError as error:
        raise RefusedPicture(_("This picture is damaged or cut short.")) from error


def too_many(why: str) -> str:
    """Of '20000 x 10000 is …' the millions are told."""
    words, size = {"most": settings.NEWSROOM_PHOTO_MEGAPIXELS}, re.search(r"(\d+) x (\d+)", why)
    if size is None:
        return _("This picture has too many pixels: at most %(most)s megapixels are taken.") % words
    words["megapixels"] = round(int(size[1]) * int(size[2]) / 1_000_000)
    return _("This picture has %(megapixels)s megapixels: at most %(most)s are taken.") % words


def said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None)}


def described(picture: Inspection, given: dict[str, Any], otherwise: dict[str, Any]) -> Photo:
    """Not saved yet. Raises NoCredit, and ValidationError for a given value that its field does not take."""
    photo = Photo(width=picture.width, height=picture.height, original_format=picture.format)
    for name, value in (otherwise | understood(picture.metadata) | given).items():
        setattr(photo, name, value)
    if not photo.names_somebody:
        raise NoCredit
    photo.from_file = picture.metadata
    photo.color = picture.color or photo.color
    photo.original.name = f"{photo.token}/{new_token()}.{ENDINGS.get(picture.format, picture.format)}"
    photo.renditions_due_at, photo.renditions_wanted = timezone.now(), len(sizes(picture.width, picture.height))
    photo.clean_fields(exclude=["original"])
    return photo


def understood(metadata: dict[str, str]) -> dict[str, Any]:
    """What the fields take of it; the rest is dropped without a word."""
    values: dict[str, Any] = {}
    for name in SAID_BY_FILES:
        if metadata.get(name):
            with suppress(ValidationError, ValueError, OverflowError):
                value = moment(metadata[name]) if name == "taken_at" else metadata[name]
                field: Any = Photo._meta.get_field(name)
                values[name] = field.clean(value, None)
    return values


def moment(text: str) -> datetime:
    """A camera knows no zone: its clock is the newsroom's."""
    at = datetime.fromisoformat(text)
    at = at if timezone.is_aware(at) else timezone.make_aware(at, timezone.get_default_timezone())
    return at.astimezone(timezone.get_default_timezone())


def name_of(filename: str) -> str:
    """The last part of a path, whichever system it is of."""
    return one_line(PurePosixPath(filename.replace("\\", "/")).name, 255)


def put_in_library(photo: Photo, *, by) -> Photo:
    """Of two who bring the same bytes at one moment, the second gets the first one's photo."""
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
            index_photos([photo])
            note_down(Action.ADDED, by=by, subject=photo, touched=())
    except IntegrityError:
        known = known_by(photo.sha256 or "")
        if known is None:
            raise
        originals().delete(photo.original.name or "")
        return known
    return photo
