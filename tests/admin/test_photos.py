"""A photo of the library at the desk: its words and its credit are mended there."""

import pytest
from django.core.files.base import ContentFile

from articles.models import Photo
from articles.publishing import take_in
from tests.factories import make_photo
from tests.renditions.drawing import as_file, gradient

WORDS = {
    "creator": "Владислав Воднев",
    "agency": "Sputnik",
    "caption": "Мост",
    "alt": "Мост через реку",
    "digital_source_type": "digitalCapture",
}


@pytest.fixture
def library(client, photographer):
    client.force_login(photographer)
    return client


def taken_in(**fields) -> Photo:
    return take_in(ContentFile(as_file(gradient(400, 300)).getvalue()), **({"agency": "Sputnik"} | fields))


def test_words_and_credit_are_mended_without_the_file(library):
    photo = taken_in()
    names = set(photo.renditions.values_list("name", flat=True))
    changed = WORDS | {"alt": "Мост через Ишим", "focal_x": "0.5", "focal_y": "0.1"}

    response = library.post(f"/admin/articles/photo/{photo.pk}/change/", changed)

    photo.refresh_from_db()
    assert response.status_code == 302
    assert (photo.alt, photo.focal_y) == ("Мост через Ишим", 0.1)
    assert set(photo.renditions.values_list("name", flat=True)) != names


def test_a_credit_is_not_taken_away(library):
    photo = taken_in()
    emptied = WORDS | {"creator": "", "agency": "", "focal_x": "0.5", "focal_y": "0.5"}

    assert library.post(f"/admin/articles/photo/{photo.pk}/change/", emptied).status_code == 200

    photo.refresh_from_db()
    assert photo.agency == "Sputnik"


def test_a_photo_whose_file_is_not_in_place_can_still_be_described(library):
    photo = make_photo()
    changed = WORDS | {"caption": "Новая подпись", "focal_x": "0.5", "focal_y": "0.5"}

    assert library.post(f"/admin/articles/photo/{photo.pk}/change/", changed).status_code == 302

    photo.refresh_from_db()
    assert photo.caption == "Новая подпись"
