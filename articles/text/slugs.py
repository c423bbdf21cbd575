"""Addresses in Latin letters for headlines in Russian and Kazakh."""

import re
import unicodedata

from anyascii import anyascii
from django.utils.text import slugify

_BETWEEN_WORDS = re.compile(r"[^A-Za-z0-9']+")


def slug(headline: str, fallback: str = "story", length: int = 60) -> str:
    """Lower-case ASCII letters, digits and single hyphens, cut at a word; `fallback` where no letter is left."""
    latin = anyascii(unicodedata.normalize("NFC", headline))
    return _cut(slugify(_BETWEEN_WORDS.sub(" ", latin)), length) or fallback


def _cut(words: str, length: int) -> str:
    if len(words) <= length:
        return words
    whole_words, hyphen, _ = words[: length + 1].rpartition("-")
    return whole_words if hyphen else words[:length]
