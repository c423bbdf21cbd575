"""Addresses in Latin letters from headlines in any script."""

from anyascii import anyascii
from django.utils.text import slugify


def slug(headline: str, fallback: str = "story", length: int = 60) -> str:
    """'Щербаков объявил ёлку' -> 'shcherbakov-obyavil-elku', cut at a word's end; `fallback` when nothing is left."""
    words = slugify(anyascii(headline))
    if len(words) > length:
        words = words[: length + 1].rpartition("-")[0] or words[:length]
    return words or fallback
