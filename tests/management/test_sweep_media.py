"""Files that nobody needs are listed, and deleted when that is asked for; nothing that a row names ever is."""

import os
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Photo, Rendition
from articles.models.photo import originals
from articles.publishing.sweeping import delete_unnamed, sweep_spent, unnamed_files
from tests.factories import make_photo

pytestmark = pytest.mark.django_db
TWO_HOURS = 2 * 3600


@pytest.fixture(autouse=True)
def storages(settings, tmp_path, monkeypatch):
    """Of this test's own, as the temporary folder: another one may have left files in the usual ones."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(originals(), "_location", str(tmp_path / "originals"))
    for name in ("base_location", "location"):
        originals().__dict__.pop(name, None)
    yield
    for name in ("base_location", "location"):
        originals().__dict__.pop(name, None)


def put(storage, name, *, age=TWO_HOURS) -> str:
    storage.save(name, ContentFile(b"picture"))
    then = time.time() - age
    os.utime(storage.path(name), (then, then))
    return name


@pytest.fixture
def photo():
    """With its original and its files, all of them old."""
    photo = make_photo(renditions=True)
    put(originals(), photo.original.name)
    for rendition in photo.renditions.all():
        put(default_storage, rendition.name)
    return photo


def sweep(*arguments) -> str:
    out = StringIO()
    call_command("sweep_media", *arguments, stdout=out)
    return out.getvalue()


def everything() -> set[str]:
    return {file.name for storage in (default_storage, originals()) for file in storage.walk()}


def test_a_library_in_order_has_nothing_to_sweep(photo):
    before = everything()

    assert "0 files that no row names" in sweep()
    assert "0 files that no row names" in sweep("--delete")

    assert everything() == before


def test_files_that_no_row_names_are_listed_and_then_deleted(photo):
    before = everything()
    strays = {
        put(default_storage, f"{photo.token}/16x9-640-ffffffff.webp"),
        put(default_storage, "0f/.0123456789abcdef.part"),
        put(originals(), "0f/original.jpg"),
        put(default_storage, "index.html"),
    }

    said = sweep()
    assert f"media/{photo.token}/16x9-640-ffffffff.webp  7" in said
    assert "originals/0f/original.jpg" in said
    assert "4 files" in said
    assert everything() == before | strays

    sweep("--delete")
    assert everything() == before


def test_what_may_still_be_in_the_making_is_left_alone(photo):
    young = put(default_storage, "0f/whole-640-ffffffff.webp", age=60)
    Photo.objects.update(renditions_due_at=timezone.now())
    made_now = put(default_storage, f"{photo.token}/whole-640-ffffffff.webp")

    sweep("--delete")

    assert {young, made_now} <= everything()


def test_a_file_that_got_its_row_since_it_was_listed_stays(photo):
    listed = put(default_storage, f"{photo.token}/whole-480-ffffffff.webp")
    assert [file.name for file in unnamed_files(default_storage)] == [listed]
    Rendition.objects.create(photo=photo, frame="whole", format="webp", width=480, height=320, name=listed)

    assert not delete_unnamed(default_storage, listed)

    assert default_storage.exists(listed)


def test_what_was_replaced_a_day_ago_goes_and_what_was_replaced_today_stays(photo):
    old, lately, *_current = photo.renditions.all()
    now = timezone.now()
    photo.renditions.filter(pk=old.pk).update(replaced_at=now - timedelta(hours=25))
    photo.renditions.filter(pk=lately.pk).update(replaced_at=now - timedelta(hours=23))

    assert "1 replaced more than a day ago. `sweep_media --delete`" in sweep()
    assert sweep_spent() == 1
    assert sweep_spent() == 0

    assert not default_storage.exists(old.name)
    assert default_storage.exists(lately.name)
    assert set(photo.renditions.values_list("name", flat=True)) == everything() - {photo.original.name}


def test_spent_files_of_a_photo_that_is_in_the_making_wait():
    photo = make_photo(renditions=True, renditions_due_at=timezone.now())
    photo.renditions.update(replaced_at=timezone.now() - timedelta(days=2))

    assert sweep_spent() == 0


def test_a_wrong_word_is_answered_in_a_sentence():
    with pytest.raises(CommandError, match="Error: "):
        sweep("--all")


def test_what_a_killed_process_left_in_the_temporary_folder_goes_after_an_hour(tmp_path):
    names = ["newsroom-developing-1", "newsroom-intake-1", "newsroom-developing-young", "somebody-elses"]
    folder, file, young, other = (tmp_path / "temporary" / name for name in names)
    for each in (folder, young, other):
        each.mkdir()
    (folder / "whole-640.webp").write_bytes(b"picture")
    file.write_bytes(b"picture")
    for each in (folder, file, other):
        os.utime(each, (time.time() - TWO_HOURS,) * 2)

    said = sweep()
    assert str(folder) in said and str(file) in said and str(young) not in said and str(other) not in said
    assert folder.exists() and file.exists()

    sweep("--delete")
    assert not folder.exists() and not file.exists()
    assert young.exists() and other.exists()
