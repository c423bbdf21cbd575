"""What an old address and a new one may be, and a whole list of them judged line by line."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Redirect
from articles.text.cleaning import strip_control

LONGEST = 500
MOST_LINES = 5000
OURS = ("/admin/", "/accounts/", "/media/", "/static/", "/preview/")
TAKEN = _("A redirect from this address is there already.")


class BadAddress(ValueError):
    """With the reason in the person's words."""


@dataclass
class Line:
    """One line of what was pasted: what it says, or what is wrong with it."""

    number: int
    text: str
    old: str = ""
    new: str = ""
    error: str | Promise = field(default="")


def old_address(text: str) -> str:
    """A path, with its query if it had one; of a whole address the host is left off."""
    parts = parts_of(text)
    path = unquote(parts.path) or "/"
    if not path.startswith("/") or path.startswith(OURS) or is_story(path):
        raise BadAddress(_("This cannot be an address of the old site."))
    return within_length(path + (f"?{unquote(parts.query)}" if parts.query else ""))


def new_address(text: str) -> str:
    """A path on this site; no redirect leads to another."""
    parts = parts_of(text)
    if parts.netloc and f"{parts.scheme}://{parts.netloc}" != settings.NEWSROOM_ORIGIN:
        raise BadAddress(_("It leads to another site."))
    if not parts.path.startswith("/"):
        raise BadAddress(_("The new address begins with a stroke: /about/."))
    query, mark = parts.query and f"?{parts.query}", parts.fragment and f"#{parts.fragment}"
    return within_length(unquote(parts.path) + query + mark)


def parts_of(text: str):
    """Anything that browsers read in two ways is refused."""
    if "\\" in text or text != strip_control(text) or len(text.split()) != 1:
        raise BadAddress(_("This is no address."))
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise BadAddress(_("This is no address.")) from error
    named = parts.scheme in ("http", "https") and parts.netloc
    if (parts.scheme or parts.netloc) and not named:
        raise BadAddress(_("This is no address."))
    path = unquote(parts.path)
    if path.startswith("//") or "\\" in path or has_control(path + unquote(parts.query)):
        raise BadAddress(_("This is no address."))
    return parts


def has_control(text: str) -> bool:
    return text != strip_control(text) or any(letter in text for letter in "\n\r\t")


def within_length(address: str) -> str:
    if len(address) > LONGEST:
        raise BadAddress(_("This address is too long."))
    return address


def is_story(path: str) -> bool:
    """A story's address answers for the story alone, whatever became of it. Its language is in the path."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language), suppress(Resolver404):
            if resolve(path).url_name == "story":
                return True
    return False


def judged(text: str) -> list[Line]:
    """Every line that says something, with its error. Two queries, however many lines."""
    lines = [read(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    good = [line for line in lines if not line.error]
    refuse_twice(good)
    refuse_clashes(good)
    return lines


def read(number: int, text: str) -> Line:
    line, words = Line(number, text.strip()), text.split()
    if len(words) != 2:
        line.error = _("Two addresses are needed: the old one, a space, the new one.")
        return line
    try:
        line.old, line.new = old_address(words[0]), new_address(words[1])
    except BadAddress as error:
        line.error = error.args[0]
    return line


def refuse_twice(lines: list[Line]) -> None:
    counted = Counter(line.old for line in lines)
    for line in lines:
        if counted[line.old] > 1:
            line.error = _("This old address stands here twice.")


def refuse_clashes(lines: list[Line]) -> None:
    """No redirect leads to another one, so none can go in a circle."""
    olds, news = {line.old for line in lines}, {line.new for line in lines}
    kept = known(Redirect.objects, "old", olds | news)
    kept_news = known(Redirect.objects, "new", olds)
    for line in lines:
        line.error = line.error or clash(line.old, line.new, olds | kept, news | kept_news, kept)


def clash(old: str, new: str, olds: set[str], news: set[str], kept: set[str]) -> str | Promise:
    if old in kept:
        return TAKEN
    if new in olds or old in news or old == new:
        return _("One redirect would lead to another: name where both end.")
    return ""


def known(rows, name: str, addresses: Iterable[str], at_once: int = 500) -> set[str]:
    """Those of the addresses that stand in that column."""
    listed, found = sorted(addresses), set()
    for start in range(0, len(listed), at_once):
        wanted = listed[start : start + at_once]
        found |= set(rows.filter(**{f"{name}__in": wanted}).values_list(name, flat=True))
    return found
