"""Two texts written over one origin, merged: by passages, and inside a passage by words."""

import re
from collections.abc import Callable
from typing import NamedTuple

from articles.text.joining import join, join_order
from articles.text.markup import Close, parse, serialise
from articles.text.pairing import alike, partners
from articles.text.passages import Passage, passages, words, written

_DEEPEST = 12
_MOST_PASSAGES = 3000
_CELLS = {"td", "th"}
_WORD = re.compile(r"\s*+(?:\w+|[^\w\s])|\s+")


class Clash(NamedTuple):
    """One place that both wrote over: what stood there, and what each would have, changes beside it joined already.

    `both` keeps the two, theirs first; None where there are no two texts to keep.
    """

    base: str
    mine: str
    theirs: str
    both: str | None = None


Part = str | Clash


def merge_text(base: str, mine: str, theirs: str) -> Part:
    """A text without markup, by its words."""
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    joined = join(*(_WORD.findall(text) for text in (base, mine, theirs)))
    ours, other = ("".join(side) for side in joined)
    return ours if ours == other else Clash(base, ours, other, both_texts(ours, other))


def both_texts(mine: str, theirs: str) -> str | None:
    return theirs + ("\n" if "\n" in mine + theirs else " ") + mine if mine and theirs else None


def merge_list(base: list, mine: list, theirs: list) -> list:
    """Additions of both in order, without what either took out."""
    return join_order(*(list(dict.fromkeys(each)) for each in (base, mine, theirs)))


def merge_body(base: str, mine: str, theirs: str) -> list[Part]:
    """A story's HTML as parts in order: what is settled, and what a person has to settle."""
    if mine == theirs or theirs == base:
        return [mine]
    if mine == base:
        return [theirs]
    was, here, there = (passages(parse(html)) for html in (base, mine, theirs))
    if max(map(len, (was, here, there))) > _MOST_PASSAGES:
        return [Clash(base, mine, theirs, theirs + mine)]
    return _joined_text(_merge_passages(was, here, there, 0))


def settled(parts: list[Part], answer: Callable[[int], str]) -> str:
    """The text where each clash, by its number, was answered with "mine", "theirs" or "both"."""
    clashes = iter(range(len(parts)))
    return "".join(part if isinstance(part, str) else getattr(part, answer(next(clashes))) or "" for part in parts)


class _Places:
    """Passages of three texts under common names: a name says where it stands in the origin or who brought it."""

    def __init__(self, base: list[Passage], mine: list[Passage], theirs: list[Passage]):
        here = {where: ("base", place) for place, where in partners(base, mine).items()}
        there = {where: ("base", place) for place, where in partners(base, theirs).items()}
        new = {place: each for place, each in enumerate(mine) if place not in here}
        for place, where in alike(new, {at: each for at, each in enumerate(theirs) if at not in there}).items():
            here[place] = there[where] = ("new", place)
        self.base = {("base", place): each for place, each in enumerate(base)}
        self.mine = {here.get(place, ("mine", place)): each for place, each in enumerate(mine)}
        self.theirs = {there.get(place, ("theirs", place)): each for place, each in enumerate(theirs)}

    def in_order(self) -> list[tuple[Passage | None, Passage | None, Passage | None]]:
        """Each passage of the merged text, as it was and as it is in either."""
        rewritten = {name for name, was in self.base.items() if self._taken_out_and_rewritten(name, was)}
        names = join_order(list(self.base), list(self.mine), list(self.theirs), keep=rewritten)
        return [(self.base.get(name), self.mine.get(name), self.theirs.get(name)) for name in names]

    def _taken_out_and_rewritten(self, name: tuple, was: Passage) -> bool:
        here, there = self.mine.get(name), self.theirs.get(name)
        return (here is None) != (there is None) and (here or there) != was


def _merge_passages(base: list[Passage], mine: list[Passage], theirs: list[Passage], depth: int) -> list[Part]:
    parts: list[Part] = []
    for was, here, there in _Places(base, mine, theirs).in_order():
        parts += _merge_passage(was, here, there, depth)
    return parts


def _merge_passage(was: Passage | None, here: Passage | None, there: Passage | None, depth: int) -> list[Part]:
    if was is None or here is None or there is None:
        return _merge_brought_or_taken(was, here, there)
    if here == there or there == was:
        return [here.html]
    if here == was:
        return [there.html]
    frame = _frame(was, here, there)
    if frame and frame.opening and all(each.holds_passages for each in (was, here, there)) and depth < _DEEPEST:
        inside = _merge_passages(passages(was.inside), passages(here.inside), passages(there.inside), depth + 1)
        return [serialise([frame.opening]), *inside, serialise([Close(frame.tag)])]
    if frame and not any(each.is_card or each.holds_passages for each in (was, here, there)):
        return [_merge_words(frame, was, here, there)]
    return [_clash(was, here, there)]


def _merge_brought_or_taken(was: Passage | None, here: Passage | None, there: Passage | None) -> list[Part]:
    left = [each for each in (here, there) if each]
    if was is None and (len(left) == 1 or here == there):
        return [left[0].html]
    if all(each == was for each in left):
        return []
    return [_clash(was, here, there)]


def _frame(was: Passage, here: Passage, there: Passage) -> Passage | None:
    """The one whose tag, with its attributes, both would have."""
    if was.opening == there.opening or here.opening == there.opening:
        return here
    return there if was.opening == here.opening else None


def _merge_words(frame: Passage, was: Passage, here: Passage, there: Passage) -> Part:
    joined = join(*(words(each.inside) for each in (was, here, there)))
    mine, theirs = (Passage(list(parse(frame.around(written(side))))) for side in joined)
    return mine.html if mine == theirs else _clash(was, mine, theirs)


def _clash(was: Passage | None, here: Passage | None, there: Passage | None) -> Clash:
    base, mine, theirs = (each.html if each else "" for each in (was, here, there))
    if not here or not there:
        return Clash(base, mine, theirs)
    if here.tag in _CELLS or not here.opening:
        return Clash(base, mine, theirs, there.around("<br>".join(serialise(each.inside) for each in (there, here))))
    return Clash(base, mine, theirs, theirs + mine)


def _joined_text(parts: list[Part]) -> list[Part]:
    joined: list[Part] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
