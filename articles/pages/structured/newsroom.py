"""Who publishes: the newsroom with its policies (schema.org/NewsMediaOrganization), and its site."""

from typing import Any

from articles.pages.addresses import absolute
from articles.pages.frame import Page, address


def newsroom_graph(page: Page) -> dict[str, Any]:
    """For a front page: all that the newsroom says of itself, and how its stories are searched."""
    found = absolute(address("search", language=page.language)) + "?q={q}"
    site = {
        "@type": "WebSite",
        "name": page.site.name,
        "description": page.site.tagline,
        "url": page.canonical,
        "inLanguage": page.language,
        "publisher": {"@id": newsroom_id()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": found},
            "query-input": "required name=q",
        },
    }
    reached = {"email": page.site.mail, "telephone": page.site.phone, "address": page.site.address}
    return {"@context": "https://schema.org", "@graph": [said(newsroom(page) | reached), said(site)]}


def newsroom(page: Page) -> dict[str, Any]:
    """The same newsroom in every language, by its `@id`."""
    mark = page.site.mark
    logo = (
        {"@type": "ImageObject", "url": absolute(mark.url), "width": mark.width, "height": mark.height} if mark else {}
    )
    return said(
        {
            "@type": "NewsMediaOrganization",
            "@id": newsroom_id(),
            "name": page.site.name,
            "legalName": page.site.publisher,
            "url": absolute(address("front", language=page.language)),
            "logo": logo,
            **{policy: absolute(path) for policy, path in page.policies.items()},
        }
    )


def newsroom_id() -> str:
    return absolute("/") + "#newsroom"


def said(properties: dict[str, Any]) -> dict[str, Any]:
    """What there is to say: nothing empty."""
    return {name: value for name, value in properties.items() if value}
