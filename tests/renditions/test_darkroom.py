"""The process in which strangers' bytes are decoded."""

import pytest
from PIL import Image

from articles.renditions import Color, Credit, NotAPicture, develop, inspect, new_token, parse_name, sizes
from tests.renditions.drawing import as_file, from_a_phone, gradient

VODNEV = Credit("Владислав Воднев", "Sputnik", "© Sputnik")


@pytest.fixture
def on_disk(tmp_path):
    def write(file, name="picture.jpg"):
        path = tmp_path / name
        path.write_bytes(file.getvalue())
        return path

    return write


def test_a_picture_tells_its_kind_its_upright_size_and_its_colour(on_disk):
    found = inspect(on_disk(from_a_phone(400, 300, orientation=6)), patience=10)

    assert (found.format, found.width, found.height, found.is_whole) == ("jpeg", 300, 400, True)
    assert found.color.startswith("#") and len(found.color) == 7


def test_a_file_that_is_no_picture_is_refused_in_the_words_of_the_room(tmp_path):
    path = tmp_path / "picture.jpg"
    path.write_text("<svg/>")

    with pytest.raises(NotAPicture):
        inspect(path)


def test_the_colour_comes_first_and_then_every_file_in_the_order_wanted(on_disk, tmp_path):
    path, token = on_disk(as_file(gradient(400, 300))), new_token()
    wanted = sizes(400, 300)

    color, *files = develop(path, wanted, token=token, credit=VODNEV, focal=(0.5, 0.5), folder=tmp_path)

    assert isinstance(color, Color)
    assert [(file.frame, file.format, file.width, file.height) for file in files] == wanted
    for file in files:
        assert parse_name(file.name) == (token, file.frame, file.width, file.format)
        assert Image.open(file.path).size == (file.width, file.height)
