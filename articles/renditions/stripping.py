"""A picture without the words that came with it: for a file whose words are so broken that it opens with none else."""

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

# Segments of a JPEG that its pixels need (which way is up, colours) or that cannot stop Pillow (EXIF, XMP). Another
# APPn, or a comment, goes. Each with how it begins and the fewest bytes that make sense.
NEEDED = {0xE1: (b"", 0), 0xE2: (b"ICC_PROFILE\0", 15), 0xEE: (b"Adobe", 12)}
APPLICATION, COMMENT, SCAN = range(0xE0, 0xF0), 0xFE, 0xDA
PNG_SIGNATURE = 8
PNG_NEEDED = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"eXIf")


def without_words(file: BinaryIO, format: str) -> BinaryIO:
    """Another file of the same pixels; `format` is "jpeg" or "png"."""
    file.seek(0)
    parts = {"jpeg": jpeg_parts, "png": png_parts}[format]
    return io.BytesIO(b"".join(parts(file.read())))


def jpeg_parts(data: bytes) -> Iterator[bytes]:
    at = 2
    yield data[:at]
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != SCAN:
        kind, size = struct.unpack_from(">xBH", data, at)
        content = data[at + 4 : at + 2 + size]
        if kind not in (*APPLICATION, COMMENT) or (kind in NEEDED and is_whole(kind, content)):
            yield data[at : at + 2 + size]
        at += 2 + size
    yield data[at:]


def is_whole(kind: int, content: bytes) -> bool:
    beginning, fewest = NEEDED[kind]
    return content.startswith(beginning) and len(content) >= fewest


def png_parts(data: bytes) -> Iterator[bytes]:
    at = PNG_SIGNATURE
    yield data[:at]
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if kind in PNG_NEEDED:
            yield data[at : at + 12 + size]
        at += 12 + size
