"""Two spellings of one name become equal here."""

import re
import unicodedata

_YO = re.compile("е\u0308+")


def fold(s: str) -> str:
    """Without case, with ё as е, in NFC, with every run of spaces as one. `fold(fold(s)) == fold(s)`."""
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFD", s).casefold())
    return " ".join(unicodedata.normalize("NFC", _YO.sub("е", letters)).split())
