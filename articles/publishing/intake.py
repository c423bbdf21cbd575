"""The one way by which a picture comes into the library, and its files to readers."""

import hashlib
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Photo, Rendition
from articles.models.photo import originals
from articles.publishing.errors import PublishingError
from articles.renditions import (
    Credit,
    NotAPicture,
    Picture,
    PictureError,
    TooManyPixels,
    average_color,
    open_picture,
)
from articles.renditions import make_renditions as ladder_of
from articles.search import index_photos

EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp"}


class RefusedPicture(PublishingError):
    """The file cannot become a photo of the library."""


def take_in(file: BinaryIO, **fields) -> Photo:
    """A photo with its private original and its renditions, or the one that has these very bytes already.

    `fields` are those of Photo; creator or agency is required. Raises RefusedPicture.
    """
    data = file.read()
    sha256 = hashlib.sha256(data).hexdigest()
    known = Photo.objects.filter(sha256=sha256).first()
    if known:
        return known
    picture = _opened(data)
    photo = Photo(sha256=sha256, **fields)
    return put_in_place(photo, data, picture)


def put_in_place(photo: Photo, data: bytes, picture: Picture | None = None) -> Photo:
    """Give a photo of the library its original and its renditions: for a row that came without its file too."""
    picture = picture or _opened(data)
    photo.width, photo.height, photo.color = picture.width, picture.height, average_color(picture)
    name = photo.original.name or f"{photo.token}/original.{EXTENSIONS[picture.format]}"
    photo.original.name = name
    photo.full_clean(exclude=["original"])
    if not originals().exists(name):
        originals().save(name, ContentFile(data))
    with transaction.atomic():
        photo.save()
        index_photos([photo])
    make_renditions(photo, picture)
    return photo


def make_renditions(photo: Photo, picture: Picture | None = None) -> None:
    """Every public file of a photo; a row says that its file is whole and in place."""
    if picture is None:
        with photo.original.open() as file:
            picture = _opened(file.read())
    credit = Credit(
        creator=photo.creator,
        credit_line=photo.credit_line or photo.credit,
        copyright_notice=photo.copyright_notice,
        licence_url=photo.licence_url,
        licensor_url=photo.licensor_url,
    )
    files = ladder_of(picture, token=photo.token, credit=credit, focal=(photo.focal_x, photo.focal_y))
    rows = []
    for each in files:
        if not default_storage.exists(each.name):
            default_storage.save(each.name, ContentFile(each.data))
        rows.append(
            Rendition(
                photo=photo,
                frame=each.frame,
                format=each.format,
                width=each.width,
                height=each.height,
                name=each.name,
            )
        )
    with transaction.atomic():
        photo.renditions.all().delete()
        Rendition.objects.bulk_create(rows)


def _opened(data: bytes) -> Picture:
    try:
        return open_picture(BytesIO(data))
    except TooManyPixels:
        raise RefusedPicture(_("This picture has too many pixels.")) from None
    except NotAPicture:
        raise RefusedPicture(_("This is not a JPEG, PNG or WebP picture.")) from None
    except PictureError:
        raise RefusedPicture(_("This picture is damaged or cut short.")) from None
