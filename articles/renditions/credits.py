"""Who made the picture, written into its file as XMP: the only metadata a reader's copy carries."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

# https://www.w3.org/TR/xml/#charsets
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# IPTC Photo Metadata Standard: Creator, Credit Line, Copyright Notice, Description.
CREATOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"
CREDIT_LINE = "<photoshop:Credit>{}</photoshop:Credit>"
COPYRIGHT = '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>'
DESCRIPTION = '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>'

PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{}</rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
    '<?xpacket end="r"?>'
)


@dataclass(frozen=True)
class Credit:
    creator: str = ""
    credit_line: str = ""
    copyright_notice: str = ""
    description: str = ""

    def xmp(self) -> bytes:
        """A read-only XMP packet in UTF-8; empty parts are left out."""
        parts = (
            (CREATOR, self.creator),
            (CREDIT_LINE, self.credit_line),
            (COPYRIGHT, self.copyright_notice),
            (DESCRIPTION, self.description),
        )
        properties = "".join(element.format(escape(NOT_XML.sub("", text))) for element, text in parts if text)
        return PACKET.format(properties).encode()
