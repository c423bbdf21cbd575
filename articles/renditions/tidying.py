"""Metadata as text that may be shown: cleaned, within the library's lengths, or dropped."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from articles.renditions.decoding import mended

LENGTHS = {
    "creator": 200,
    "agency": 200,
    "credit_line": 300,
    "copyright_notice": 300,
    "headline": 300,
    "caption": 5000,
    "alt": 2000,
    "people": 500,
    "keywords": 1000,
    "city": 200,
    "usage_terms": 5000,
    "licence_url": 500,
    "licensor_url": 500,
}
MOST_CHARACTERS, MOST_ITEMS = 20_000, 200

# cv.iptc.org/newscodes/digitalsourcetype: what the library knows, and what it calls otherwise.
SOURCES = {
    name: name
    for name in (
        "digitalCapture",
        "negativeFilm",
        "positiveFilm",
        "print",
        "digitalCreation",
        "humanEdits",
        "compositeCapture",
        "screenCapture",
        "trainedAlgorithmicMedia",
        "compositeWithTrainedAlgorithmicMedia",
    )
} | {
    "algorithmicMedia": "trainedAlgorithmicMedia",
    "compositeSynthetic": "compositeWithTrainedAlgorithmicMedia",
    "digitalArt": "digitalCreation",
    "minorHumanEdits": "humanEdits",
}

UNPRINTABLE = re.compile("[\x00-\x20\x7f\xa0\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
# C1 controls, surrogates, the replacement character, private letters: nobody wrote these.
NONSENSE = re.compile("[\x80-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]")
# Cyrillic that was forced into ASCII: question marks where a word should begin.
LOST = re.compile(r"(?<![\w?])\?{2,}")
# UTF-8 taken for cp1252 or cp1251 and then damaged, so that it cannot be mended.
MOJIBAKE = re.compile("(?:[ÐÑ][\xa0-\xbf‘-›€™Œ-ž]){2}|(?:[РС][\xa0-\xbf‐-™Ѐ-Џѐ-џҐґ]){3}")
# What cameras and programs put where a person would write.
JUNK = re.compile(
    r"""
    (?:[a-z]+\ ){,2}digital\ camera | sony\ dsc | dcim | samsung(?:\ csc|\ camera\ pictures)? | exif_jpeg_\w+ | <.*>
    | (?:untitled|без\ (?:имени|названия))(?:[\ -]?\d+)? | screenshot | снимок\ экрана
    | default | description | caption | headline | title | image(?:\ description)?
    | (?:created|processed|edited)\ with\ (?:gimp|vsco|snapseed|canva|(?:adobe\ )?photoshop).{,60}
    | [\w()\ -]{,60}\.(?:jpe?g|png|webp|avif|tiff?|gif|heic|cr2|nef|arw|dng|psd) | (?:img|dsc|dscf|dscn|pxl|_mg)[\w-]*\d
    """,
    re.IGNORECASE | re.VERBOSE,
)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9]{1,59})", re.IGNORECASE)
MOMENT = re.compile(
    r"(\d{4})[-:/.]?(\d\d)[-:/.]?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
FIRST_PHOTOGRAPH, LAST_YEAR = 1826, 2200


def tidied(field: str, texts: Iterable[str]) -> str:
    """One field of Photo from all that a file says for it; empty when nothing of it is fit to be shown."""
    lines = [line for text in texts if (line := clean(text))][:MOST_ITEMS]
    if not lines:
        return ""
    match field:
        case "taken_at":
            return moment(lines[0])
        case "digital_source_type":
            return SOURCES.get(re.split(r"[/:#]", lines[0].rstrip("/"))[-1], "")
        case "licence_url" | "licensor_url":
            return next((line for line in lines if is_address(line) and len(line) <= LENGTHS[field]), "")
        case "creator" | "people" | "keywords":
            return joined(lines, LENGTHS[field])
        case "headline" | "caption" if JUNK.fullmatch(lines[0]):
            return ""
        case _:
            return cut(lines[0], LENGTHS[field])


def clean(text: str) -> str:
    """One line of whole letters; empty for mojibake and for what says nothing."""
    line = unicodedata.normalize("NFC", mended(text[:MOST_CHARACTERS]))
    line = " ".join(UNPRINTABLE.sub(" ", line).split())
    if NONSENSE.search(line) or LOST.search(line) or MOJIBAKE.search(line):
        return ""
    return line if any(map(str.isalnum, line)) else ""


def joined(items: Iterable[str], most: int) -> str:
    """Each once, separated by commas, as many as fit."""
    parts = (part.strip() for item in items for part in re.split("[,;]", item))
    text = ""
    for part in dict.fromkeys(filter(None, parts)):
        longer = f"{text}, {part}" if text else cut(part, most)
        if len(longer) > most:
            break
        text = longer
    return text


def cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    end = text.rfind(" ", most // 2, most + 1)
    return text[: end if end > 0 else most].rstrip(" ,;")


def is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme in ("http", "https")
        and text.isascii()
        and " " not in text
        and HOST.fullmatch(host) is not None
        and parts.netloc.lower() in (host, f"{host}:{port}")
    )


def moment(text: str) -> str:
    """ISO 8601 to the second, with the zone if the file tells it; for a mere day, its midnight."""
    match = MOMENT.fullmatch(text)
    if not match:
        return ""
    year, month, day, *clock, zone = match.groups(default="00")
    try:
        at = datetime.fromisoformat(f"{year}-{month}-{day}T{':'.join(clock)}{zone.removeprefix('00')}")
    except ValueError:
        return ""
    return at.isoformat() if FIRST_PHOTOGRAPH <= at.year <= LAST_YEAR else ""
