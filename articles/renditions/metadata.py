"""What a picture's file says of itself, in the fields of the library."""

import re
from collections.abc import Iterator

from PIL import Image

from articles.renditions.exif import read_exif
from articles.renditions.iptc import read_iptc
from articles.renditions.packets import Packets, packets_of
from articles.renditions.tidying import LENGTHS, tidied
from articles.renditions.xmp import read_xmp

FIELDS = (*LENGTHS, "taken_at", "digital_source_type")
OF_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b|photo\s*:|фото\s*:)\s*(?:\d{4}\b)?\s*", re.IGNORECASE)
ORGANISATION = re.compile(
    r"\b(?:images?|photos?|pictures|press|news|agency|media|pool|агентство|фото)\b", re.IGNORECASE
)

# A credit line that says how a picture came, not whose it is.
NOBODY = re.compile(
    r"^photo\b|\b(?:handout|stringer|freelance|freelancer|courtesy|pool|archive|reproduction|by|"
    r"фото|фотограф|архив\w*|стрингер|фрилансер|предоставлен\w*|репродукция|пул|сурет|мұрағат\w*)\b",
    re.IGNORECASE,
)
MOST_WORDS, MOST_LETTERS = 4, 40
"""Of an agency's name in a credit line."""


def read_metadata(image: Image.Image) -> dict[str, str]:
    """Fields of Photo -> text of the file's XMP, else IPTC-IIM, else EXIF, cleaned and within the library's lengths.

    `taken_at` is ISO 8601, without a zone where the file tells none. Never raises, whatever the file holds.
    """
    sources = list(said_by(packets_of(image)))
    found = {}
    for field in FIELDS:
        texts = [text for source in sources if (text := tidied(field, source.get(field, ())))]
        if texts:
            found[field] = closest(texts) if field == "taken_at" else texts[0]
    found |= shared_credit(found)
    return found | named_agency(found)


def said_by(packets: Packets) -> Iterator[dict[str, list[str]]]:
    yield from map(read_xmp, packets.xmp)
    yield read_iptc(packets.iptc)
    yield read_exif(packets.exif)


def closest(moments: list[str]) -> str:
    """The first, or another that says the same more closely: with the time of day, with the zone."""
    known = moments[0].removesuffix("T00:00:00")
    return max(
        (each for each in moments if each.startswith(known)), key=lambda each: ("T00:00:00" not in each, len(each))
    )


def shared_credit(found: dict[str, str]) -> dict[str, str]:
    """Agency and photographer from a line like «© Sputnik / Владислав Воднев», if it can be read in no other way."""
    for field in ("credit_line", "copyright_notice"):
        agency, _slash, creator = OF_RIGHTS.sub("", found.get(field, ""), count=1).partition("/")
        agency, creator = agency.strip(), creator.strip()
        if not (agency and creator) or "/" in creator or max(len(agency), len(creator)) > LENGTHS["creator"]:
            continue
        parts = {"agency": agency, "creator": creator}
        known = {name for name in parts if name in found}
        agrees = all(found[name].casefold() == parts[name].casefold() for name in known)
        if agrees and (known or not ORGANISATION.search(creator)):
            return {name: text for name, text in parts.items() if name not in found}
    return {}


def named_agency(found: dict[str, str]) -> dict[str, str]:
    """Of a file that names its photographer and no agency: a credit line that is a short name of somebody else."""
    line = OF_RIGHTS.sub("", found.get("credit_line", ""), count=1).strip()
    creator = found.get("creator", "")
    if "agency" in found or not creator or not re.search(r"[^\W\d_]{2}", line):
        return {}
    if "/" in line or len(line) > MOST_LETTERS or len(line.split()) > MOST_WORDS or NOBODY.search(line):
        return {}
    own, theirs = line.casefold(), creator.casefold()
    return {} if theirs in own or own in theirs else {"agency": line}
