"""EXIF: what cameras say, in the directories of TIFF. Read as bytes: Pillow's text of them is mojibake."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from articles.renditions.decoding import decoded

ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 9: 4, 10: 8, 13: 4}
MOST_ENTRIES, MOST_BYTES = 500, 2_000_000

DESCRIPTION, ARTIST, COPYRIGHT, DIRECTORY = 270, 315, 33432, 34665
TITLE, COMMENT, AUTHOR, KEYWORDS = 40091, 40092, 40093, 40094  # Windows writes these, in UTF-16
TAKEN, ZONE = 36867, 36881
XMP, IPTC, PHOTOSHOP = 700, 33723, 34377  # a TIFF's own places for the other standards
WANTED = {
    *(DESCRIPTION, ARTIST, COPYRIGHT, DIRECTORY, TITLE, COMMENT, AUTHOR, KEYWORDS, TAKEN, ZONE),
    *(XMP, IPTC, PHOTOSHOP),
}


def read_exif(tags: dict[int, bytes]) -> dict[str, list[str]]:
    """Fields of Photo -> what the tags say. UserComment is left out: programs write there, not people."""
    plain = {tag: decoded(content.partition(b"\0")[0]) for tag, content in tags.items()}
    wide = {tag: tags.get(tag, b"").decode("utf-16-le", "ignore") for tag in (TITLE, COMMENT, AUTHOR, KEYWORDS)}
    said = {
        "creator": [plain.get(ARTIST, "") or wide[AUTHOR]],
        "copyright_notice": [plain.get(COPYRIGHT, "")],
        "headline": [wide[TITLE]],
        "caption": [plain.get(DESCRIPTION, "") or wide[COMMENT]],
        "keywords": [wide[KEYWORDS]],
        "taken_at": [plain.get(TAKEN, "") + plain.get(ZONE, "")],
    }
    return {field: texts for field, texts in said.items() if texts != [""]}


def tags_of(file: BinaryIO) -> dict[int, bytes]:
    """The raw bytes of the tags that matter here, from a TIFF or from what stands in an EXIF block."""
    header = file.read(8)
    order = ORDERS.get(header[:4])
    if order is None or len(header) < 8:
        return {}
    found = dict(entries(file, order, header[4:]))
    if len(found.get(DIRECTORY, b"")) == 4:
        found = dict(entries(file, order, found[DIRECTORY])) | found
    return found


def entries(file: BinaryIO, order: str, start: bytes) -> Iterator[tuple[int, bytes]]:
    file.seek(*struct.unpack(f"{order}I", start))
    (count,) = struct.unpack(f"{order}H", file.read(2).rjust(2, b"\0"))
    block = file.read(12 * min(count, MOST_ENTRIES))
    for tag, kind, number, inline in struct.iter_unpack(f"{order}HHI4s", block[: len(block) // 12 * 12]):
        size = SIZES.get(kind, 1) * number
        if tag not in WANTED or size > MOST_BYTES:
            continue
        if size > 4:
            file.seek(*struct.unpack(f"{order}I", inline))
        yield tag, file.read(size) if size > 4 else inline[:size]
