"""How long a text takes to read."""

import re
from math import ceil

from articles.text.blocks import frozen_text

# Words a minute, silently: S. Trauzettel-Klosinski, K. Dietz, "Standardized Assessment of Reading Performance: The New
# International Reading Speed Texts IReST" (2012) measured Russian and English. Kazakh was not: its words are as long as
# those of Turkish and Finnish, which it did measure.
WORDS_A_MINUTE = {"ru": 184, "kk": 165, "en": 228}

_WORD = re.compile(r"[^\W_]\S*")
"""From its first letter or digit: a dash alone is none."""


def minutes_to_read(blocks: list[dict], language: str) -> int:
    """Of a body's frozen blocks, whole and never less than one; 0 where there is nothing to read."""
    return ceil(len(_WORD.findall(frozen_text(blocks))) / WORDS_A_MINUTE[language])
