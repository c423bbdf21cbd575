"""Files that nobody needs any more: those of a cut that was replaced a day ago, and those that no row names."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from os import getuid
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from articles.models import Photo, Rendition

IN_THE_MAKING = timedelta(hours=1)
"""A file comes before its row: one so young may be about to get it."""
BATCH = 500
TEMPORARY = ("newsroom-developing-*", "newsroom-original-*", "newsroom-intake-*")
"""What making and taking in call what they need for a while."""


def sweep_spent(at: datetime | None = None) -> int:
    """Delete what was replaced a day ago, rows and files; says how many. Again where it was broken off."""
    at = at or timezone.now()
    photos = Rendition.objects.spent(at).order_by("photo").values_list("photo", flat=True).distinct()
    return sum(_sweep_spent_of(pk, at) for pk in list(photos))


@transaction.atomic
def _sweep_spent_of(pk: int, at: datetime) -> int:
    """While the photo's row is held nobody begins to make the same names again."""
    photo = Photo.objects.select_for_update().get(pk=pk)
    if photo.renditions_due_at:
        return 0
    spent = list(photo.renditions.spent(at))
    for rendition in spent:
        default_storage.delete(rendition.name)
    photo.renditions.filter(pk__in=[rendition.pk for rendition in spent]).delete()
    return len(spent)


def unnamed_files(storage: Any, at: datetime | None = None) -> Iterator[Any]:
    """Those of a storage that no row names, each with name, bytes and changed_at; parts of cut-short writes too."""
    before = (at or timezone.now()) - IN_THE_MAKING
    files = (file for file in storage.walk() if file.changed_at < before)
    while batch := list(islice(files, BATCH)):
        named = names_among(storage, [file.name for file in batch])
        yield from (file for file in batch if file.name not in named)


@transaction.atomic
def delete_unnamed(storage: Storage, name: str) -> bool:
    """Unless somebody has come to need it since it was listed."""
    photo = Photo.objects.select_for_update().filter(token=name.partition("/")[0]).first()
    if (photo and photo.renditions_due_at) or names_among(storage, [name]):
        return False
    storage.delete(name)
    return True


def left_behind(at: datetime | None = None) -> list[Path]:
    """Temporary files and folders of processes of ours that were killed."""
    before = ((at or timezone.now()) - IN_THE_MAKING).timestamp()
    found = [path for name in TEMPORARY for path in Path(gettempdir()).glob(name)]
    return [path for path in found if path.lstat().st_uid == getuid() and path.lstat().st_mtime < before]


def names_among(storage: Storage, names: list[str]) -> set[str]:
    """Which of these files of a storage a row names."""
    model: type[Model] = Rendition if storage is default_storage else Photo
    field = "name" if storage is default_storage else "original"
    return set(model._default_manager.filter(**{f"{field}__in": names}).values_list(field, flat=True))
