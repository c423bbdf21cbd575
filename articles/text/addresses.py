"""Which addresses a story may point at, and how an address is named to a reader."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_LONGEST = 2000
_HOST = re.compile(r"(?=.{1,253}\Z)(?:\w(?:[\w-]{0,61}\w)?\.)+[^\W\d_][\w-]{0,61}\w")
_MAIL = re.compile(r"mailto:[^\s@/]+@[^\s@/]+", re.I)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_UNQUOTED = re.compile(r'[\s"<>^`{|}]')
# Cyrillic letters that pass for Latin ones: a name made of these alone is shown in its coded form.
_LOOKALIKES = frozenset("асԁеһіјӏорԛѕԝхуҽѵѡ")


class WebAddress(NamedTuple):
    url: str
    host: str


def web_address(url: str) -> WebAddress | None:
    """An http(s) address on a named host, without a user in it; None for any other."""
    url = _tidied(url)
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removesuffix(".")
        trusted = parts.scheme in ("http", "https") and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return None
    if not trusted or "\\" in url or len(url) > _LONGEST or not _HOST.fullmatch(host):
        return None
    return WebAddress(parts.scheme + url[len(parts.scheme) :], _readable(host))


def link(href: str) -> str | None:
    """What may stand in `a[href]`: a web address, a mail address or a path on this site; None for any other."""
    href = _tidied(href)
    if href.startswith("/") and not href.startswith("//") and "\\" not in href and len(href) <= _LONGEST:
        return href
    if _MAIL.fullmatch(href) and len(href) <= _LONGEST:
        return href
    address = web_address(href)
    return address.url if address else None


def _tidied(url: str) -> str:
    """As a browser reads it: without control characters and the spaces around, what may not stand in it encoded."""
    return _UNQUOTED.sub(lambda character: quote(character[0]), _CONTROL.sub("", url).strip())


def _readable(host: str) -> str:
    """сайт.рф for xn--80aswg.xn--p1ai, but the coded form where letters of two scripts or lookalikes could deceive."""
    return ".".join(map(_readable_label, host.lower().split(".")))


def _readable_label(label: str) -> str:
    try:
        coded = label.encode("idna").decode()
        plain = coded.encode().decode("idna")
    except UnicodeError:
        return label
    return plain if _is_honest(plain) else coded


def _is_honest(label: str) -> bool:
    letters = {letter for letter in label if letter.isalpha()}
    scripts = {unicodedata.name(letter, "").split()[0] for letter in letters if unicodedata.name(letter, "")}
    return len(scripts) <= 1 and not (scripts == {"CYRILLIC"} and letters <= _LOOKALIKES)
