"""IPTC-IIM: the older standard's data sets, within Photoshop's image resources."""

import struct

from articles.renditions.decoding import decoded

RESOURCE = 0x0404
MOST_BYTES = 2_000_000
FIELDS = {
    80: "creator",
    115: "agency",
    110: "credit_line",
    116: "copyright_notice",
    105: "headline",
    120: "caption",
    25: "keywords",
    90: "city",
}
DAY, TIME = 55, 60


def read_iptc(records: bytes) -> dict[str, list[str]]:
    """Fields of Photo -> what the data sets say; one that may be repeated has several texts.

    A declared character set (1:90) says no more than the bytes do: whoever declares UTF-8 writes it, or lies.
    """
    sets = data_sets(records[:MOST_BYTES])
    said = {FIELDS[number]: [decoded(text) for text in texts] for number, texts in sets.items() if number in FIELDS}
    if DAY in sets:
        moment = b" ".join([sets[DAY][0], *sets.get(TIME, [])[:1]])
        said["taken_at"] = [moment.decode("latin-1")]
    return said


def data_sets(records: bytes) -> dict[int, list[bytes]]:
    """Those of the record with words (2), as far as they are whole."""
    found: dict[int, list[bytes]] = {}
    offset = 0
    while offset + 5 <= len(records):
        mark, record, number, size = struct.unpack_from(">BBBH", records, offset)
        end = offset + 5 + size
        if mark != 0x1C or size & 0x8000 or end > len(records):
            break
        if record == 2:
            found.setdefault(number, []).append(records[offset + 5 : end])
        offset = end
    return found


def iptc_of(resources: bytes) -> bytes:
    """The data sets among Photoshop's image resources."""
    offset = 0
    while resources[offset : offset + 4] == b"8BIM" and offset + 12 <= len(resources):
        (code,) = struct.unpack_from(">H", resources, offset + 4)
        offset += 6
        name = resources[offset] + 1
        offset += name + name % 2
        if offset + 4 > len(resources):
            break
        (size,) = struct.unpack_from(">I", resources, offset)
        offset += 4
        if code == RESOURCE:
            return resources[offset : offset + size]
        offset += size + size % 2
    return b""
