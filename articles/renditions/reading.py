"""From a stranger's file to an upright sRGB picture without any metadata."""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import BinaryIO

from PIL import ExifTags, Image
from PIL.ImageFile import ImageFile

from articles.renditions.colors import Colors
from articles.renditions.errors import BrokenPicture, NotAPicture, TooManyPixels
from articles.renditions.frames import MAX_PIXELS, MAX_SIDE
from articles.renditions.stripping import without_words

# Kind -> where Pillow reads it. Nothing else is ever tried, whatever a file is called; a picture within a picture
# (MPO of phones, pages of TIFF, films of GIF, PNG, WebP and AVIF) is left alone but the first.
PLUGINS = {
    "jpeg": ("JpegImagePlugin", "JpegImageFile"),
    "png": ("PngImagePlugin", "PngImageFile"),
    "webp": ("WebPImagePlugin", "WebPImageFile"),
    "avif": ("AvifImagePlugin", "AvifImageFile"),
    "tiff": ("TiffImagePlugin", "TiffImageFile"),
    "gif": ("GifImagePlugin", "GifImageFile"),
}
TIFF_SIGNATURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
LYING_ON_A_SIDE = (5, 6, 7, 8)  # values of EXIF Orientation
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
BAND_PIXELS = 4_000_000
MOST_PARTS = 100_000
"""Chunks of a PNG, segments of a JPEG: walking as many takes a tenth of a second, and no camera writes them."""
SCAN, STANDALONE = 0xDA, (0x00, 0x01, *range(0xD0, 0xD9))  # markers of a JPEG: its pixels; those without a length
# What Pillow's decoders let out of a damaged file.
DAMAGE = (
    *(OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, OverflowError, RuntimeError),
    *(struct.error, zlib.error),
)


@dataclass(frozen=True)
class Negative:
    """A file whose header was read and nothing more; `width` and `height` are those of the upright picture."""

    image: ImageFile
    format: str
    width: int
    height: int
    orientation: int


@dataclass(frozen=True)
class Picture:
    """`width` and `height` are the original's; `image` may hold fewer pixels of the same shape."""

    image: Image.Image
    width: int
    height: int
    format: str

    @property
    def color(self) -> str:
        """ "#rrggbb", the average."""
        return f"#{self.image.resize((1, 1), Image.Resampling.BOX).tobytes().hex()}"


def read_header(file: BinaryIO, *, max_pixels: int = MAX_PIXELS) -> Negative:
    """Raises NotAPicture, TooManyPixels or BrokenPicture."""
    file.seek(0)
    format = kind_of(file.read(64))
    if format in PARTS and sum(1 for _part in islice(PARTS[format](file), MOST_PARTS + 1)) > MOST_PARTS:
        raise BrokenPicture(f"more than {MOST_PARTS} parts")
    file.seek(0)
    try:
        image = opened(file, format)
    except Image.DecompressionBombError as error:
        raise TooManyPixels(str(error)) from error
    except DAMAGE as error:
        raise BrokenPicture(str(error)) from error
    width, height = image.size
    if width * height > max_pixels or max(width, height) > MAX_SIDE:
        raise TooManyPixels(f"{width} x {height} is over {max_pixels} pixels")
    if format == "png":
        image.info.setdefault("exif", exif_of_png(file))
    if format == "tiff":  # Pillow turns it by itself while decoding, and tells the upright size before
        return Negative(image, format, width, height, orientation=1)
    orientation = orientation_of(image)
    if orientation in LYING_ON_A_SIDE:
        width, height = height, width
    return Negative(image, format, width, height, orientation)


def opened(file: BinaryIO, format: str) -> ImageFile:
    """Broken words beside a whole picture stop nobody: then it is opened without them."""
    module, name = PLUGINS[format]
    plugin = getattr(import_module(f"PIL.{module}"), name)
    try:
        return plugin(file)
    except DAMAGE:
        if format not in ("jpeg", "png"):
            raise
        return plugin(without_words(file, format))


def kind_of(head: bytes) -> str:
    """By the first bytes of the file. Raises NotAPicture."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(PNG_SIGNATURE):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(TIFF_SIGNATURES):
        return "tiff"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and {b"avif", b"avis"} & {head[at : at + 4] for at in range(8, len(head), 4)}:
        return "avif"
    raise NotAPicture(f"begins with {head[:12]!r}")


def orientation_of(image: ImageFile) -> int:
    """As EXIF says it; 1 where it says nothing or nonsense. `getexif` would decode a PNG."""
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif") or b"")
        orientation = exif.get(ExifTags.Base.Orientation)
        return orientation if orientation in TURNS else 1
    except DAMAGE:
        return 1


def exif_of_png(file: BinaryIO) -> bytes:
    """Pillow checks no checksum of pixels and misses no end: this reads the file too. Raises BrokenPicture."""
    place, exif, seen = file.tell(), b"", set()
    file.seek(len(PNG_SIGNATURE))
    for kind, content in png_chunks(file):
        seen.add(kind)
        exif = content if kind == b"eXIf" else exif
    file.seek(place)
    if not {b"IDAT", b"IEND"} <= seen:
        raise BrokenPicture("no pixels or no end")
    return exif


def png_chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    kind = b""
    while kind != b"IEND" and len(head := file.read(8)) == 8:
        length, kind = struct.unpack(">I4s", head)
        content, checksum = file.read(length), file.read(4)
        if kind in CRITICAL and checksum != struct.pack(">I", zlib.crc32(kind + content)):
            raise BrokenPicture(f"{kind!r} has another checksum")
        yield kind, content


def parts_of_png(file: BinaryIO) -> Iterator[bytes]:
    file.seek(len(PNG_SIGNATURE))
    while len(head := file.read(8)) == 8:
        yield head
        file.seek(int.from_bytes(head[:4], "big") + 4, io.SEEK_CUR)


def parts_of_jpeg(file: BinaryIO) -> Iterator[bytes]:
    """As far as the pixels: what Pillow reads one by one before it knows a size."""
    file.seek(2)
    while len(head := file.read(2)) == 2 and head[0] == 0xFF and head[1] != SCAN:
        yield head
        if head[1] == 0xFF:
            file.seek(-1, io.SEEK_CUR)
        elif head[1] not in STANDALONE:
            file.seek(max(int.from_bytes(file.read(2), "big"), 2) - 2, io.SEEK_CUR)


PARTS = {"png": parts_of_png, "jpeg": parts_of_jpeg}


def develop_negative(negative: Negative, smaller: int = 1) -> Picture:
    """The whole file decoded, with a side that is at most `smaller` times smaller. Raises BrokenPicture."""
    image = negative.image
    try:
        if negative.format == "jpeg":
            decoded = next(scale for scale in (8, 4, 2, 1) if scale <= smaller)
            image.draft(None, (image.width // decoded, image.height // decoded))
            smaller //= decoded
        image.load()
        upright = shrunk(image, smaller)
        image.close()
    except DAMAGE as error:
        raise BrokenPicture(str(error)) from error
    if negative.orientation in TURNS:
        upright = upright.transpose(TURNS[negative.orientation])
    return Picture(upright, negative.width, negative.height, negative.format)


def shrunk(image: Image.Image, factor: int) -> Image.Image:
    """In sRGB on white, in a new image that remembers nothing; by bands, so that all colours are never there twice."""
    colors = Colors(image)
    small = Image.new("RGB", (-(-image.width // factor), -(-image.height // factor)))
    band = max(1, BAND_PIXELS // (image.width * factor)) * factor
    for top in range(0, image.height, band):
        part = image.crop((0, top, image.width, min(top + band, image.height)))
        part = colors.of(part.reduce(factor)) if colors.may_be_mixed else colors.of(part).reduce(factor)
        small.paste(part, (0, top // factor))
    return small
