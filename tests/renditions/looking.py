"""Looking into files of pictures as a stranger's program would."""

import struct
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree

from articles.renditions.reading import Picture, develop_negative, read_header

LI = ".//{http://purl.org/dc/elements/1.1/}%s//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
CREDIT_LINE = ".//{http://ns.adobe.com/photoshop/1.0/}Credit"

# Boxes of ISO-BMFF that hold others, and how many bytes of their own come before those.
CONTAINERS = {b"meta": 4, b"iinf": 6, b"iprp": 0, b"ipco": 0, b"iref": 4}
# Segments of JPEG that are a marker alone.
BARE = (0xD8, 0xD9, *range(0xD0, 0xD8), 0x01)


def open_picture(file: BinaryIO, **limits: int) -> Picture:
    """All of its pixels, in this process."""
    return develop_negative(read_header(file, **limits))


def xmp_of(data: bytes) -> ElementTree.Element:
    start, end = data.index(b"<x:xmpmeta"), data.index(b"</x:xmpmeta>")
    return ElementTree.fromstring(data[start : end + len(b"</x:xmpmeta>")])


def parts_of(format: str, data: bytes) -> list[tuple[str, bytes]]:
    """Every segment, chunk or box with its content, to the last byte of the file."""
    return list({"jpeg": segments, "webp": chunks, "avif": boxes}[format](data))


def segments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Of a JPEG: marker and payload; scans with their pixels are one; what follows the end is "trailing"."""
    at = 0
    while at < len(data):
        assert data[at] == 0xFF, f"no marker at {at}"
        marker, at = data[at + 1], at + 2
        if marker in BARE:
            yield f"{marker:X}", b""
            if marker == 0xD9:
                yield from [("trailing", data[at:])] if data[at:] else []
                return
            continue
        (length,) = struct.unpack(">H", data[at : at + 2])
        content, at = data[at + 2 : at + length], at + length
        if marker == 0xDA:
            end = at
            while data[end] != 0xFF or data[end + 1] in (0, *range(0xD0, 0xD8)):
                end += 1
            content, at = content + data[at:end], end
        yield f"{marker:X}", content


def chunks(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Of a WebP."""
    assert data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    (size,) = struct.unpack("<I", data[4:8])
    at = 12
    while at < size + 8:
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        yield kind.decode("latin-1"), data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    yield from [("trailing", data[at:])] if data[at:] else []


def boxes(data: bytes, within: str = "") -> Iterator[tuple[str, bytes]]:
    """Of an AVIF: paths such as "meta/iprp/ipco/av1C" with their content."""
    at = 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        assert 8 <= length <= len(data) - at, f"{kind!r} at {at} says {length}"
        path, content = f"{within}{kind.decode('latin-1')}", data[at + 8 : at + length]
        yield path, content
        if kind in CONTAINERS:
            yield from boxes(content[CONTAINERS[kind] :], f"{path}/")
        at += length
