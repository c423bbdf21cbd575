"""A picture comes into the library once, with its credit; what its file says is not asked for again."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from threading import Barrier
from time import monotonic

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone, translation
from PIL import Image

from articles.models import Event, Photo
from articles.models.photo import originals
from articles.publishing import NoCredit, RefusedPicture, put_in_place, take_in
from articles.publishing.intake import understood
from articles.renditions import Credit, sizes
from tests.factories import make_photo, make_user

pytestmark = pytest.mark.django_db


def picture(form="PNG", size=(70, 40), color="teal", **options) -> BytesIO:
    file = BytesIO()
    Image.new("RGB", size, color).save(file, form, **options)
    file.seek(0)
    return file


@pytest.mark.parametrize(("form", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")])
def test_the_original_is_kept_privately_and_its_copies_are_ordered(form, ending):
    file = picture(form)
    photo = Photo.objects.get(pk=take_in(file, agency="Sputnik").pk)

    assert re.fullmatch(rf"{photo.token}/[0-9a-f]{{32}}\.{ending}", photo.original.name)
    assert photo.original.name.count(photo.token) == 1, "what is public tells nothing of the private name"
    with originals().open(photo.original.name) as kept:
        assert kept.read() == file.getvalue()
    assert (photo.width, photo.height, photo.original_bytes) == (70, 40, len(file.getvalue()))
    assert photo.renditions_due_at <= timezone.now()
    assert photo.renditions_wanted == len(sizes(70, 40))
    assert not photo.renditions.exists()


def test_the_same_bytes_lead_to_the_photo_that_there_is():
    first = take_in(picture(), agency="Sputnik")

    assert take_in(picture(), agency="Another") == first
    assert Photo.objects.get().agency == "Sputnik"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_same_bytes_brought_twice_at_one_moment_are_one_photo():
    together, kept = Barrier(2), set(originals().listdir("")[0]) if originals().exists("") else set()

    def bring(_turn):
        together.wait(20)
        try:
            return take_in(picture(color="olive"), agency="Sputnik")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(bring, range(2))

    assert one == other == Photo.objects.get()
    assert {one.is_known, other.is_known} == {False, True}
    assert [event.noun_id for event in Event.objects.filter(noun="photo", action="added")] == [one.pk]
    left = {folder for folder in set(originals().listdir("")[0]) - kept if originals().listdir(folder)[1]}
    assert left == {one.token}


@pytest.mark.parametrize("fields", [{}, {"creator": "", "agency": ""}, {"caption": "Мост"}])
def test_a_picture_without_a_credit_is_refused_and_leaves_nothing_behind(fields):
    before = list(originals().walk())

    with pytest.raises(NoCredit):
        take_in(picture(), **fields)

    assert not Photo.objects.exists()
    assert list(originals().walk()) == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"<?php system('id'); ?>",
        picture("JPEG", (300, 300)).getvalue()[:400],
    ],
    ids=["empty", "svg", "pdf", "eps", "script", "cut"],
)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_is_no_whole_picture_is_refused_in_words_within_a_second(content, language):
    began = monotonic()

    with translation.override(language), pytest.raises(RefusedPicture) as refusal:
        take_in(SimpleUploadedFile("снимок.jpg", content), agency="Sputnik")

    assert monotonic() - began < 5  # a second on a machine that does nothing else
    assert len(refusal.value.messages) == 1
    assert not Photo.objects.exists()


def test_a_bomb_is_told_by_its_header_with_its_size_and_the_limit(settings):
    settings.NEWSROOM_PHOTO_MEGAPIXELS = 1

    with translation.override("en"), pytest.raises(RefusedPicture) as refusal:
        take_in(picture(size=(2000, 1500)), agency="Sputnik")

    assert refusal.value.messages == ["This picture has 3 megapixels: at most 1 are taken."]


def test_a_file_over_the_limit_is_refused_before_it_is_read_to_its_end(settings):
    settings.NEWSROOM_PHOTO_MEGABYTES = 1
    file = BytesIO(b"\xff" * 9_000_000)

    with translation.override("en"), pytest.raises(RefusedPicture) as refusal:
        take_in(file, agency="Sputnik")

    assert refusal.value.messages == ["This file is larger than 1 MB."]
    assert file.tell() < 3_000_000


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("снимок 1.jpg", "снимок 1.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Снимки\\мост.jpg", "мост.jpg"),
        ("мост\x00\n.jpg", "мост .jpg"),
        ("ф" * 300, "ф" * 255),
        ("", ""),
    ],
)
def test_the_name_of_the_file_is_remembered_and_nothing_is_called_by_it(name, kept):
    photo = take_in(picture(), filename=name, agency="Sputnik")

    assert photo.filename == kept
    assert photo.original.name.startswith(f"{photo.token}/") and photo.original.name.endswith(".png")


def test_who_brought_it_is_remembered():
    reporter = make_user("reporter")

    assert take_in(picture(), by=reporter, agency="Sputnik").added_by == reporter


def test_what_the_file_says_fills_what_the_person_left_out():
    credit = Credit(creator="Владислав Воднев", credit_line="Sputnik", copyright_notice="© Sputnik")
    file = picture("JPEG", xmp=credit.xmp())

    photo = take_in(file, caption="", copyright_notice="© Фотослужба")

    assert photo.creator == "Владислав Воднев"
    assert photo.copyright_notice == "© Фотослужба"
    assert photo.from_file["copyright_notice"] == "© Sputnik"


def test_what_neither_the_file_nor_the_person_says_comes_from_elsewhere():
    credit = Credit(creator="Владислав Воднев")
    file = picture("JPEG", xmp=credit.xmp())

    photo = take_in(file, otherwise={"creator": "Фотослужба", "agency": "Sputnik", "city": ""}, city="Астана")

    assert (photo.creator, photo.agency, photo.city) == ("Владислав Воднев", "Sputnik", "Астана")


def test_a_camera_without_a_zone_has_the_newsrooms_clock():
    assert understood({"taken_at": "2021-04-30T12:00:00"})["taken_at"] == datetime(2021, 4, 30, 6, tzinfo=UTC)
    assert understood({"taken_at": "2021-04-30T12:00:00+00:00"})["taken_at"] == datetime(2021, 4, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "said",
    [
        {"taken_at": "вчера"},
        {"taken_at": "0001-01-01T00:00:00+14:00"},
        {"licence_url": "javascript:alert(1)"},
        {"digital_source_type": "magic"},
        {"creator": "ф" * 201},
        {"withdrawn_at": "2021-04-30T12:00:00"},
        {"token": "0" * 32},
    ],
)
def test_what_a_field_does_not_take_is_dropped(said):
    assert understood(said) == {}


def test_a_row_that_came_without_its_file_gets_it_and_its_copies_are_ordered():
    photo = make_photo(failure="missing")

    put_in_place(photo, picture("JPEG"))

    photo = Photo.objects.get()
    assert originals().exists(photo.original.name)
    assert photo.failure == ""
    assert Photo.objects.due().get() == photo


def test_a_lost_original_is_brought_in_again_by_its_own_bytes():
    photo = take_in(picture(), agency="Sputnik")
    originals().delete(photo.original.name)
    Photo.objects.update(failure="missing", renditions_due_at=None)

    assert take_in(picture(), agency="Another") == photo

    assert originals().exists(photo.original.name)
    assert Photo.objects.due().get() == photo
    assert Photo.objects.get().failure == ""


def test_an_original_that_is_in_its_place_is_left_alone():
    photo = take_in(picture(), agency="Sputnik")
    Photo.objects.update(renditions_due_at=None)

    take_in(picture(), agency="Sputnik")

    photo.refresh_from_db()
    assert photo.renditions_due_at is None


@pytest.mark.parametrize("nobody", ["\u200b", "©", " / ", "—"])
def test_a_sign_is_nobodys_name(nobody):
    with pytest.raises(NoCredit):
        take_in(picture(), creator=nobody)
