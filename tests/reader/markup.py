"""Reading a page as a parser does."""

from lxml import html
from lxml.html import HtmlElement


def parsed(client, path: str) -> HtmlElement:
    return html.fromstring(client.get(path).content.decode())


def found(page: HtmlElement, tag: str, name: str = "") -> list[HtmlElement]:
    """Elements of a tag, "*" for any; with a class where `name` says one."""
    among = f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else ""
    return page.xpath(f".//{tag}{among}")


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
