"""A newsroom's mark: small, with its transparency, without anything that the file carried besides."""

import io
from hashlib import sha256
from typing import BinaryIO, NamedTuple

from PIL import Image

from articles.renditions.errors import BrokenPicture, NotAPicture
from articles.renditions.reading import DAMAGE, in_srgb, read_header

MAX_PIXELS = 4_000_000
LARGEST = (640, 128)  # twice what a page shows


class Logo(NamedTuple):
    """A PNG made anew; its name is a digest of its bytes."""

    content: bytes
    digest: str
    width: int
    height: int


def make_logo(file: BinaryIO) -> Logo:
    """From a PNG or WebP. Raises NotAPicture, TooManyPixels or BrokenPicture."""
    image = read_header(file, MAX_PIXELS)
    if image.format not in ("PNG", "WEBP"):
        raise NotAPicture(f"{image.format} has no transparency")
    try:
        image.load()
        drawn = in_srgb(image).convert("RGBA")
    except DAMAGE as error:
        raise BrokenPicture(str(error)) from error
    drawn.thumbnail(LARGEST)
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    written = io.BytesIO()
    clean.save(written, "PNG", optimize=True)
    return Logo(written.getvalue(), sha256(written.getvalue()).hexdigest()[:16], *drawn.size)
