"""Renditions as bytes: cut, scaled, encoded, credited."""

import io
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PIL import Image

from articles.renditions.credits import Credit
from articles.renditions.frames import CENTRE, Size
from articles.renditions.names import file_name
from articles.renditions.reading import Picture
from articles.renditions.recipes import ENCODERS
from articles.renditions.scaling import in_frame

WORKERS = min(4, os.cpu_count() or 1)


@dataclass(frozen=True)
class Encoded:
    """One public file."""

    name: str
    size: Size
    data: bytes


def encode_all(
    picture: Picture, wanted: Sequence[Size], *, token: str, credit: Credit, focal: tuple[float, float] = CENTRE
) -> Iterator[Encoded]:
    """In the order wanted, several at once: encoders leave the interpreter to others."""
    shapes: dict[str, set[tuple[int, int]]] = {}
    for size in wanted:
        shapes.setdefault(size.frame, set()).add((size.width, size.height))

    def scale(frame: str) -> dict[int, Image.Image]:
        return in_frame(picture, frame, shapes[frame], focal)

    def encode(size: Size) -> Encoded:
        image = scaled[size.frame][size.width].copy()  # saving writes its options into the image: one for each thread
        data = encoded(image, size.format, credit)
        return Encoded(file_name(token, size, data), size, data)

    with ThreadPoolExecutor(WORKERS) as pool:
        scaled = dict(zip(shapes, pool.map(scale, shapes), strict=True))
        yield from pool.map(encode, wanted)


def encoded(image: Image.Image, format: str, credit: Credit) -> bytes:
    options = ENCODERS[format] | ({"extra": credit.iptc()} if format == "jpeg" else {})
    buffer = io.BytesIO()
    image.save(buffer, format, xmp=credit.xmp(), **options)
    return buffer.getvalue()
