"""What the photo library takes and what it refuses."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from articles.renditions import BrokenPicture, NotAPicture, PictureError, TooManyPixels, sizes
from articles.renditions.reading import MOST_PARTS, develop_negative, read_header
from articles.renditions.scaling import reduction
from tests.renditions.drawing import as_file, gradient, png_that_claims
from tests.renditions.looking import open_picture

TAKEN = ("AVIF", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
COMPRESSIONS = (None, "group4", "jpeg", "packbits", "tiff_adobe_deflate", "tiff_lzw", "zstd", "lzma")


def turned(orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return exif


def brightness(image, box):
    return image.convert("L").resize((1, 1), Image.Resampling.BOX, box).getpixel((0, 0))


@pytest.mark.parametrize("format", TAKEN)
def test_photographs_in_the_usual_formats_are_taken(format):
    picture = open_picture(as_file(gradient(300, 200), format))

    assert (picture.width, picture.height, picture.format) == (300, 200, format.lower())
    assert (picture.image.mode, picture.image.size) == ("RGB", (300, 200))


@pytest.mark.parametrize("format", ["GIF", "MPO", "PNG", "TIFF", "WEBP", "AVIF"])
def test_of_several_pictures_in_a_file_the_first_is_taken(format):
    first, second = Image.new("RGB", (40, 30), (200, 0, 0)), Image.new("RGB", (40, 30), (0, 0, 200))

    picture = open_picture(as_file(first, format, save_all=True, append_images=[second]))

    red, _, blue = picture.image.getpixel((20, 15))
    assert red > 180 and blue < 20


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_a_tiff_is_taken_in_every_usual_compression(compression):
    grey = gradient(64, 64, "1" if compression == "group4" else "RGB")

    picture = open_picture(as_file(grey, "TIFF", compression=compression))

    assert brightness(picture.image, (0, 48, 64, 64)) - brightness(picture.image, (0, 0, 64, 16)) > 90


@pytest.mark.parametrize("format", ["BMP", "DDS", "EPS", "ICNS", "ICO", "JPEG2000", "PCX", "PDF", "PPM", "SGI", "TGA"])
def test_other_formats_are_refused(format):
    with pytest.raises(NotAPicture):
        open_picture(as_file(gradient(32, 32), format))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg/>",
        b"<!doctype html>",
        b"#!/bin/sh",
        b"8BPS\0\1",
        b"\0\0\0\x18ftypheic\0\0\0\0heicmif1",
        b"RIFF1234WAVE",
    ],
)
def test_a_file_that_is_no_picture_is_refused(content):
    with pytest.raises(NotAPicture):
        open_picture(io.BytesIO(content))


@pytest.mark.parametrize("content", [b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0"])
def test_a_file_that_only_begins_as_a_picture_is_broken(content):
    with pytest.raises(BrokenPicture):
        open_picture(io.BytesIO(content))


@pytest.mark.parametrize("format", TAKEN)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_cut_short_on_its_way_is_refused(format, share):
    whole = as_file(gradient(300, 200), format).getvalue()

    with pytest.raises(BrokenPicture):
        open_picture(io.BytesIO(whole[: int(len(whole) * share)]))


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("smaller", [1, 2, 8])
def test_a_jpeg_cut_near_its_end_is_refused_though_it_is_decoded_at_a_fraction(progressive, smaller):
    whole = as_file(gradient(800, 600), progressive=progressive).getvalue()

    with pytest.raises(BrokenPicture):
        develop_negative(read_header(io.BytesIO(whole[:-40])), smaller)


def without(kind, png):
    """The chunks of a PNG but one kind."""
    at = png.index(kind) - 4
    (length,) = struct.unpack(">I", png[at : at + 4])
    return png[:at] + png[at + 12 + length :]


@pytest.mark.parametrize("kind", [b"IEND", b"IDAT"])
def test_a_png_without_its_pixels_or_its_end_is_broken(kind):
    png = as_file(gradient(30, 20), "PNG").getvalue()

    with pytest.raises(BrokenPicture):
        open_picture(io.BytesIO(without(kind, png)))


def test_a_png_whose_pixels_have_another_checksum_is_broken():
    png = bytearray(as_file(gradient(30, 20), "PNG").getvalue())
    png[png.index(b"IEND") - 5] ^= 1  # of the last IDAT: nothing but the checksum tells

    with pytest.raises(BrokenPicture):
        open_picture(io.BytesIO(png))


def test_a_tiff_that_points_beyond_its_end_is_broken():
    tiff = as_file(gradient(30, 20), "TIFF").getvalue()
    (entry,) = (at for at in range(len(tiff)) if tiff[at : at + 4] == struct.pack("<HH", 273, 4))
    points_elsewhere = tiff[: entry + 8] + struct.pack("<I", len(tiff) + 1000) + tiff[entry + 12 :]

    with pytest.raises(BrokenPicture):
        open_picture(io.BytesIO(points_elsewhere))


@pytest.mark.parametrize(("width", "height"), [(12_001, 10_000), (60_000, 60_000), (1, 2**31 - 1)])
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(width, height):
    with pytest.raises(TooManyPixels):
        open_picture(png_that_claims(width, height))


CRUMBS = {
    "JPEG": (2, b"\xff\xfe\x00\x02"),
    "PNG": (33, struct.pack(">I4sI", 0, b"teSt", zlib.crc32(b"teSt"))),
}


@pytest.mark.parametrize("format", CRUMBS)
def test_a_file_of_countless_crumbs_is_refused_before_it_takes_time(format):
    data = as_file(gradient(20, 20), format).getvalue()
    at, crumb = CRUMBS[format]

    assert read_header(io.BytesIO(data[:at] + 1000 * crumb + data[at:])).width == 20
    with pytest.raises(BrokenPicture, match="parts"):
        read_header(io.BytesIO(data[:at] + (MOST_PARTS + 1) * crumb + data[at:]))


@pytest.mark.parametrize("filling", [b"\xff", b"\xff\x00", b"\xff\xd0"])
def test_a_jpeg_filled_with_nothing_is_refused_too(filling):
    data = as_file(gradient(20, 20), "JPEG").getvalue()

    with pytest.raises(BrokenPicture, match="parts"):
        read_header(io.BytesIO(data[:2] + (MOST_PARTS + 1) * filling + data[2:]))


def test_the_newsroom_may_set_another_limit():
    file = as_file(gradient(300, 200))

    with pytest.raises(TooManyPixels):
        open_picture(file, max_pixels=59_999)
    assert open_picture(file, max_pixels=60_000).width == 300


# Exif 2.32, 4.6.5.1.6: in which corner of the stored picture lie the left and the right corner of what is above.
LEFT_ABOVE = {1: "left top", 2: "right top", 3: "right bottom", 4: "left bottom", 5: "left top", 6: "left bottom"}
LEFT_ABOVE |= {7: "right bottom", 8: "right top"}
RIGHT_ABOVE = {1: "right top", 2: "left top", 3: "left bottom", 4: "right bottom", 5: "left bottom", 6: "left top"}
RIGHT_ABOVE |= {7: "right top", 8: "right bottom"}
CORNERS = {"left top": (0, 0), "right top": (32, 0), "left bottom": (0, 16), "right bottom": (32, 16)}


@pytest.mark.parametrize("format", ["AVIF", "JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_taken_with_the_camera_turned_stands_upright(format, orientation):
    stored = Image.new("RGB", (64, 32), "white")
    for color, corner in (((220, 0, 0), LEFT_ABOVE[orientation]), ((0, 0, 220), RIGHT_ABOVE[orientation])):
        x, y = CORNERS[corner]
        stored.paste(color, (x, y, x + 32, y + 16))

    header = read_header(as_file(stored, format, exif=turned(orientation)))
    picture = develop_negative(header)

    width, height = (64, 32) if orientation < 5 else (32, 64)
    assert (header.width, header.height) == picture.image.size == (width, height)
    red, _, blue = picture.image.getpixel((8, 8))
    assert red > 180 > 60 > blue
    red, _, blue = picture.image.getpixel((width - 8, 8))
    assert blue > 180 > 60 > red


def test_a_png_that_tells_its_turn_behind_its_pixels_stands_upright():
    png = as_file(gradient(30, 20), "PNG", exif=turned(6)).getvalue()
    at = png.index(b"eXIf") - 4
    chunk = png[at : png.index(b"IDAT") - 4]

    picture = open_picture(io.BytesIO(png[:at] + png[at + len(chunk) : -12] + chunk + png[-12:]))

    assert (picture.width, picture.height) == (20, 30)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("nonsense", [b"", b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM", b"\0" * 40])
def test_nonsense_about_the_camera_turns_nothing(nonsense):
    assert open_picture(as_file(gradient(30, 20), exif=nonsense)).width == 30


def test_a_big_photograph_is_made_smaller_but_keeps_its_size_and_enough_pixels_for_every_rendition():
    negative = read_header(as_file(gradient(4000, 2000), exif=turned(6)))
    smaller = reduction(negative.width, negative.height, [size for size in sizes(2000, 4000) if size.width <= 960])

    picture = develop_negative(negative, smaller)

    assert (picture.width, picture.height) == (2000, 4000)
    assert (smaller, picture.image.size) == (2, (1000, 2000))


WHOLE = {format: as_file(gradient(48, 32), format).getvalue() for format in TAKEN}


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=200, deadline=None)
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
