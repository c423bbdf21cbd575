"""What the photo library takes and what it refuses."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from articles.renditions import BrokenPicture, NotAPicture, PictureError, TooManyPixels, open_picture
from tests.renditions.drawing import as_file, from_a_phone, gradient


def brightness(image, box):
    return image.convert("L").resize((1, 1), Image.Resampling.BOX, box).getpixel((0, 0))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_photographs_in_the_usual_formats_are_taken(format):
    picture = open_picture(as_file(gradient(300, 200), format))

    assert (picture.width, picture.height, picture.format) == (300, 200, format.lower())
    assert (picture.image.mode, picture.image.size) == ("RGB", (300, 200))


@pytest.mark.parametrize("format", ["BMP", "ICO", "PDF", "EPS", "PPM", "TGA"])
def test_other_formats_are_refused(format):
    with pytest.raises(NotAPicture):
        open_picture(as_file(gradient(30, 20), format))


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"<html>", b"\xff\xd8\xff", b"RIFF\x00\x00\x00\x00WEBP"])
def test_a_file_that_is_no_picture_is_refused(content):
    with pytest.raises(NotAPicture):
        open_picture(io.BytesIO(content))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_cut_short_on_its_way_is_refused(format, share):
    whole = as_file(gradient(900, 600), format).getvalue()

    with pytest.raises(PictureError):
        open_picture(io.BytesIO(whole[: int(len(whole) * share)]))


def test_a_big_photograph_cut_short_is_refused_though_it_is_decoded_at_a_fraction():
    whole = as_file(gradient(4000, 4000)).getvalue()

    with pytest.raises(BrokenPicture):
        open_picture(io.BytesIO(whole[: len(whole) * 9 // 10]))


def png_that_claims(width, height):
    """A few bytes whose header promises a picture of any size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)) + b"\0\0\0\0IDAT"
    )


@pytest.mark.parametrize(("width", "height"), [(12_001, 10_000), (60_000, 60_000), (1, 2**31 - 1)])
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(width, height):
    with pytest.raises(TooManyPixels):
        open_picture(png_that_claims(width, height))


def test_the_newsroom_may_set_another_limit():
    file = as_file(gradient(300, 200))

    with pytest.raises(TooManyPixels):
        open_picture(file, max_pixels=59_999)
    assert open_picture(file, max_pixels=60_000).width == 300


@pytest.mark.parametrize(("orientation", "size"), [(1, (400, 300)), (3, (400, 300)), (6, (300, 400)), (8, (300, 400))])
def test_a_photograph_taken_with_the_phone_turned_stands_upright(orientation, size):
    picture = open_picture(from_a_phone(400, 300, orientation))

    assert (picture.width, picture.height) == picture.image.size == size


def test_turning_goes_the_right_way():
    picture = open_picture(from_a_phone(400, 300, orientation=6))

    left, right = (brightness(picture.image, box) for box in ((0, 0, 9, 400), (291, 0, 300, 400)))
    assert left > right, "what lay below is on the left after a quarter turn clockwise"


def test_a_big_photograph_keeps_its_size_and_enough_pixels_for_every_rendition():
    picture = open_picture(from_a_phone(8000, 4000, orientation=6))

    assert (picture.width, picture.height) == (4000, 8000)
    assert picture.image.size == (2000, 4000)


def test_transparent_parts_become_white():
    logo = Image.new("RGBA", (10, 10), (200, 0, 0, 0))

    assert open_picture(as_file(logo, "PNG")).image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("mode", "format"),
    [("1", "PNG"), ("L", "JPEG"), ("LA", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG"), ("RGBA", "WEBP")],
)
def test_every_kind_of_colour_becomes_rgb(mode, format):
    grey = gradient(64, 64)
    image = (
        grey.convert("L").convert("I").point(lambda v: v * 256).convert(mode) if mode == "I;16" else grey.convert(mode)
    )

    picture = open_picture(as_file(image, format)).image

    assert picture.mode == "RGB"
    assert brightness(picture, (0, 56, 64, 64)) - brightness(picture, (0, 0, 64, 8)) > 90, (
        "dark above and light below, as it was drawn"
    )


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
RED = Image.new("RGB", (20, 20), (200, 30, 40))


def test_colours_are_those_that_the_profile_describes():
    red_and_blue_exchanged = SRGB.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")

    picture = open_picture(as_file(RED, "PNG", icc_profile=red_and_blue_exchanged)).image

    red, _, blue = picture.getpixel((9, 9))
    assert blue > 150 > red
    assert not picture.info, "the profile is used up and does not travel on"


@pytest.mark.parametrize("profile", [SRGB, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(), b"none"])
def test_a_profile_that_says_nothing_new_or_nonsense_changes_no_colour(profile):
    assert open_picture(as_file(RED, "PNG", icc_profile=profile)).image.getpixel((9, 9)) == (200, 30, 40)


WHOLE = {format: as_file(gradient(48, 32), format).getvalue() for format in ("JPEG", "PNG", "WEBP")}


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_a_damaged_file_is_either_read_or_refused_in_our_own_words(format, damage):
    content = bytearray(WHOLE[format])
    for position, value in damage:
        content[position % len(content)] = value

    try:
        picture = open_picture(io.BytesIO(content))
    except PictureError:
        return
    assert picture.image.mode == "RGB"
