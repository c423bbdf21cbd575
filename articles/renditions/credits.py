"""Who made the picture and on what terms, written into its file: the only metadata a reader's copy carries."""

import re
import struct
from dataclasses import dataclass
from html import escape

# https://www.w3.org/TR/xml/#charsets
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# IPTC Photo Metadata Standard: Creator, Credit Line, Copyright Notice, Web Statement of Rights, Licensor URL.
CREATOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"
CREDIT_LINE = "<photoshop:Credit>{}</photoshop:Credit>"
COPYRIGHT = '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>'
LICENCE = "<xmpRights:WebStatement>{}</xmpRights:WebStatement>"
LICENSOR = (
    '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<plus:LicensorURL>{}</plus:LicensorURL>"
    "</rdf:li></rdf:Seq></plus:Licensor>"
)

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" {}>{}</rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
    '<?xpacket end="r"?>'
)

# IPTC-NAA Information Interchange Model 4.2: record 1 names the character set, record 2 holds the words.
UTF8 = (1, 90, b"\x1b%G")
VERSION = (2, 0, b"\x00\x04")
BY_LINE, BY_LINE_OCTETS = 80, 32
CREDIT, CREDIT_OCTETS = 110, 32
NOTICE, NOTICE_OCTETS = 116, 128


@dataclass(frozen=True)
class Credit:
    creator: str = ""
    credit_line: str = ""
    copyright_notice: str = ""
    licence_url: str = ""
    licensor_url: str = ""

    def xmp(self) -> bytes:
        """A read-only XMP packet in UTF-8; empty parts are left out. Under 64 kB for whatever the library holds."""
        parts = (
            (CREATOR, self.creator),
            (CREDIT_LINE, self.credit_line),
            (COPYRIGHT, self.copyright_notice),
            (LICENCE, self.licence_url),
            (LICENSOR, self.licensor_url),
        )
        words = ((element, escape(NOT_XML.sub("", text), quote=False)) for element, text in parts if text)
        properties = "".join(element.format(text) for element, text in words)
        spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
        return PACKET.format(spaces, properties).encode()

    def iptc(self) -> bytes:
        """A whole APP13 segment for a JPEG, as Pillow's `extra` takes it; nothing when there is nothing to say."""
        parts = (
            (BY_LINE, self.creator, BY_LINE_OCTETS),
            (CREDIT, self.credit_line, CREDIT_OCTETS),
            (NOTICE, self.copyright_notice, NOTICE_OCTETS),
        )
        words = [(2, number, cut) for number, text, octets in parts if (cut := octets_of(text, octets))]
        if not words:
            return b""
        records = b"".join(data_set(*each) for each in (UTF8, VERSION, *words))
        resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(records)) + records + b"\0" * (len(records) % 2)
        segment = b"Photoshop 3.0\0" + resource
        return b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment


def octets_of(text: str, most: int) -> bytes:
    """UTF-8 of at most so many octets that ends with a whole character, on one line."""
    line = " ".join(NOT_XML.sub("", text).split())
    return line.encode()[:most].decode(errors="ignore").rstrip().encode()


def data_set(record: int, number: int, content: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(content)) + content
