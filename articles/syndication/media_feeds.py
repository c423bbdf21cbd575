"""RSS and Atom with the photos of their stories, as Media RSS has it (rssboard.org/media-rss)."""

from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

from articles.pages.photographs import Figure
from articles.pages.structured import credited
from articles.text.cleaning import strip_control

SPACE = {"xmlns:media": "http://search.yahoo.com/mrss/"}
SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
OWNER = {"role": "owner", "scheme": "urn:yvs"}
PHOTOGRAPHER = {"role": "photographer", "scheme": "urn:ebu"}


class RssFeed(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | SPACE

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict) -> None:
        super().add_item_elements(handler, item)
        add_photo(handler, item["photo"])


class AtomFeed(Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | SPACE

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict) -> None:
        super().add_item_elements(handler, item)
        add_photo(handler, item["photo"])


def add_photo(handler: SimplerXMLGenerator, figure: Figure | None) -> None:
    """Nothing for a story without one, and while it has no files."""
    file = figure.shot.largest if figure else None
    if figure is None or file is None:
        return
    size = {"width": str(file.width), "height": str(file.height)}
    about = {"url": file.canonical, "type": "image/jpeg", "medium": "image"} | size
    handler.startElement("media:content", AttributesImpl(about))
    for name, attributes, text in said_of(figure):
        if text:
            handler.addQuickElement(f"media:{name}", strip_control(text), attributes)
    handler.endElement("media:content")


def said_of(figure: Figure) -> list[tuple[str, dict[str, str], str]]:
    """Whoever made it in their roles, while the library says of them what was frozen; else the credit as a whole."""
    origin, told = figure.origin, credited(figure)
    names = [(OWNER, origin.agency), (PHOTOGRAPHER, origin.creator)] if "creator" in told else []
    source = origin.digital_source_type if origin.is_by_machine or origin.is_partly_by_machine else ""
    return [
        ("description", {"type": "plain"}, figure.caption or figure.alt),
        *(("credit", role, name) for role, name in names or [({}, told["creditText"])]),
        ("copyright", {}, told["copyrightNotice"]),
        ("category", {"scheme": SOURCES}, source),
    ]
