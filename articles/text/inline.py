"""The inside of one paragraph while it is being written: words, emphasis, links."""

import re
from html import escape

from articles.text.addresses import link
from articles.text.markup import Open

_MEANING = {
    "b": "strong", "strong": "strong",
    "cite": "em", "dfn": "em", "em": "em", "i": "em", "var": "em",
    "del": "s", "s": "s", "strike": "s",
    "sub": "sub", "sup": "sup",
    "code": "code", "kbd": "code", "pre": "code", "samp": "code", "tt": "code",
    "a": "a",
}  # fmt: skip
_SPACES = re.compile("[ \t\n\r]+")


class Inline:
    """Tags are asked for at once and written before the next word: none stays empty, none outlives its paragraph."""

    def __init__(self) -> None:
        self._wanted: dict[str, str] = {}
        self._open: dict[str, str] = {}
        self._written: list[str] = []
        self._pending = ""
        self._has_words = False

    def open(self, token: Open) -> str:
        """The tag that this one stands for, to be given to `close`; "" where it adds nothing."""
        tag = _MEANING.get(token.tag, "")
        opening = _opening(tag, token.attributes)
        if not opening or tag in self._wanted:
            return ""
        self._wanted[tag] = opening
        return tag

    def close(self, tag: str) -> None:
        del self._wanted[tag]

    def write(self, text: str) -> None:
        line = _SPACES.sub(" ", text)
        if line.startswith(" "):
            self._space()
        words = line.strip(" ")
        if not words:
            return
        self._open_wanted()
        self._written.append(escape(words, quote=False))
        self._has_words = self._has_words or any(character.isprintable() for character in words)
        if line.endswith(" "):
            self._space()

    def break_line(self) -> bool:
        """False where the line is broken for the second time: a new paragraph is meant."""
        if self._pending == "<br>":
            return False
        self._pending = "<br>" if self._written else ""
        return True

    def take(self) -> str:
        """What was written since the last time; "" where no word was. The tags still open go on in the next."""
        self._close_down_to(0)
        html = "".join(self._written) if self._has_words else ""
        self._written, self._pending, self._has_words = [], "", False
        return html

    def _space(self) -> None:
        if self._written and not self._pending:
            self._pending = " "

    def _open_wanted(self) -> None:
        common = 0
        for mine, theirs in zip(self._open.items(), self._wanted.items(), strict=False):
            if mine != theirs:
                break
            common += 1
        self._close_down_to(common)
        if self._pending:
            self._written.append(self._pending)
            self._pending = ""
        for tag, opening in list(self._wanted.items())[common:]:
            self._written.append(opening)
            self._open[tag] = opening

    def _close_down_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self._written.append(f"</{self._open.popitem()[0]}>")


def _opening(tag: str, attributes: dict[str, str]) -> str:
    if tag == "a":
        href = link(attributes.get("href", ""))
        return f'<a href="{escape(href)}">' if href else ""
    # Documents pasted from the web editors of others come wrapped in one <b> that says it is not bold.
    if tag == "strong" and "font-weight:normal" in attributes.get("style", "").replace(" ", ""):
        return ""
    return f"<{tag}>" if tag else ""
