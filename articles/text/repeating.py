"""Alternative text that tells nothing new: the caption over again, or the name of the file."""

import re
from pathlib import PurePath

from articles.text.folding import fold

_BETWEEN_WORDS = re.compile(r"[\W_]+")
# What cameras, phones and programs call their files, and any file by its ending.
_OF_A_FILE = re.compile(
    r"(?<![^\W_])(?:"
    r"(?:img|dsc|dscf|dscn|dcim|gopr|mvi|pano|pxl|sam|wp|screenshot)[ _-]?\d{3,}\w*"
    r"|[\w-]+\.(?:jpe?g|png|webp|avif|tiff?|gif|heic|cr2|nef|arw|dng|psd)"
    r")(?![^\W_])",
    re.IGNORECASE,
)


def repeats(alt: str, caption: str, filename: str = "") -> str:
    """What the alternative text says over again, whatever its case and punctuation: "caption", "filename" or ""."""
    said, stem = _words(alt), PurePath(filename).stem
    if not said:
        return ""
    if said == _words(caption):
        return "caption"
    is_named = said == _words(stem) or (bool(filename) and fold(filename) in fold(alt))
    return "filename" if is_named or _OF_A_FILE.search(alt) else ""


def _words(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", fold(text)).strip()
