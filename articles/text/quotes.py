"""Quotation marks: which of them are pairs, and how a pair is drawn."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_RUN = re.compile('["«»„“”]+')
_OPENS_AFTER = frozenset("([{<-–—/=")
_CLOSES_BEFORE = frozenset(".,;:!?…)]}>-–—/")
_CLOSES_BEFORE_EVEN_AFTER_A_SPACE = frozenset(",;:!?)]}")


class Marks(NamedTuple):
    """A pair of marks for quotations, one for quotations inside them, and the marks that they may take the place of."""

    outer: str
    inner: str
    over: str


GUILLEMETS = Marks(outer="«»", inner="„“", over='"«»„“”')
CURLY = Marks(outer="“”", inner="“”", over='"')


def curl(text: str, marks: Marks) -> str:
    """Draw every pair; a mark without its fellow stays as it is. The length does not change."""
    if not _RUN.search(text):
        return text
    letters = list(text)
    inside: list[int] = []
    for start, end in sorted(_pairs(text)):
        while inside and inside[-1] < start:
            inside.pop()
        for place, mark in zip((start, end), marks.inner if inside else marks.outer, strict=True):
            if letters[place] in marks.over:
                letters[place] = mark
        inside.append(end)
    return "".join(letters)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    waiting: list[int] = []
    for place, closes in _roles(text):
        if closes is None:
            closes = bool(waiting)
        if not closes:
            waiting.append(place)
        elif waiting:
            yield waiting.pop(), place


def _roles(text: str) -> Iterator[tuple[int, bool | None]]:
    """Where a mark stands and whether it closes; None: only what is open already can tell. A mark whose shape denies
    its place is left out. Roles follow from what cannot change when marks are redrawn, so drawing twice is safe."""
    for run in _RUN.finditer(text):
        start, end = run.span()
        may_open, may_close = _sides(text[start - 1 : start] if start else "", text[end : end + 1])
        for place in range(start, end):
            opens = may_open and text[place] not in "»”"
            closes = may_close and text[place] not in "«„"
            if opens or closes:
                yield place, None if opens and closes else closes


@lru_cache(maxsize=4096)
def _sides(before: str, after: str) -> tuple[bool, bool]:
    """May marks between these two characters open a quotation, may they close one."""
    space_before = not before or before.isspace()
    space_after = not after or after.isspace()
    if space_before or space_after:
        return not space_after, (not space_before) or after in _CLOSES_BEFORE_EVEN_AFTER_A_SPACE
    opening, closing = before in _OPENS_AFTER, after in _CLOSES_BEFORE
    return (True, True) if opening == closing else (opening, closing)
