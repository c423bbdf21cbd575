"""Backups in tests: pictures in folders of the test's own, and what the commands say."""

from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.management import call_command

from articles.models import Photo
from articles.models.photo import originals
from tests.factories import make_file, make_photo

PICTURE = b"a picture as it came from the camera"


@contextmanager
def pictures_in(folder: Path, settings, monkeypatch):
    settings.MEDIA_ROOT = folder / "media"
    with monkeypatch.context() as patch:
        patch.setattr(Photo._meta.get_field("original"), "storage", originals())
        patch.setattr(originals(), "_location", str(folder / "originals"))
        for name in ("base_location", "location"):
            originals().__dict__.pop(name, None)
        yield
    for name in ("base_location", "location"):
        originals().__dict__.pop(name, None)


def make_stored_photo(**fields):
    """With its original and one public file on the disk."""
    photo = make_photo(**fields)
    originals().save(photo.original.name, ContentFile(PICTURE))
    make_file(photo)
    return photo


def said(command: str, *arguments) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()
