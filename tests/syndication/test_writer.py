"""Feeds are written as Django writes them, in fewer pieces."""

from io import StringIO

import pytest
from django.utils.xmlutils import SimplerXMLGenerator, UnserializableContentError

from articles.syndication.media_feeds import Writer

SAID = ["текст", "<b> & \"'", "a\nb\tc\r", "]]>", "", None]


def written(kind, said):
    out = StringIO()
    handler = kind(out, "utf-8", short_empty_elements=True)
    handler.startElement("item", {"id": "1"})
    handler.addQuickElement("title", said)
    handler.addQuickElement("link", said, {"rel": said or "", "href": "https://news.example/?a&b"})
    handler.endElement("item")
    handler.addQuickElement("end", "said")
    return out.getvalue()


@pytest.mark.parametrize("said", SAID)
def test_an_element_is_written_as_django_writes_it(said):
    assert written(Writer, said) == written(SimplerXMLGenerator, said)


def test_what_no_xml_may_carry_is_refused():
    with pytest.raises(UnserializableContentError):
        written(Writer, "a\x00b")
