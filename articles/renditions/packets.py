"""Where each format of picture keeps the words that came with it."""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from PIL import Image

from articles.renditions import exif
from articles.renditions.iptc import iptc_of
from articles.renditions.xmp import MOST_BYTES, extension_of

EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
PHOTOSHOP = b"Photoshop 3.0\0"
EXIF = b"Exif\0\0"
PNG_SIGNATURE = 8
MOST_CHUNKS = 10_000


class Packets(NamedTuple):
    xmp: list[bytes]
    iptc: bytes
    exif: dict[int, bytes]


def packets_of(image: Image.Image) -> Packets:
    """Unread bytes: of the file itself where Pillow does not hand them out, so before `image` is loaded."""
    match image.format:
        case "TIFF":
            return of_tiff(image)
        case "PNG":
            return of_png(image)
        case _:
            return of_others(image)


def of_others(image: Image.Image) -> Packets:
    segments = getattr(image, "applist", [])
    resources = b"".join(content[len(PHOTOSHOP) :] for _name, content in segments if content.startswith(PHOTOSHOP))
    return Packets(with_extension(as_bytes(image.info.get("xmp")), segments), iptc_of(resources), tags(image))


def with_extension(packet: bytes, segments: list[tuple[str, bytes]]) -> list[bytes]:
    """XMP over 64 kB goes on in other segments: their digest, the whole length, the place of this part."""
    parts = [content[len(EXTENSION) :] for _name, content in segments if content.startswith(EXTENSION)]
    name = extension_of(packet).encode() if parts else b""
    mine = [(part[36:40], part[40:]) for part in parts if name and part[:32] == name]
    rest = b"".join(content for _place, content in sorted(mine))
    return [each for each in (packet, rest) if each]


def tags(image: Image.Image) -> dict[int, bytes]:
    return exif.tags_of(io.BytesIO(as_bytes(image.info.get("exif")).removeprefix(EXIF)))


def as_bytes(value: object) -> bytes:
    return value.encode() if isinstance(value, str) else value if isinstance(value, bytes) else b""


def of_tiff(image: Image.Image) -> Packets:
    with from_its_start(image) as file:
        found = exif.tags_of(file)
    iptc = found.get(exif.IPTC) or iptc_of(found.get(exif.PHOTOSHOP, b""))
    return Packets([found[exif.XMP]] if exif.XMP in found else [], iptc, found)


def of_png(image: Image.Image) -> Packets:
    """Also what stands behind the pixels, where many programs put it."""
    with from_its_start(image) as file:
        texts = dict(png_texts(file))
    xmp = texts.get(b"XML:com.adobe.xmp") or profile(texts, b"xmp")
    resources = profile(texts, b"iptc") or profile(texts, b"8bim")
    tags = (texts.get(b"eXIf") or profile(texts, b"exif")).removeprefix(EXIF)
    iptc = iptc_of(resources.removeprefix(PHOTOSHOP)) or resources
    return Packets([xmp] if xmp else [], iptc, exif.tags_of(io.BytesIO(tags)))


@contextmanager
def from_its_start(image: Image.Image) -> Iterator[BinaryIO]:
    """The file under the picture, left where Pillow expects it; empty once Pillow has let go of it."""
    file = getattr(image, "fp", None) or io.BytesIO()
    place = file.tell()
    file.seek(0)
    try:
        yield file
    finally:
        file.seek(place)


def png_texts(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """https://www.w3.org/TR/png/#11textinfo, and `eXIf` under its own name."""
    file.seek(PNG_SIGNATURE)
    for _number in range(MOST_CHUNKS):
        header = file.read(8)
        if len(header) < 8:
            return
        size, kind = struct.unpack(">I4s", header)
        if kind not in (b"tEXt", b"zTXt", b"iTXt", b"eXIf") or size > MOST_BYTES:
            file.seek(size + 4, io.SEEK_CUR)
            continue
        content = file.read(size)
        file.seek(4, io.SEEK_CUR)
        keyword, _zero, text = content.partition(b"\0")
        match kind:
            case b"eXIf":
                yield kind, content
            case b"tEXt":
                yield keyword, text
            case b"zTXt":
                yield keyword, inflated(text[1:])
            case b"iTXt":
                _language, _zero, rest = text[2:].partition(b"\0")
                words = rest.partition(b"\0")[2]
                yield keyword, inflated(words) if text[:1] == b"\1" else words


def inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MOST_BYTES)
    except zlib.error:
        return b""


def profile(texts: dict[bytes, bytes], name: bytes) -> bytes:
    """Bytes as ImageMagick writes them into a PNG: the name, the length, then hexadecimal digits."""
    digits = b"".join(texts.get(b"Raw profile type " + name, b"").split()[2:])
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return b""
