"""A picture taken in, and a storage under which anything may happen while its files are made."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from articles.models import Photo
from articles.publishing import developing, take_in
from articles.renditions import sizes
from newsroom.storage import WholeFiles

ALL = set(sizes(40, 70))


@pytest.fixture
def photo(db):
    file = BytesIO()
    Image.linear_gradient("L").resize((40, 70)).convert("RGB").save(file, "PNG")
    file.seek(0)
    return take_in(file, agency="Sputnik")


def fresh(photo) -> Photo:
    return Photo.objects.get(pk=photo.pk)


def current(photo) -> dict:
    """Size -> name."""
    return {developing.size_of(each): each.name for each in photo.renditions.current()}


def later(**time):
    return timezone.now() + timedelta(**time)


class Watched(WholeFiles):
    """Counts what it is given; the process may be killed, or the disk be full, at any file."""

    saved: list[str] = []
    at_file = None

    def save(self, name, content, max_length=None):
        if self.at_file:
            self.at_file(len(self.saved))
        self.saved.append(name)
        return super().save(name, content, max_length)


@pytest.fixture
def storage(monkeypatch):
    storage = Watched()
    storage.saved = []
    monkeypatch.setattr(developing, "default_storage", storage)
    return storage


class Killed(BaseException):
    """Nothing of ours hears of it."""


def at(number, what):
    def happen(saved):
        if saved == number:
            what()

    return happen


def kill():
    raise Killed
