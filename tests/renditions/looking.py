"""Looking into files of pictures as a stranger's program would."""

from xml.etree import ElementTree

LI = ".//{http://purl.org/dc/elements/1.1/}%s//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
CREDIT_LINE = ".//{http://ns.adobe.com/photoshop/1.0/}Credit"


def xmp_of(data: bytes) -> ElementTree.Element:
    start, end = data.index(b"<x:xmpmeta"), data.index(b"</x:xmpmeta>")
    return ElementTree.fromstring(data[start : end + len(b"</x:xmpmeta>")])
