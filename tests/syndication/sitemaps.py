"""Reading a sitemap as a careful crawler does: what the protocol forbids fails here (sitemaps.org/protocol.html)."""

import xml.etree.ElementTree as ElementTree
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

SITE = "http://127.0.0.1:8000"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def read(client, path: str) -> list[Element]:
    """The pages of a file, or the files of an index."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert len(response.content) <= 50 * 1024 * 1024
    root = ElementTree.fromstring(response.content)
    assert root.tag in (f"{SPACE}urlset", f"{SPACE}sitemapindex")
    each = "url" if root.tag.endswith("urlset") else "sitemap"
    assert {child.tag for child in root} <= {SPACE + each}
    assert len(root) <= 50_000
    for child in root:
        check(child)
    assert len(set(addresses(list(root)))) == len(root)
    return list(root)


def check(page: Element) -> None:
    (address,) = page.findall(f"{SPACE}loc")
    for text in [address.text, *(each.text for each in images(page)), *(each.get("href") for each in page.iter(LINK))]:
        assert text and text.isascii() and text.startswith(f"{SITE}/") and len(text) < 2048
        assert not urlsplit(text).fragment
    assert len(page.findall(f"{SPACE}lastmod")) <= 1
    if changed := page.findtext(f"{SPACE}lastmod"):
        assert datetime.fromisoformat(changed).tzinfo
    assert len(images(page)) <= 1000
    links = {link.get("hreflang"): link.get("href") for link in page.iter(LINK)}
    assert not links or (len(links) > 1 and address.text in links.values())
    assert {link.get("rel") for link in page.iter(LINK)} <= {"alternate"}


def images(page: Element) -> list[Element]:
    return page.findall(f"{IMAGE}image/{IMAGE}loc")


def addresses(pages: list[Element]) -> list[str]:
    """Without the site."""
    return [(page.findtext(f"{SPACE}loc") or "").removeprefix(SITE) for page in pages]
