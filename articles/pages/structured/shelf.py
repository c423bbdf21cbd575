"""A list of stories, as a collection in its order."""

from typing import Any

from articles.pages.addresses import absolute
from articles.pages.cards import Card
from articles.pages.frame import Page, Shelf
from articles.pages.structured.newsroom import newsroom_id


def shelf_graph(page: Page, shelf: Shelf, stories: list[Card]) -> dict[str, Any]:
    """Nothing where there is nothing to read."""
    if not stories:
        return {}
    listed = [
        {"@type": "ListItem", "position": position, "url": absolute(card.url)}
        for position, card in enumerate(stories, 1)
    ]
    collection = {
        "@type": "CollectionPage",
        "name": shelf.name,
        "url": page.canonical,
        "inLanguage": page.language,
        "publisher": {"@id": newsroom_id()},
        "mainEntity": {"@type": "ItemList", "itemListElement": listed},
    }
    return {"@context": "https://schema.org", "@graph": [collection]}
