"""How long a text takes to read."""

from math import ceil

from articles.text.blocks import plain_text

# Words a minute, silently: S. Trauzettel-Klosinski, K. Dietz, "Standardized Assessment of Reading Performance: The New
# International Reading Speed Texts IReST" (2012) measured Russian and English. Kazakh was not: its words are as long as
# those of Turkish and Finnish, which it did measure.
WORDS_A_MINUTE = {"ru": 184, "kk": 165, "en": 228}


def minutes_to_read(blocks: list[dict], language: str) -> int:
    """Of a body's blocks, whole and never less than one; 0 where there is nothing to read."""
    words = sum(any(map(str.isalnum, word)) for word in plain_text(blocks).split())
    return ceil(words / WORDS_A_MINUTE[language])
