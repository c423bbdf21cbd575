"""The library at the desk: no picture without its file and its credit, and every refusal is a sentence."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Photo
from tests.factories import make_photo

ADD = "/admin/articles/photo/add/"
WORDS = {
    "creator": "Владислав Воднев",
    "agency": "Sputnik",
    "caption": "Мост",
    "alt": "Мост через реку",
    "digital_source_type": "digitalCapture",
}


def picture(form: str = "JPEG", color: str = "#3366aa") -> bytes:
    file = BytesIO()
    image = Image.new("RGB", (1000, 600), color)
    image.paste("#112233", (0, 0, 1000, 40))
    image.save(file, form)
    return file.getvalue()


def upload(client, data: bytes, **changes):
    return client.post(ADD, WORDS | changes | {"file": SimpleUploadedFile("мост.jpg", data)})


@pytest.fixture
def library(client, photographer):
    client.force_login(photographer)
    return client


def test_a_picture_without_a_credit_is_refused_in_words(library):
    response = upload(library, picture(), creator="", agency="")

    assert response.status_code == 200
    assert response.context["adminform"].form.non_field_errors()
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", b"%!PS-Adobe-3.0 EPSF", picture()[:2000], b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
)
def test_what_is_no_whole_picture_is_refused_at_the_field(library, data):
    response = upload(library, data)

    assert response.status_code == 200
    assert response.context["adminform"].form.errors["file"]
    assert "Владислав Воднев" in response.content.decode()
    assert not Photo.objects.exists()


def test_nothing_chosen_is_refused_at_the_field(library):
    assert library.post(ADD, WORDS).context["adminform"].form.errors["file"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_comes_in_with_its_credit_and_its_files(library, form):
    response = upload(library, picture(form))

    photo = Photo.objects.get()
    assert response.status_code == 302
    assert (photo.width, photo.height, photo.credit) == (1000, 600, "© Sputnik / Владислав Воднев")
    assert photo.renditions.exists()
    assert "/media/" in library.get(f"/admin/articles/photo/{photo.pk}/change/").content.decode()


def test_the_same_picture_twice_is_one_photo_and_a_word_about_it(library):
    upload(library, picture())

    response = upload(library, picture(), caption="Ещё раз")

    assert Photo.objects.get().caption == "Мост"
    assert "warning" in [message.level_tag for message in library.get(response.url).context["messages"]]


def test_words_and_credit_are_mended_without_the_file(library):
    upload(library, picture())
    photo = Photo.objects.get()
    names = set(photo.renditions.values_list("name", flat=True))
    changed = WORDS | {"alt": "Мост через Ишим", "focal_x": "0.5", "focal_y": "0.1"}

    response = library.post(f"/admin/articles/photo/{photo.pk}/change/", changed)

    photo.refresh_from_db()
    assert response.status_code == 302
    assert (photo.alt, photo.focal_y) == ("Мост через Ишим", 0.1)
    assert set(photo.renditions.values_list("name", flat=True)) != names


def test_a_credit_is_not_taken_away(library):
    upload(library, picture())
    photo = Photo.objects.get()
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
