"""How long a text takes to read."""

from math import ceil

from articles.text.blocks import frozen_text

# Words a minute, silently: S. Trauzettel-Klosinski, K. Dietz, "Standardized Assessment of Reading Performance: The New
# International Reading Speed Texts IReST" (2012) measured Russian and English. Kazakh was not: its words are as long as
# those of Turkish and Finnish, which it did measure.
WORDS_A_MINUTE = {"ru": 184, "kk": 165, "en": 228}


def minutes_to_read(blocks: list[dict], language: str) -> int:
    """Of a body's frozen blocks, whole and never less than one; 0 where there is nothing to read.

    A word has a letter or a digit in it: nearly always its first sign is one.
    """
    words = [piece for piece in frozen_text(blocks).split() if piece[0].isalnum() or any(map(str.isalnum, piece))]
    return ceil(len(words) / WORDS_A_MINUTE[language])
