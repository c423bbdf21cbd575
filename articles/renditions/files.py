"""Renditions as bytes: cut, scaled, encoded, credited."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image

from articles.renditions.credits import Credit
from articles.renditions.frames import CENTRE, FRAMES, Rung, crop_box, ladder
from articles.renditions.names import file_name
from articles.renditions.reading import Picture
from articles.renditions.recipes import ENCODERS


@dataclass(frozen=True)
class RenditionFile:
    name: str
    frame: str
    format: str
    width: int
    height: int
    data: bytes


def make_renditions(
    picture: Picture,
    *,
    token: str,
    credit: Credit,
    focal: tuple[float, float] = CENTRE,
    frames: Iterable[str] = FRAMES,
    formats: Iterable[str] = ("webp", "jpeg"),
) -> Iterator[RenditionFile]:
    """The whole ladder, one file at a time."""
    for rung in ladder(picture.width, picture.height, frames):
        image = scaled(picture, rung, focal)
        for format in formats:
            data = encoded(image, format, credit)
            yield RenditionFile(file_name(token, rung, format, data), rung.frame, format, rung.width, rung.height, data)


def render(
    picture: Picture,
    rung: Rung,
    format: str,
    *,
    credit: Credit,
    focal: tuple[float, float] = CENTRE,
    quality: int | None = None,
) -> bytes:
    """One file; `format` is "webp" or "jpeg"."""
    return encoded(scaled(picture, rung, focal), format, credit, quality)


def scaled(picture: Picture, rung: Rung, focal: tuple[float, float]) -> Image.Image:
    image = picture.image
    across, down = image.width / picture.width, image.height / picture.height
    left, top, right, bottom = crop_box(picture.width, picture.height, rung.frame, focal)
    box = (left * across, top * down, right * across, bottom * down)
    return image.resize((rung.width, rung.height), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)


def encoded(image: Image.Image, format: str, credit: Credit, quality: int | None = None) -> bytes:
    options = ENCODERS[format] | ({"quality": quality} if quality else {})
    if format == "jpeg":
        options |= {"extra": credit.iptc()}
    buffer = io.BytesIO()
    image.save(buffer, format, xmp=credit.xmp(), **options)
    return buffer.getvalue()


def average_color(picture: Picture) -> str:
    """ "#rrggbb" to stand in the picture's place until it arrives."""
    return f"#{picture.image.resize((1, 1), Image.Resampling.BOX).tobytes().hex()}"
