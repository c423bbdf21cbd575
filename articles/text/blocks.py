"""A story's body: from the HTML that was written to the blocks that readers get."""

import re
from html import unescape

from articles.text.cleaning import clean_block, clean_inline
from articles.text.cutting import cut_tokens
from articles.text.markup import BLOCKS, parse
from articles.text.typography import typeset, typeset_tokens

_CLEAN = {
    "paragraph": clean_inline,
    "heading": clean_inline,
    "list": clean_block,
    "table": clean_block,
    "quotation": clean_block,
}
_BREAK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))}|br)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_WORDS = ("speaker", "source", "caption", "title")


def cut(body_html: str) -> list[dict]:
    """Cleaned blocks of whatever was written or pasted: foreign markup leaves its words, a wrong card nothing."""
    return _cleaned(cut_tokens(parse(body_html)))


def prepare(body_html: str, language: str) -> list[dict]:
    """The blocks as they are frozen: typography first, cleaning last."""
    blocks = cut_tokens(typeset_tokens(parse(body_html), language))
    for block in blocks:
        block |= {name: typeset(block[name], language) for name in _WORDS if name in block}
    return _cleaned(blocks)


def plain_text(blocks: list[dict]) -> str:
    """The words of the blocks, a line for each paragraph, item, cell and caption."""
    lines = [line for block in blocks for line in _lines(block)]
    return "\n".join(line for line in lines if line)


def frozen_text(blocks: list[dict]) -> str:
    """As `plain_text`, of blocks that were cleaned: without a parser, for what is asked at each view of a page."""
    return "\n".join(line for block in blocks for line in _frozen_lines(block) if line)


def _frozen_lines(block: dict) -> list[str]:
    text = block.get("html", "")
    if "<" in text:  # not in most paragraphs
        text = _TAG.sub("", _BREAK.sub("\n", text))
    text = unescape(text)
    return [*text.split("\n"), *(block.get(name, "") for name in _WORDS)]


def photo_ids(block: dict) -> list[int]:
    """Ids of the photos of a block as it was cut."""
    gallery = [use["id"] for use in block.get("photos", [])]
    return {"photo": [block.get("photo")], "gallery": gallery}.get(block["type"], [])


def _cleaned(blocks: list[dict]) -> list[dict]:
    for block in blocks:
        if block["type"] in _CLEAN:
            block["html"] = _CLEAN[block["type"]](block["html"])
    return blocks


def _lines(block: dict) -> list[str]:
    text = "".join(
        token if isinstance(token, str) else "\n" if token.tag in BLOCKS or token.tag == "br" else ""
        for token in parse(block.get("html", ""))
    )
    return [*text.split("\n"), *(block.get(name, "") for name in _WORDS)]
