"""From an uploaded file to a picture that is safe to work with."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from PIL import ExifTags, Image, ImageCms, ImageOps

from articles.renditions.errors import BrokenPicture, NotAPicture, TooManyPixels

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")
MAX_PIXELS = 120_000_000
# A big JPEG is decoded at a fraction of its size, never below this on either side: the widest rendition of any frame.
ENOUGH = 1920
LYING_ON_A_SIDE = (5, 6, 7, 8)  # values of EXIF Orientation
# What Pillow's decoders let out of a damaged file.
DAMAGE = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, zlib.error, OverflowError)


@dataclass(frozen=True)
class Picture:
    """An upright sRGB picture without any metadata.

    `width` and `height` are the original's once upright; `image` may hold fewer pixels, never too few for a rendition.
    """

    image: Image.Image
    width: int
    height: int
    format: str


def open_picture(file: BinaryIO, *, max_pixels: int = MAX_PIXELS) -> Picture:
    """The whole file, read and checked. Raises NotAPicture, TooManyPixels or BrokenPicture."""
    image = read_header(file, max_pixels)
    width, height = image.size
    try:
        image.draft(None, (ENOUGH, ENOUGH))
        image.load()
        if image.getexif().get(ExifTags.Base.Orientation) in LYING_ON_A_SIDE:
            width, height = height, width
        upright = ImageOps.exif_transpose(image)
        pixels = flattened(in_srgb(upright))
    except DAMAGE as error:
        raise BrokenPicture(str(error)) from error
    # Phones write JPEGs that Pillow calls MPO: a picture followed by a second one that nobody asked for.
    kind = "jpeg" if image.format == "MPO" else (image.format or "").lower()
    return Picture(pixels, width, height, kind)


def read_header(file: BinaryIO, max_pixels: int) -> Image.Image:
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit stands in its place
            image = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise TooManyPixels(str(error)) from error
    except DAMAGE as error:
        raise NotAPicture(str(error)) from error
    if image.width * image.height > max_pixels:
        raise TooManyPixels(f"{image.width} x {image.height} is over {max_pixels} pixels")
    return image


def in_srgb(image: Image.Image) -> Image.Image:
    """The colours its profile describes; a profile that fits nothing is as good as none."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    if image.mode in ("P", "PA"):
        image = image.convert("RGBA")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def flattened(image: Image.Image) -> Image.Image:
    """RGB on white, in a new image that remembers nothing of the file."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
    clean = Image.new("RGB", image.size, "white")
    clean.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return clean
