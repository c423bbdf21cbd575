"""What a page may not hold, whatever was typed: anything that runs, loads from elsewhere or leads nowhere good."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from lxml import etree, html

RUNS = "//script[not(@src) and not(@type='application/ld+json') and not(@type='importmap') and not(@nonce)]"
FOREIGN = "//iframe | //object | //embed | //base | //svg//script | //math | //meta[@http-equiv]"
LOADED = "//@src | //@srcset | //link/@href | //@poster | //form/@action | //@formaction"
OURS = urlsplit(settings.NEWSROOM_ORIGIN).netloc
SCHEMES = ("http:", "https:", "mailto:", "/", "#", "?", "tel:")


def harm_in(page: bytes) -> list[str]:
    """Each thing that must not be there; JSON-LD that does not parse, too."""
    tree = html.document_fromstring(page.decode())
    return [*running(tree), *leading(tree), *broken(tree)]


def running(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.xpath(f"{RUNS} | {FOREIGN}"):
        yield html.tostring(element, encoding="unicode")[:200]
    for name in tree.xpath("//@*[starts-with(name(), 'on')]"):
        yield f"on…={name}"


def leading(tree: html.HtmlElement) -> Iterator[str]:
    yield from (address for address in tree.xpath("//a/@href") if not address.lstrip().lower().startswith(SCHEMES))
    for address in tree.xpath(LOADED):
        parts = urlsplit(address)
        if parts.scheme not in ("", "http", "https", "data") or parts.netloc not in ("", OURS):
            yield address


def broken(tree: html.HtmlElement) -> Iterator[str]:
    for text in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            json.loads(text)
        except ValueError:
            yield text[:200]


def is_well_formed(document: bytes) -> bool:
    """Parsed as strictly as any reader of feeds may."""
    etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    return True
