"""`manage.py renditions` makes what photos lack, and nothing else."""

from io import BytesIO, StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image

from articles.management.commands import renditions
from articles.models import Photo, Rendition
from articles.models.photo import originals
from articles.publishing import make_renditions, take_in
from articles.renditions import sizes
from tests.factories import make_photo

pytestmark = pytest.mark.django_db
FILES = len(sizes(40, 30))


def make(color) -> Photo:
    file = BytesIO()
    Image.new("RGB", (40, 30), color).save(file, "PNG")
    file.seek(0)
    return take_in(file, agency="Sputnik")


def run(*arguments) -> str:
    out = StringIO()
    call_command("renditions", *arguments, stdout=out)
    return out.getvalue()


def test_what_is_missing_is_made_and_nothing_a_second_time(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(renditions, "BATCH", 2)
    photos = [make(color) for color in ("red", "green", "blue")]
    make_renditions(photos[0])
    Photo.objects.filter(pk=photos[0].pk).update(renditions_due_at=None)

    assert "2 photos made, 1 lacked none" in run()
    assert Rendition.objects.count() == 3 * FILES

    with django_assert_num_queries(8):  # migrations, count, two for each batch, and the end
        assert "0 photos made, 3 lacked none" in run()


def test_a_row_that_is_missing_or_made_otherwise_is_made_again():
    photo = make("red")
    make_renditions(photo)
    Rendition.objects.filter(frame="1:1", format="avif").delete()
    assert "1 photos made" in run()
    assert Rendition.objects.count() == FILES

    Rendition.objects.update(recipe="0" * 16)
    assert "1 photos made" in run()
    assert Rendition.objects.current().exclude(recipe="0" * 16).count() == FILES


def test_a_file_that_is_gone_is_made_again_when_files_are_looked_at():
    photo = make("red")
    make_renditions(photo)
    lost = photo.renditions.first().name
    default_storage.delete(lost)

    assert "0 photos made" in run()
    assert "1 photos made" in run("--check-files")

    assert default_storage.exists(lost)
    assert Rendition.objects.count() == FILES


def test_some_photos_alone():
    one, _other = make("red"), make("green")

    run("--photo", str(one.pk))

    assert set(Rendition.objects.values_list("photo", flat=True)) == {one.pk}


def test_what_failed_is_listed_and_tried_again_when_it_is_named():
    photo, _good = make("red"), make("green")
    with originals().open(photo.original.name) as file:
        whole = BytesIO(file.read())
    originals().delete(photo.original.name)

    with pytest.raises(CommandError, match=f"1 photos failed:\n{photo.pk}: ") as refusal:
        run()
    assert refusal.value.returncode == 1
    assert "0 photos made, 1 lacked" in run()

    originals().save(photo.original.name, whole)
    assert "1 photos made" in run("--photo", str(photo.pk))


def test_all_that_failed_are_tried_again_without_being_named():
    lost, good = make("red"), make("green")
    Photo.objects.filter(pk=lost.pk).update(failure="too_hard", renditions_due_at=None)

    assert "1 photos made, 0 lacked none" in run("--failed")

    assert set(Rendition.objects.values_list("photo", flat=True)) == {lost.pk}
    assert Photo.objects.get(pk=lost.pk).failure == ""
    assert Photo.objects.get(pk=good.pk).renditions_due_at


def test_a_photo_that_is_not_there_is_named():
    photo = make_photo()

    with pytest.raises(CommandError, match=f"no photo {photo.pk + 1}."):
        run("--photo", str(photo.pk), str(photo.pk + 1))


@pytest.mark.parametrize("arguments", [["--photo"], ["--photo", "first"], ["everything"]])
def test_a_wrong_word_is_answered_in_a_sentence(arguments):
    with pytest.raises(CommandError, match="Error: "):
        run(*arguments)


def test_a_library_without_photos_is_done_at_once():
    assert run() == "0 photos made, 0 lacked none or may not be used.\n"


def test_an_interruption_says_how_to_go_on(monkeypatch):
    make("red")

    def interrupted(photo):
        raise KeyboardInterrupt

    monkeypatch.setattr(renditions, "make_renditions", interrupted)

    with pytest.raises(CommandError, match="Run it again"):
        run()


@pytest.mark.parametrize("fields", [{"withdrawn_at": timezone.now()}, {"usage_until": timezone.now()}])
def test_a_photo_that_may_not_be_used_is_left_alone_even_when_it_is_named(fields):
    photo = make("red")
    Photo.objects.filter(pk=photo.pk).update(renditions_due_at=None, failure="broken", **fields)

    assert "0 photos made, 1 lacked none or may not be used." in run("--photo", str(photo.pk))

    photo.refresh_from_db()
    assert (photo.renditions_due_at, photo.failure) == (None, "broken")
