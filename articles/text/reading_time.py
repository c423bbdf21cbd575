"""How long a text takes to read."""

import re
from html import unescape
from math import ceil

from articles.text.blocks import WORDS
from articles.text.markup import BLOCKS

# Words a minute, silently: S. Trauzettel-Klosinski, K. Dietz, "Standardized Assessment of Reading Performance: The New
# International Reading Speed Texts IReST" (2012) measured Russian and English. Kazakh was not: its words are as long as
# those of Turkish and Finnish, which it did measure.
WORDS_A_MINUTE = {"ru": 184, "kk": 165, "en": 228}
BREAK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))}|br)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"(?:[^\s\w]|_)*[^\W_]\S*")
"""What has a letter or a digit in it."""


def minutes_to_read(blocks: list[dict], language: str) -> int:
    """Of a body's frozen blocks, whole and never less than one; 0 where there is nothing to read.

    Asked at each view of a page, of HTML that was cleaned: what `plain_text` does with any is not needed.
    """
    return ceil(sum(map(words_in, blocks)) / WORDS_A_MINUTE[language])


def words_in(block: dict) -> int:
    text = unescape(TAG.sub("", BREAK.sub("\n", block.get("html", ""))))
    return len(WORD.findall("\n".join([text, *(block[name] for name in WORDS if name in block)])))
