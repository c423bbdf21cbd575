"""The parts of a frozen text with what lives now in place of ids."""

from articles.pages.cards import Card
from articles.pages.photographs import Album, photo_id
from articles.text.players import player_of


def photos_of(content: dict) -> set[int]:
    """Ids of the lead photo and of those between paragraphs."""
    uses = [content["photo"]] if content["photo"] else []
    for block in content["blocks"]:
        uses += {"photo": [block], "gallery": block.get("photos", [])}.get(block["type"], [])
    return {photo_id(use) for use in uses}


def shown_stories(content: dict) -> set[int]:
    """Ids of the stories in cards and under the text, whether readers see them or not."""
    return {block["article"] for block in content["blocks"] if block["type"] == "related"} | set(content["related"])


def shown_blocks(content: dict, album: Album, cards: dict[int, Card]) -> list[dict]:
    """Blocks for the templates: the dateline opens the first paragraph, what may not be shown leaves no gap."""
    blocks = [shown for block in content["blocks"] if (shown := _shown(block, album, cards))]
    if content["dateline"]:
        first = next((each for each in blocks if each["type"] == "paragraph"), None)
        if first is None:
            first = {"type": "paragraph", "html": ""}
            blocks.insert(0, first)
        first["dateline"] = content["dateline"]
    return blocks


def _shown(block: dict, album: Album, cards: dict[int, Card]) -> dict | None:
    """A copy with what lives now in place of ids; None for what may not be shown."""
    kind = block["type"]
    if kind == "photo":
        figure = album.figure(block)
        return {"type": kind, "figure": figure} if figure else None
    if kind == "gallery":
        figures = [figure for use in block["photos"] if (figure := album.figure(use))]
        return {"type": kind, "figures": figures} if figures else None
    if kind == "related":
        card = cards.get(block["article"])
        return {"type": kind, "card": card} if card else None
    if kind == "embed":
        return block | {"player": player_of(block["url"])}
    return dict(block)
