"""Metadata as other programs leave it in files: packets of XMP, data sets of IPTC, tags of EXIF."""

import io
import struct
import zlib
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from articles.renditions.metadata import read_metadata
from tests.renditions.drawing import as_file

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
}
SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DESCRIPTION, ARTIST, COPYRIGHT, TITLE, TAKEN, ZONE, DIRECTORY = 270, 315, 33432, 40091, 36867, 36881, 34665


def xmp(properties: str, attributes: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {spaces}><rdf:Description rdf:about="" {attributes}>{properties}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def box(kind: str, *texts: str) -> str:
    return f"<rdf:{kind}>" + "".join(f"<rdf:li>{text}</rdf:li>" for text in texts) + f"</rdf:{kind}>"


def in_languages(**texts: str) -> str:
    """`x_default`, `ru`, `kk`: each with its text, in that order."""
    lines = (f'<rdf:li xml:lang="{name.replace("_", "-")}">{text}</rdf:li>' for name, text in texts.items())
    return f"<rdf:Alt>{''.join(lines)}</rdf:Alt>"


def iptc(*sets: tuple[int, bytes], utf8: bool = False) -> bytes:
    """Data sets of record 2 by their numbers."""
    records = [(1, 90, b"\x1b%G")] * utf8 + [(2, number, text) for number, text in sets]
    return b"".join(struct.pack(">BBBH", 0x1C, *head, len(text)) + text for *head, text in records)


def resources(records: bytes) -> bytes:
    """As Photoshop keeps data sets: after a resource that means nothing here."""
    return b"".join(
        b"8BIM" + struct.pack(">H", code) + b"\x05named" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
        for code, data in ((0x03E8, b"odd"), (0x0404, records))
    )


def segment(number: int, content: bytes) -> bytes:
    return bytes([0xFF, 0xE0 + number]) + struct.pack(">H", len(content) + 2) + content


def app13(records: bytes) -> bytes:
    return segment(13, b"Photoshop 3.0\0" + resources(records))


def exif(tags: dict[int, bytes], more: dict[int, bytes] | None = None, order: str = "<") -> bytes:
    """IFD0 and the EXIF directory, as raw bytes of ASCII tags (of BYTE for those of Windows)."""
    start = 8
    body = b""
    for each, last in ((more or {}, False), (tags | ({DIRECTORY: b""} if more else {}), True)):
        if not each and not last:
            continue
        own = start + len(body)
        data_at = own + 2 + 12 * len(each) + 4
        table, data = struct.pack(f"{order}H", len(each)), b""
        for tag in sorted(each):
            content = each[tag]
            if tag == DIRECTORY:
                table += struct.pack(f"{order}HHII", tag, 4, 1, 8)
                continue
            place = struct.pack(f"{order}I", data_at + len(data)) if len(content) > 4 else content.ljust(4, b"\0")
            table += struct.pack(f"{order}HHI", tag, 1 if tag >= 40091 else 2, len(content)) + place
            data += content if len(content) > 4 else b""
        body += table + b"\0\0\0\0" + data
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", own)
    return b"Exif\0\0" + head + body


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def small() -> Image.Image:
    return Image.new("RGB", (8, 6), "teal")


def labelled(format: str = "JPEG", packet: bytes = b"", records: bytes = b"", tags: bytes = b"") -> io.BytesIO:
    """A picture with that metadata, each where its format keeps it."""
    options: dict[str, Any] = {}
    match format:
        case "TIFF":
            places = {700: packet, 33723: records, **({DESCRIPTION: tags} if tags else {})}
            options = {"tiffinfo": {tag: content for tag, content in places.items() if content}}
        case "PNG":
            info = PngInfo()
            if packet:
                info.add_itxt("XML:com.adobe.xmp", packet.decode(), zip=True)
            if records:
                digits = resources(records).hex()
                info.add_text("Raw profile type iptc", f"\niptc\n{len(digits) // 2:8}\n{digits}\n", zip=True)
            options = {"pnginfo": info, "exif": tags}
        case _:
            options = {"xmp": packet, "exif": tags, **({"extra": app13(records)} if records else {})}
    return as_file(small(), format, **{name: value for name, value in options.items() if value})


def read(file: io.BytesIO) -> dict[str, str]:
    file.seek(0)
    return read_metadata(Image.open(file))
