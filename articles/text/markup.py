"""HTML as a flat run of tags and texts: whatever was pasted, in one pass, at any depth."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from lxml import etree

from articles.text.cleaning import UNSEEN, strip_control

# A tag of this set begins a new line of text; any other stands inside one.
_BLOCKS = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav news-card ol option p pre search"
    " section select summary table tbody td textarea tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
VERBATIM = frozenset({"code", "kbd", "pre", "samp", "textarea", "tt"})
VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "param", "source", "wbr"})
# Tags that are put in by the parser, or whose text cannot be written back as it was read.
_DROPPED = frozenset({"html", "head", "body", "plaintext", "xmp"})
_SLICE = 8192
_DEEPEST = 256


class Open(NamedTuple):
    tag: str
    attributes: dict[str, str]


class Close(NamedTuple):
    tag: str


Token = str | Open | Close


def parse(html: str) -> list[Token]:
    """Balanced tags and the text between them; scripts, styles, comments and control characters are gone."""
    source = strip_control(html).encode()
    try:
        return _tokens(source, _DEEPEST)
    except _TooDeepError:
        # The parser's cost grows with the square of depth: beyond any page's depth, take it piece by piece.
        return [token for piece in _pieces(source) for token in _tokens(piece, None)]


def serialise(tokens: list[Token]) -> str:
    return "".join(map(_written, tokens))


def _written(token: Token) -> str:
    if isinstance(token, str):
        return escape(token, quote=False)
    if isinstance(token, Close):
        return "" if token.tag in VOID else f"</{token.tag}>"
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in token.attributes.items())
    return f"<{token.tag}{attributes}>"


def _tokens(source: bytes, deepest: int | None) -> list[Token]:
    if not source.strip():
        return []
    parser = etree.HTMLParser(target=_Tokens(deepest), huge_tree=True, encoding="utf-8")
    # In slices, because an error raised by the target is only heard when a slice ends.
    for start in range(0, len(source), _SLICE):
        parser.feed(source[start : start + _SLICE])
    return parser.close()


def _pieces(source: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(source):
        end = source.find(b"<", start + _SLICE)
        end = len(source) if end < 0 else end
        yield source[start:end]
        start = end


class _TooDeepError(Exception):
    """Deeper than any text that a person wrote."""


class _Tokens:
    """What lxml calls while it reads; no tree is built."""

    def __init__(self, deepest: int | None) -> None:
        self.tokens: list[Token] = []
        self.texts: list[str] = []
        self.deepest = deepest
        self.depth = 0
        self.unseen = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.deepest and self.depth > self.deepest:
            raise _TooDeepError
        self.unseen += tag in UNSEEN
        self._add(Open(tag, {name: strip_control(value) for name, value in attributes.items()}))

    def end(self, tag: str) -> None:
        self.depth -= 1
        self._add(Close(tag))
        self.unseen -= tag in UNSEEN

    def data(self, text: str) -> None:
        if not self.unseen:
            self.texts.append(text)

    def close(self) -> list[Token]:
        self._end_text()
        return self.tokens

    def _add(self, token: Open | Close) -> None:
        if not self.unseen and token.tag not in _DROPPED:
            self._end_text()
            self.tokens.append(token)

    def _end_text(self) -> None:
        """The parser hands over one text in many parts, and the spaces before the first tag or not."""
        text = strip_control("".join(self.texts))
        text = text if self.tokens else text.lstrip(" \t\r\n")
        if text:
            self.tokens.append(text)
        self.texts = []
