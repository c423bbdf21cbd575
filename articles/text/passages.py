"""A body in passages (paragraphs, items, cells, cards), and a passage in words that carry their emphasis and links."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from articles.text.markup import BLOCKS, VOID, Close, Open, Token, serialise

_CARD = "news-card"
_THING = "\ufffc"  # stands for a line break, or another tag without words
_WORD = re.compile(r"\s*+(?:\w+|[^\w\s])|\s+")

Mark = tuple[str, str]  # a tag, and how it was opened
Word = tuple[tuple[str, tuple[Mark, ...]], ...]  # the runs of one word: its letters, and the marks that they carry


class Passage:
    """Some tokens of a body that stand together; equal where they are written alike."""

    def __init__(self, tokens: list[Token]):
        self.tokens = tokens
        self.html = serialise(tokens)
        first = tokens[0]
        self.opening = first if isinstance(first, Open) and first.tag in BLOCKS else None
        self.tag = self.opening.tag if self.opening else ""
        self.inside = tokens[1:-1] if self.opening else tokens
        self.is_card = self.tag == _CARD
        self.holds_passages = any(isinstance(token, Open) and token.tag in BLOCKS for token in self.inside)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passage) and self.html == other.html

    def __hash__(self) -> int:
        return hash(self.html)

    def around(self, html: str) -> str:
        """Those words in this passage's own tag."""
        if self.opening is None:
            return html
        return serialise([self.opening]) + html + serialise([Close(self.tag)])

    @property
    def shows(self) -> tuple:
        """Of a card: what stands in it, whatever the words beside it."""
        attributes = self.opening.attributes if self.opening else {}
        return tuple(attributes.get(f"data-{name}") for name in ("kind", "id", "ids", "url"))

    @cached_property
    def vocabulary(self) -> Counter:
        return Counter("".join(token for token in self.tokens if isinstance(token, str)).split())


def passages(tokens: Iterable[Token]) -> list[Passage]:
    """The outermost ones; words between them without a tag of their own are passages too."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        starts = depth == 0 and isinstance(token, Open) and token.tag in BLOCKS
        if starts:
            found.append([])
        found[-1].append(token)
        depth += isinstance(token, Open) - isinstance(token, Close)
        if depth == 0 and isinstance(token, Close) and token.tag in BLOCKS:
            found.append([])
    return [Passage(each) for each in found if any(not isinstance(token, str) or token.strip() for token in each)]


def words(tokens: Iterable[Token]) -> list[Word]:
    """Each with the space before it."""
    marks: list[Mark] = []
    letters: list[str] = []
    carried: list[tuple[Mark, ...]] = []
    for token in tokens:
        if isinstance(token, str):
            letters.append(token)
            carried += [tuple(marks)] * len(token)
        elif isinstance(token, Close):
            marks = marks if token.tag in VOID else marks[:-1]
        elif token.tag in VOID:
            letters.append(_THING)
            carried.append((*marks, (token.tag, serialise([token]))))
        else:
            marks = [*marks, (token.tag, serialise([token]))]
    text = "".join(letters)
    return [_runs(found[0], carried[found.start() : found.end()]) for found in _WORD.finditer(text)]


def written(line: Iterable[Word]) -> str:
    """The HTML of some words, whichever passages they come from: every tag closes where it has to."""
    html: list[str] = []
    carried: tuple[Mark, ...] = ()
    for letters, marks in (run for word in line for run in word):
        thing = marks[-1][1] if letters == _THING and marks and marks[-1][0] in VOID else ""
        wanted = marks[:-1] if thing else marks
        html.append(_from_to(carried, wanted))
        html.append(thing or serialise([letters]))
        carried = wanted
    return "".join(html) + _from_to(carried, ())


def _runs(text: str, carried: list[tuple[Mark, ...]]) -> Word:
    runs: list[tuple[str, tuple[Mark, ...]]] = []
    for letter, marks in zip(text, carried, strict=True):
        if runs and runs[-1][1] == marks and _THING not in (letter, runs[-1][0]):
            runs[-1] = (runs[-1][0] + letter, marks)
        else:
            runs.append((letter, marks))
    return tuple(runs)


def _from_to(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> str:
    common = 0
    while common < min(len(before), len(after)) and before[common] == after[common]:
        common += 1
    closing = "".join(f"</{tag}>" for tag, _ in reversed(before[common:]))
    return closing + "".join(opening for _, opening in after[common:])
