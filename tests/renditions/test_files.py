"""What a reader's browser receives: looked at as bytes."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles.renditions import (
    Credit,
    Rung,
    average_color,
    make_renditions,
    new_token,
    open_picture,
    parse_name,
    render,
)
from tests.renditions.drawing import as_file, from_a_phone, gradient
from tests.renditions.looking import CREDIT_LINE, LI, xmp_of

VODNEV = Credit("Владислав Воднев", "Sputnik", "© Sputnik & друзья <2021>")


@pytest.mark.parametrize("format", ["webp", "jpeg"])
def test_every_file_says_who_made_the_picture(format):
    picture = open_picture(from_a_phone())

    for file in make_renditions(picture, token=new_token(), credit=VODNEV, formats=[format]):
        xmp = xmp_of(file.data)
        assert xmp.find(LI % "creator").text == "Владислав Воднев"
        assert xmp.find(CREDIT_LINE).text == "Sputnik"
        assert xmp.find(LI % "rights").text == "© Sputnik & друзья <2021>"


@pytest.mark.parametrize("format", ["webp", "jpeg"])
def test_no_file_says_where_the_photographer_stood_or_with_what(format):
    original = from_a_phone()
    assert b"SECRETCAMERA" in original.getvalue()

    for file in make_renditions(open_picture(original), token=new_token(), credit=VODNEV, formats=[format]):
        opened = Image.open(io.BytesIO(file.data))
        assert not opened.getexif()
        assert opened.info.keys() & {"exif", "icc_profile", "comment"} == set()
        assert b"SECRET" not in file.data
        assert b"Exif" not in file.data and b"EXIF" not in file.data


@given(st.builds(Credit, st.text(), st.text(), st.text(), st.text()))
def test_any_text_in_a_credit_makes_a_well_formed_packet(credit):
    xmp = xmp_of(credit.xmp())

    kept = "".join(sign for sign in credit.creator if sign.isprintable())
    assert all(sign in "".join(xmp.itertext()) for sign in kept)


@pytest.mark.parametrize(("format", "kind"), [("webp", "WEBP"), ("jpeg", "JPEG")])
def test_files_have_the_size_and_format_of_their_name(format, kind):
    picture = open_picture(as_file(gradient(1000, 800)))
    token = new_token()

    files = list(make_renditions(picture, token=token, credit=VODNEV, formats=[format]))

    assert len(files) == 8
    for file in files:
        opened = Image.open(io.BytesIO(file.data))
        assert (opened.format, opened.size) == (kind, (file.width, file.height))
        assert parse_name(file.name) == (token, file.frame, file.width, format)


def test_the_crop_shows_the_focal_point():
    tall = Image.new("RGB", (900, 1600), "white")
    tall.paste("black", (0, 0, 900, 300))

    data = render(open_picture(as_file(tall)), Rung("16:9", 640, 360), "jpeg", credit=VODNEV, focal=(0.5, 0.05))

    assert Image.open(io.BytesIO(data)).getpixel((320, 50))[0] < 20


def test_a_changed_crop_gets_another_name_and_the_same_crop_the_same():
    picture, token = open_picture(from_a_phone(400, 400)), new_token()

    above, again, below = (
        {file.name for file in make_renditions(picture, token=token, credit=VODNEV, focal=(0.5, y), frames=["16:9"])}
        for y in (0.1, 0.1, 0.9)
    )

    assert above == again
    assert not above & below


@pytest.mark.parametrize("name", ["", "../settings.py", "token/whole-320.webp", f"{'a' * 32}/whole-320-0123abcd.exe"])
def test_a_name_we_never_gave_means_nothing(name):
    assert parse_name(name) is None


def test_two_photographs_never_share_a_token():
    assert len({new_token() for _ in range(1000)}) == 1000


def test_the_placeholder_is_the_average_colour():
    halves = Image.new("RGB", (100, 100), (200, 100, 0))
    halves.paste((100, 100, 200), (0, 0, 100, 50))

    assert average_color(open_picture(as_file(halves, "PNG"))) == "#966464"
