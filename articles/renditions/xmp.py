"""XMP: the packet of RDF in which newer programs say what they know of a picture."""

import codecs
from collections.abc import Iterator

from lxml import etree

from articles.renditions.credits import NOT_XML
from articles.renditions.decoding import decoded

MOST_BYTES = 2_000_000
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
EXIF = "{http://ns.adobe.com/exif/1.0/}"
EXTENDED = "{http://ns.adobe.com/xmp/note/}HasExtendedXMP"
BOXES = (f"{RDF}Seq", f"{RDF}Bag", f"{RDF}Alt")

# IPTC Photo Metadata Standard 2021.1; the first property that says anything counts.
FIELDS = {
    "creator": (f"{DC}creator",),
    "agency": (f"{PHOTOSHOP}Source", f"{PLUS}ImageSupplier"),
    "credit_line": (f"{PHOTOSHOP}Credit",),
    "copyright_notice": (f"{DC}rights",),
    "headline": (f"{PHOTOSHOP}Headline",),
    "caption": (f"{DC}description",),
    "alt": (f"{CORE}AltTextAccessibility",),
    "people": (f"{EXTENSION}PersonInImage",),
    "keywords": (f"{DC}subject",),
    "city": (f"{PHOTOSHOP}City", f"{EXTENSION}LocationCreated"),
    "taken_at": (f"{PHOTOSHOP}DateCreated", f"{EXIF}DateTimeOriginal"),
    "usage_terms": (f"{RIGHTS}UsageTerms",),
    "licence_url": (f"{RIGHTS}WebStatement",),
    "licensor_url": (f"{PLUS}Licensor",),
    "digital_source_type": (f"{EXTENSION}DigitalSourceType",),
}
PARTS = {
    f"{PLUS}ImageSupplier": f"{PLUS}ImageSupplierName",
    f"{PLUS}Licensor": f"{PLUS}LicensorURL",
    f"{EXTENSION}LocationCreated": f"{EXTENSION}City",
}
"""Of a structure, the part that is meant."""


def read_xmp(packet: bytes) -> dict[str, list[str]]:
    """Fields of Photo -> what the packet says; nothing for one that is no XML, is too large or defines entities."""
    said = {}
    properties = properties_of(packet)
    for field, names in FIELDS.items():
        texts = ([text for text in properties.get(name, ()) if text.strip()] for name in names)
        if found := next(filter(None, texts), None):
            said[field] = found
    return said


def extension_of(packet: bytes) -> str:
    """The name of the rest of this packet, which lies in other segments of a JPEG."""
    return "".join(properties_of(packet).get(EXTENDED, ())).strip()


def properties_of(packet: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, texts in spoken(parsed(packet)):
        found.setdefault(name, texts)
    return found


def spoken(root: etree._Element | None) -> Iterator[tuple[str, list[str]]]:
    for description in [] if root is None else root.iterfind(f".//{RDF}RDF/{RDF}Description"):
        for name, text in description.items():
            yield name, [text]
        for element in description.iterchildren(etree.Element):
            yield element.tag, list(parts_of(element, PARTS[element.tag]) if element.tag in PARTS else items(element))


def items(element: etree._Element) -> list[str]:
    """The texts of a list, the one in our language of several languages, or the one there is."""
    box = next(element.iterchildren(*BOXES), None)
    if box is None:
        return [words(element)]
    texts = [(each.get(LANGUAGE, "").lower(), words(each)) for each in box.iterchildren(f"{RDF}li")]
    if box.tag != f"{RDF}Alt":
        return [text for _language, text in texts]
    texts.sort(key=lambda each: (each[0] != "x-default", each[0].partition("-")[0] != "ru"))
    return [text for _language, text in texts if text.strip()][:1]


def parts_of(element: etree._Element, name: str) -> Iterator[str]:
    for each in element.iter(etree.Element):
        if each.tag == name:
            yield words(each)
        elif text := each.get(name):
            yield text


def words(element: etree._Element) -> str:
    return element.text or element.get(f"{RDF}resource", "")


def parsed(packet: bytes) -> etree._Element | None:
    text = NOT_XML.sub("", letters(packet)).strip("\ufeff \t\r\n") if len(packet) <= MOST_BYTES else ""
    if not text or "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None


def letters(packet: bytes) -> str:
    """XMP may be in UTF-16 as well; then every other byte of its markup is empty."""
    if packet.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        return packet.decode("utf-16-be", "replace")
    if packet.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return packet.decode("utf-16-le", "replace")
    return decoded(packet)
