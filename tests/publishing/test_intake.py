"""A picture comes into the library once, whole, with its credit; readers get copies of it."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from PIL import Image

from articles.models import Photo
from articles.models.photo import originals
from articles.publishing import RefusedPicture, take_in

pytestmark = pytest.mark.django_db


def picture(form="PNG", size=(700, 400), color="teal") -> BytesIO:
    file = BytesIO()
    Image.new("RGB", size, color).save(file, form)
    file.seek(0)
    return file


@pytest.mark.parametrize(("form", "ending"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp")])
def test_the_original_is_kept_privately_and_readers_get_copies(form, ending):
    photo = take_in(picture(form), agency="Sputnik")

    assert photo.original.name.endswith(ending)
    assert originals().exists(photo.original.name)
    widths = {(each.frame, each.width) for each in photo.renditions.all()}
    assert {("whole", 320), ("whole", 640), ("16:9", 640)} <= widths
    assert max(width for _frame, width in widths) <= 700
    assert all(default_storage.exists(each.name) for each in photo.renditions.all())


def test_the_same_bytes_lead_to_the_photo_that_there_is():
    first = take_in(picture(), agency="Sputnik")

    assert take_in(picture(), agency="Another") == first
    assert Photo.objects.count() == 1


def test_a_picture_without_a_credit_is_refused_and_leaves_nothing_behind():
    with pytest.raises(ValidationError):
        take_in(picture())

    assert not Photo.objects.exists()


def test_a_cut_picture_is_refused():
    whole = picture("JPEG").getvalue()

    with pytest.raises(RefusedPicture):
        take_in(BytesIO(whole[: len(whole) // 2]), agency="Sputnik")


def test_what_is_no_picture_is_refused():
    with pytest.raises(RefusedPicture):
        take_in(BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), agency="Sputnik")
