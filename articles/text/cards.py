"""Cards between paragraphs: what their data says, or nothing where it says nonsense."""

import re

from articles.text.addresses import web_address

_ID = re.compile("[1-9][0-9]{0,17}")


def card(attributes: dict[str, str]) -> dict | None:
    """The block of `<news-card data-kind=…>`; None for an unknown kind, a wrong id or an address not of the web."""
    make = _KINDS.get(attributes.get("data-kind", ""))
    return make(attributes) if make else None


def words_of(attributes: dict[str, str], name: str) -> str:
    """The text of a `data-` attribute, on one line."""
    return " ".join(attributes.get(f"data-{name}", "").split())


def _photo(attributes: dict[str, str]) -> dict | None:
    photo = _id(attributes.get("data-id", ""))
    words = {name: words_of(attributes, name) for name in ("caption", "alt")}
    return {"type": "photo", "photo": photo, **words} if photo else None


def _gallery(attributes: dict[str, str]) -> dict | None:
    ids = filter(None, map(_id, attributes.get("data-ids", "").split(",")))
    photos = list(dict.fromkeys(ids))
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
