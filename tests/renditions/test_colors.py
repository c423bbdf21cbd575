"""The colours that a file means are those that readers see."""

import io
import math
import struct

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from articles.renditions import sizes
from articles.renditions.reading import develop_negative, read_header
from articles.renditions.scaling import in_frame, reduction
from tests.renditions.drawing import as_file, gradient, photo_like
from tests.renditions.looking import open_picture

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
RED = Image.new("RGB", (20, 20), (200, 30, 40))
D50 = (0.9642, 1.0, 0.8249)
# Primaries in CIE XYZ under D50 and the exponent of the tone curve.
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457), 2.19921875)
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407), 2.2)
PROPHOTO = ((0.79767, 0.28804, 0.0), (0.13519, 0.71188, 0.0), (0.03134, 0.00009, 0.82491), 1.8)


def xyz(*values):
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65_536)) for value in values)


def assembled(tags, kind, space, connection):
    """An ICC profile of version 2 (ICC.1:2001-04)."""
    start, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content.ljust(-(-len(content) // 4) * 4, b"\0")
    header = struct.pack(">I4sI4s4s4s", start + len(body), b"none", 0x02400000, kind, space, connection)
    header += b"\0" * 12 + b"acsp" + b"\0" * 28 + xyz(*D50)[8:]
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def profile(red, green, blue, gamma):
    """A display of three primaries and one exponent."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    tags = {b"rXYZ": xyz(*red), b"gXYZ": xyz(*green), b"bXYZ": xyz(*blue), b"wtpt": xyz(*D50)}
    return assembled(tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve), b"mntr", b"RGB ", b"XYZ ")


def color(file):
    return open_picture(file).image.getpixel((9, 9))


def nearly(expected, within=3):
    return [pytest.approx(value, abs=within) for value in expected]


@pytest.mark.parametrize(
    ("space", "stored"),
    # sRGB (180, 60, 60) in the numbers of each space, by its primaries and its curve.
    [(ADOBE_RGB, (159, 63, 62)), (DISPLAY_P3, (167, 69, 64)), (PROPHOTO, (120, 64, 52))],
)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_a_photograph_in_a_wider_space_keeps_its_colours(space, stored, format):
    options = {"quality": 100, "subsampling": "4:4:4"} if format in ("JPEG", "AVIF") else {"lossless": True}
    file = as_file(Image.new("RGB", (20, 20), stored), format, icc_profile=profile(*space), **options)

    picture = open_picture(file).image

    assert list(picture.getpixel((9, 9))) == nearly((180, 60, 60), within=6)
    assert not picture.info, "the profile is used up and does not travel on"


@pytest.mark.parametrize(
    "unfitting", [SRGB, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(), b"none"]
)
def test_a_profile_that_says_nothing_new_or_nonsense_changes_no_colour(unfitting):
    assert color(as_file(RED, "PNG", icc_profile=unfitting)) == (200, 30, 40)


def test_grey_with_a_profile_of_colours_is_as_bright_as_that_says():
    file = as_file(Image.new("L", (20, 20), 100), "PNG", icc_profile=profile(*PROPHOTO))

    assert list(color(file)) == nearly((119, 119, 119))


@pytest.mark.parametrize(
    ("format", "options"), [("JPEG", {"quality": 100}), ("TIFF", {}), ("TIFF", {"compression": "tiff_lzw"})]
)
def test_inks_become_light(format, options):
    inks = Image.new("CMYK", (20, 20), (0, 204, 204, 51))

    assert list(color(as_file(inks, format, **options))) == nearly((204, 41, 41))


def inks_that_print(lightness, a, b):
    """A printer: its paper is white, its black is black, and any other ink gives that one colour of CIE Lab."""
    paper, ink, black = (
        bytes(color) for color in ((255, 128, 128), (round(lightness * 2.55), a + 128, b + 128), (0, 128, 128))
    )
    corners = paper + black + (ink + black) * 7
    straight = bytes(range(256))
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + struct.pack(">9i", *(65_536 * (at % 4 == 0) for at in range(9)))
    table += straight * 4 + corners + straight * 3
    return assembled({b"A2B0": table, b"wtpt": xyz(*D50)}, b"prtr", b"CMYK", b"Lab ")


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_inks_are_those_of_their_profile(format):
    cyan = Image.new("CMYK", (20, 20), (255, 0, 0, 0))

    found = color(as_file(cyan, format, icc_profile=inks_that_print(53, 80, 67)))

    assert list(found) == nearly((255, 0, 0), within=8), "cyan by name, red on that paper"


def sixteen(red, green=None, blue=None, endian="<"):
    """TIFF of 16 bits a channel, grey or in colours, which Pillow reads but does not write."""
    samples = [red] if green is None else [red, green, blue]
    pixels = struct.pack(f"{endian}{len(samples)}H", *samples) * 400
    count = len(samples)
    entries = [
        (256, 3, 1, 20),
        (257, 3, 1, 20),
        (258, 3, count, 16),
        (259, 3, 1, 1),
        (262, 3, 1, 1 if count == 1 else 2),
    ]
    entries += [(277, 3, 1, count), (278, 3, 1, 20), (279, 4, 1, len(pixels))]
    entries.insert(5, (273, 4, 1, 200))
    bits = 8 + 2 + 12 * len(entries) + 4
    directory = struct.pack(f"{endian}H", len(entries))
    for tag, kind, number, value in entries:
        packed = struct.pack(f"{endian}HH" if kind == 3 else f"{endian}I", *([value, 0] if kind == 3 else [value]))
        packed = struct.pack(f"{endian}I", bits) if number > 2 else packed
        directory += struct.pack(f"{endian}HHI", tag, kind, number) + packed
    head = (b"II*\0" if endian == "<" else b"MM\0*") + struct.pack(f"{endian}I", 8)
    data = head + directory + b"\0\0\0\0" + struct.pack(f"{endian}3H", 16, 16, 16)
    return io.BytesIO(data.ljust(200, b"\0") + pixels)


@pytest.mark.parametrize("endian", ["<", ">"])
def test_sixteen_bits_a_channel_become_eight(endian):
    assert color(sixteen(50_000, 10_000, 30_000, endian=endian)) == pytest.approx((195, 39, 117), abs=1)
    assert color(sixteen(32_768, endian=endian)) == (128, 128, 128)


def test_a_png_of_sixteen_bits_is_neither_white_nor_black():
    grey = Image.new("I;16", (20, 20), 32_768)

    assert color(as_file(grey, "PNG")) == (128, 128, 128)


def test_lightness_and_opponent_colours_become_light():
    lab = ImageCms.profileToProfile(
        RED, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )

    assert list(color(as_file(lab, "TIFF"))) == nearly((200, 30, 40))


@pytest.mark.parametrize("format", ["PNG", "GIF", "TIFF"])
def test_a_palette_is_looked_up(format):
    assert color(as_file(RED.quantize(4), format)) == pytest.approx((200, 30, 40), abs=1)


@pytest.mark.parametrize(
    ("image", "format", "options"),
    [
        (Image.new("RGBA", (20, 20), (200, 0, 0, 0)), "PNG", {}),
        (Image.new("RGBA", (20, 20), (200, 0, 0, 0)), "WEBP", {"lossless": True}),
        (Image.new("RGBA", (20, 20), (200, 0, 0, 0)), "AVIF", {}),
        (Image.new("RGBA", (20, 20), (200, 0, 0, 0)), "TIFF", {}),
        (Image.new("LA", (20, 20), (90, 0)), "PNG", {}),
        (RED.quantize(2), "PNG", {"transparency": 0}),
        (RED.quantize(2), "GIF", {"transparency": 0}),
        (Image.new("RGB", (20, 20), (200, 0, 0)), "PNG", {"transparency": (200, 0, 0)}),
        (Image.new("L", (20, 20), 77), "PNG", {"transparency": 77}),
    ],
)
def test_transparent_parts_become_white(image, format, options):
    assert color(as_file(image, format, **options)) == (255, 255, 255)


def test_what_is_half_transparent_shows_half_of_the_white():
    assert color(as_file(Image.new("RGBA", (20, 20), (200, 0, 0, 128)), "PNG")) == pytest.approx((227, 127, 127), abs=1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
@pytest.mark.parametrize("smaller", [1, 2])
def test_every_kind_of_pixel_becomes_rgb_at_any_size(mode, smaller):
    grey = gradient(64, 64, "L")
    image = grey.convert("I").point(lambda value: value * 257).convert(mode) if mode == "I;16" else grey.convert(mode)

    file = as_file(image, "JPEG" if mode == "CMYK" else "PNG")
    picture = develop_negative(read_header(file), smaller).image

    assert (picture.mode, picture.size) == ("RGB", (64 // smaller, 64 // smaller))
    above, below = (
        picture.crop(part).resize((1, 1)) for part in ((0, 0, 20, 4), (0, 60 // smaller, 20, 64 // smaller))
    )
    assert below.getpixel((0, 0))[0] - above.getpixel((0, 0))[0] > 90, "dark above and light below, as it was drawn"


def alike(one, other):
    """Peak signal to noise in decibels."""
    difference = ImageStat.Stat(ImageChops.difference(one, other))
    return 10 * math.log10(255**2 / (max(1, sum(difference.sum2)) / sum(difference.count)))


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_renditions_are_as_sharp_as_if_each_were_made_of_the_whole_picture(format):
    drawn = photo_like(1200, 800)
    wanted = [size for size in sizes(1200, 800) if size.frame == "whole" and size.width <= 480]
    negative = read_header(as_file(drawn, format, **({"quality": 95} if format == "JPEG" else {"compress_level": 1})))
    smaller = reduction(1200, 800, wanted)

    made = in_frame(develop_negative(negative, smaller), "whole", {size[2:] for size in wanted}, (0.5, 0.5))

    assert smaller == 2
    for image in made.values():
        assert alike(image, drawn.resize(image.size, Image.Resampling.LANCZOS)) > 38
