"""How one text became another, as an editor reads: words put in and taken out, paragraphs moved, cards exchanged."""

import json
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from articles.text.alignment import Run, align
from articles.text.markup import Open, parse

SAME, GONE, NEW, CHANGED, MOVED = "same", "gone", "new", "changed", "moved"

ALIKE = 0.4
"""Two blocks of which so much is common are one block, changed. One that also stands elsewhere needs more."""
ALIKE_ELSEWHERE = 0.6
PAIRS = 10_000
"""Pairs of blocks that are looked at; in a longer text, each block is compared with its neighbours alone."""
WORDS = 300
"""Words of a block by which it is recognised."""
CARD = 20
"""As many words does a card's photo, story or address weigh."""

_TOKEN = re.compile(r"\s*(?:\w+(?:[-’'\u2011]\w+)*|[^\w\s])|\s+")
_WORD = re.compile(r"\w")
_LINE_ENDS = frozenset({"p", "li", "tr", "ul", "ol", "h2", "h3"})
_TOLD = ("speaker", "source", "caption", "alt", "credit", "title", "url")


class Piece(NamedTuple):
    """`op`: same, gone (stood before, not after) or new."""

    op: str
    text: str

    @property
    def words(self) -> str:
        """What is marked: the words without the spaces before them, or the spaces where nothing else differs."""
        return self.text.lstrip() or self.text

    @property
    def space(self) -> str:
        return self.text.removesuffix(self.words)


@dataclass(frozen=True)
class BlockChange:
    """What became of a block. `op`: same, changed, gone, new, or moved (and perhaps changed).

    `pieces` are its words, `told` those beside them (speaker, caption …) by name; `things` the photos and stories of
    a card as (op, ("photo" or "story", id)); `is_dressed`: only emphasis, links or the kind of block differ, no word.
    """

    op: str
    before: dict | None
    after: dict | None
    pieces: list[Piece]
    told: dict[str, list[Piece]] = field(default_factory=dict)
    things: list[tuple[str, tuple[str, int]]] = field(default_factory=list)
    is_dressed: bool = False

    @property
    def is_rewritten(self) -> bool:
        """Some word, photo or story in it is not what it was."""
        words = [self.pieces, *self.told.values()]
        return any(piece.op != SAME for each in words for piece in each) or any(op != SAME for op, _id in self.things)

    @property
    def block(self) -> dict:
        return self.after or self.before or {}


def compare_words(before: str, after: str) -> list[Piece]:
    """Words with the spaces before them. Joined, same and new are `after`, same and gone are `before`.

    Case and ё count. A text that is too long to be searched through is replaced as a whole where it differs.
    """
    if before == after:
        return [Piece(SAME, before)] if before else []
    one, two = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for gone, new, same in _stretches(one, two, align(one, two)):
        pieces += [Piece(GONE, "".join(gone)), Piece(NEW, "".join(new)), Piece(SAME, "".join(same))]
    return list(_readable([piece for piece in pieces if piece.text]))


def compare_blocks(before: list[dict], after: list[dict]) -> list[BlockChange]:
    """In the order of `after`, with what is gone where it stood; what moved stands where it is now, once."""
    one, two = [_key(block) for block in before], [_key(block) for block in after]
    runs = align(one, two)
    same = {run.after + step: run.before + step for run in runs for step in range(run.length)}
    partner, moved = _partners(before, after, same)
    taken = set(partner.values())
    changes: list[BlockChange] = []
    shown = 0
    for place, block in enumerate(after):
        origin = partner.get(place)
        if origin is not None and place not in moved:
            changes += [_gone(each) for number, each in enumerate(before[shown:origin], shown) if number not in taken]
            shown = origin + 1
        changes.append(_change(before[origin] if origin is not None else None, block, place in moved))
    changes += [_gone(each) for number, each in enumerate(before[shown:], shown) if number not in taken]
    return changes


def words_of(block: dict) -> str:
    """The words of a block: a line for each paragraph and row, a point before an item, a tab between cells."""
    html = block.get("html", "")
    lines = ("".join(_written(html)) if "<" in html else unescape(html)).split("\n")
    return "\n".join(line.rstrip("\t") for line in lines if line.strip())


def _written(html: str) -> Iterator[str]:
    for token in parse(html):
        if isinstance(token, str):
            yield token
        elif isinstance(token, Open):
            yield {"br": "\n", "li": "\n• "}.get(token.tag, "")
        elif token.tag in ("td", "th"):
            yield "\t"
        elif token.tag in _LINE_ENDS:
            yield "\n"


def _stretches(one: list, two: list, runs: list[Run]) -> Iterator[tuple[list, list, list]]:
    here = there = 0
    for run in [*runs, Run(len(one), len(two), 0)]:
        yield one[here : run.before], two[there : run.after], one[run.before : run.before + run.length]
        here, there = run.before + run.length, run.after + run.length


def _readable(pieces: list[Piece]) -> Iterator[Piece]:
    """A comma that stayed between two changed words is no rest for the eye: it is told as changed with them."""
    gone, new = "", ""
    for number, piece in enumerate(pieces):
        between = (gone or new) and number + 1 < len(pieces) and not _WORD.search(piece.text)
        if piece.op != NEW and (piece.op == GONE or between):
            gone += piece.text
        if piece.op != GONE and (piece.op == NEW or between):
            new += piece.text
        if piece.op == SAME and not between:
            yield from _told_change(gone, new)
            gone, new = "", ""
            yield piece
    yield from _told_change(gone, new)


def _told_change(gone: str, new: str) -> list[Piece]:
    return [piece for piece in (Piece(GONE, gone), Piece(NEW, new)) if piece.text]


def _partners(before: list[dict], after: list[dict], same: dict[int, int]) -> tuple[dict[int, int], set[int]]:
    """For places in `after` the place in `before` that it comes from, and those of them that left their order."""
    partner, moved = dict(same), set()
    taken = set(same.values())
    gone = [place for place in range(len(before)) if place not in taken]
    new = [place for place in range(len(after)) if place not in same]
    chain = sorted(same.items())  # rising on both sides
    for likeness, place, origin in _likenesses(before, after, gone, new):
        if place in partner or origin in taken:
            continue
        link = bisect(chain, (place, origin))
        in_order = (not link or chain[link - 1][1] < origin) and (link == len(chain) or origin < chain[link][1])
        if not in_order and likeness < ALIKE_ELSEWHERE:
            continue
        partner[place] = origin
        taken.add(origin)
        if in_order:
            chain.insert(link, (place, origin))
        else:
            moved.add(place)
    return partner, moved


def _likenesses(before: list[dict], after: list[dict], gone: list[int], new: list[int]) -> list[tuple[float, int, int]]:
    """(how much alike, place in `after`, place in `before`), the most alike first, then the nearest."""
    marks = {place: _marks(before[place]) for place in gone}
    near = PAIRS // len(gone) if len(gone) * len(new) > PAIRS else len(gone) + len(new)
    found = []
    for number, place in enumerate(new):
        own = _marks(after[place])
        for origin in gone[max(0, number - near) : number + near]:
            likeness = _likeness(own, marks[origin])
            if likeness >= ALIKE:
                found.append((likeness, place, origin))
    return sorted(found, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1]))


def _marks(block: dict) -> Counter:
    words = _TOKEN.findall(words_of(block))[:WORDS]
    marks = Counter(word.strip() for word in words if _WORD.search(word))
    marks += Counter(dict.fromkeys(_things(block), CARD))
    if block.get("url"):
        marks[block["url"]] += CARD
    return marks


def _likeness(one: Counter, two: Counter) -> float:
    """From 0 to 1: Dice's coefficient of the words, each as often as it stands."""
    whole = one.total() + two.total()
    common = sum(min(count, two[each]) for each, count in one.items() if each in two)
    return 2 * common / whole if whole else 0


def _things(block: dict) -> list[tuple[str, int]]:
    things = [("photo", block["photo"])] if block["type"] == "photo" else []
    things += [("photo", use["id"]) for use in block.get("photos", [])]
    return [*things, ("story", block["article"])] if block["type"] == "related" else things


def _told(block: dict, name: str) -> str:
    """What is said beside its words; of a gallery, for each photo."""
    lines = (use.get(name, "") for use in block.get("photos", []))
    return block.get(name) or " · ".join(filter(None, lines))


def _key(block: dict) -> str:
    return json.dumps(block, sort_keys=True)


def _gone(block: dict) -> BlockChange:
    return _change(block, None, False)


def _change(before: dict | None, after: dict | None, is_moved: bool) -> BlockChange:
    """Of one block; None where there was none, or is none any more."""
    pieces = compare_words(words_of(before or {}), words_of(after or {}))
    told = {name: compare_words(_told(before or {}, name), _told(after or {}, name)) for name in _TOLD}
    told = {name: words for name, words in told.items() if words}
    things = _compare_things(_things(before) if before else [], _things(after) if after else [])
    if before is None or after is None:
        op, is_dressed = (NEW, False) if before is None else (GONE, False)
    else:
        changed = any(piece.op != SAME for words in (pieces, *told.values()) for piece in words)
        changed = changed or any(op != SAME for op, _thing in things)
        is_dressed = not changed and _key(before) != _key(after)
        op = MOVED if is_moved else CHANGED if changed or is_dressed else SAME
    return BlockChange(op, before, after, pieces, told, things, is_dressed)


def _compare_things(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> list[tuple[str, tuple[str, int]]]:
    things: list[tuple[str, tuple[str, int]]] = []
    for gone, new, same in _stretches(before, after, align(before, after)):
        things += [(op, each) for op, each_of in ((GONE, gone), (NEW, new), (SAME, same)) for each in each_of]
    return things
