"""Public files of photos: only those of photos that may be shown, for ever the same under their names."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.models import Rendition
from tests.factories import make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendition(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = Rendition.objects.filter(photo=make_photo(renditions=True), format="webp").first()
    default_storage.save(found.name, ContentFile(b"RIFF....WEBP"))
    return found


def test_a_file_is_sent_with_its_type_and_may_be_kept_for_ever(client, rendition):
    response = client.get(f"/media/{rendition.name}")

    assert b"".join(response.streaming_content) == b"RIFF....WEBP"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response.headers["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("right", ["withdrawn_at", "usage_until"])
def test_a_photo_that_may_no_longer_be_shown_has_no_files(client, rendition, right):
    setattr(rendition.photo, right, timezone.now())
    rendition.photo.save()

    assert client.get(f"/media/{rendition.name}").status_code == 404


def test_a_row_whose_file_is_lost_is_unknown_and_not_an_error(client, rendition):
    default_storage.delete(rendition.name)

    assert client.get(f"/media/{rendition.name}").status_code == 404


def test_a_file_half_written_has_no_row_and_no_address(client, rendition):
    other = default_storage.save(rendition.name.replace("-320-", "-480-"), ContentFile(b"RIFF"))

    assert client.get(f"/media/{other}").status_code == 404


def test_a_size_that_was_not_made_makes_nothing(client, rendition):
    other = rendition.name.replace("-320-", "-321-")

    assert client.get(f"/media/{other}").status_code == 404


@pytest.mark.parametrize(
    "name", ["", "x.webp", "../newsroom.sqlite3", "..%2f..%2fetc/passwd", f"{'0' * 32}/whole-320-00000000.webp"]
)
def test_foreign_names_are_unknown(client, rendition, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_originals_have_no_address(client, rendition):
    assert client.get(f"/media/{rendition.photo.original.name}").status_code == 404
