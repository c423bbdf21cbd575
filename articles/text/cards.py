"""Cards between paragraphs: what their data says, or nothing where it says nonsense."""

import json
import re

from articles.text.addresses import web_address
from articles.text.cleaning import strip_control

_ID = re.compile("[1-9][0-9]{0,17}")


def card(attributes: dict[str, str]) -> dict | None:
    """The block of `<news-card data-kind=…>`; None for an unknown kind, a wrong id or an address not of the web."""
    make = _KINDS.get(attributes.get("data-kind", ""))
    return make(attributes) if make else None


def words_of(attributes: dict[str, str], name: str) -> str:
    """The text of a `data-` attribute, on one line."""
    return " ".join(attributes.get(f"data-{name}", "").split())


def words_by_photo(data: str) -> dict[int, str]:
    """A gallery's words for this use, each on one line: `{"12": "…"}` by the photo's id; nothing of other data."""
    try:
        said = json.loads(data or "{}")
    except (ValueError, RecursionError):
        return {}
    texts = said.items() if isinstance(said, dict) else ()
    lines = {_id(key): " ".join(strip_control(text).split()) for key, text in texts if isinstance(text, str)}
    return {pk: line for pk, line in lines.items() if pk and line}


def _photo(attributes: dict[str, str]) -> dict | None:
    photo = _id(attributes.get("data-id", ""))
    words = {name: words_of(attributes, name) for name in ("caption", "alt")}
    return {"type": "photo", "photo": photo, **words} if photo else None


def _gallery(attributes: dict[str, str]) -> dict | None:
    ids = filter(None, map(_id, attributes.get("data-ids", "").split(",")))
    captions, alts = (words_by_photo(attributes.get(f"data-{name}", "")) for name in ("captions", "alts"))
    photos = [{"id": pk, "caption": captions.get(pk, ""), "alt": alts.get(pk, "")} for pk in dict.fromkeys(ids)]
    return {"type": "gallery", "photos": photos} if photos else None


def _related(attributes: dict[str, str]) -> dict | None:
    article = _id(attributes.get("data-id", ""))
    return {"type": "related", "article": article} if article else None


def _embed(attributes: dict[str, str]) -> dict | None:
    address = web_address(attributes.get("data-url", ""))
    if not address:
        return None
    return {"type": "embed", "url": address.url, "title": words_of(attributes, "title"), "host": address.host}


def _id(digits: str) -> int | None:
    digits = digits.strip()
    return int(digits) if _ID.fullmatch(digits) else None


_KINDS = {"photo": _photo, "gallery": _gallery, "related": _related, "embed": _embed}
