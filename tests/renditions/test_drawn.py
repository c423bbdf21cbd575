"""The drawn pictures: the stand-in of the seed and those of the demo."""

import io

import pytest
from PIL import Image, ImageChops

from fixtures.pictures import ALT, FOCAL, PICTURES, SEED, draw, encoded
from tests.renditions.looking import CREDIT_LINE, LI, xmp_of

SMALL = 300


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_drawn_the_same_every_time(name):
    assert draw(name, SMALL).tobytes() == draw(name, SMALL).tobytes()


def test_no_two_pictures_are_alike():
    thumbnails = [draw(name, SMALL).resize((12, 8)) for name in PICTURES]

    for index, one in enumerate(thumbnails):
        for other in thumbnails[index + 1 :]:
            assert max(high for _, high in ImageChops.difference(one, other).getextrema()) > 60


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_says_what_it_shows_and_what_must_not_be_cut_off(name):
    assert 30 <= len(ALT[name]) <= 125
    assert all(0 < share < 1 for share in FOCAL[name])


def test_the_stand_in_of_the_seed_carries_the_credit_of_the_photograph():
    data = encoded(SEED)

    picture = Image.open(io.BytesIO(data))
    xmp = xmp_of(data)
    assert (picture.format, picture.size) == ("JPEG", (1920, 1280))
    assert xmp.find(LI % "creator").text == "Владислав Воднев"
    assert xmp.find(CREDIT_LINE).text == "Sputnik"
    assert xmp.find(LI % "rights").text == "© Sputnik"
    assert xmp.find(LI % "description") is None, "a caption is the library's to tell"
    assert not picture.getexif()


def test_a_picture_of_the_demo_does_not_carry_the_name_of_the_photographer():
    xmp = xmp_of(encoded("tags", SMALL))

    assert xmp.find(CREDIT_LINE).text == "Newsroom"
    assert "Воднев" not in "".join(xmp.itertext())
