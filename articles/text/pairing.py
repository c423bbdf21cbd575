"""Which passage of one text became which of another."""

from articles.text.alignment import align
from articles.text.passages import Passage

LIKE = 0.5  # of the words: less in common, and it is another passage
_MOST_PAIRS = 40_000


def partners(base: list[Passage], other: list[Passage]) -> dict[int, int]:
    """Places in one and in the other: those left alone, then those moved, then those most alike wherever they stand,
    then those that stand in one another's place."""
    found = {run.before + step: run.after + step for run in align(base, other) for step in range(run.length)}
    _pair_moved(base, other, found)
    found |= alike(_without(base, found), _without(other, found.values()))
    _pair_replaced(base, other, found)
    return found


def alike(some: dict[int, Passage], others: dict[int, Passage]) -> dict[int, int]:
    """The most alike first; each once."""
    if len(some) * len(others) > _MOST_PAIRS:
        return {}
    pairs = sorted(
        (-likeness(one, other), abs(place - where), place, where)
        for place, one in some.items()
        for where, other in others.items()
    )
    found: dict[int, int] = {}
    taken = set()
    for unlike, _, place, where in pairs:
        if -unlike >= LIKE and place not in found and where not in taken:
            found[place] = where
            taken.add(where)
    return found


def likeness(one: Passage, other: Passage) -> float:
    """The part of their words that both have."""
    if one.html == other.html:
        return 1.0
    if one.is_card or other.is_card:
        return 0.9 if one.is_card and other.is_card and one.shows == other.shows else 0.0
    total = one.vocabulary.total() + other.vocabulary.total()
    return 2 * (one.vocabulary & other.vocabulary).total() / total if total else 0.0


def _without(passages: list[Passage], taken) -> dict[int, Passage]:
    taken = set(taken)
    return {place: passage for place, passage in enumerate(passages) if place not in taken}


def _pair_moved(base: list[Passage], other: list[Passage], found: dict[int, int]) -> None:
    left: dict[Passage, list[int]] = {}
    for where, passage in _without(other, found.values()).items():
        left.setdefault(passage, []).append(where)
    for place, passage in _without(base, found).items():
        if left.get(passage):
            found[place] = left[passage].pop(0)


def _pair_replaced(base: list[Passage], other: list[Passage], found: dict[int, int]) -> None:
    """After the same neighbour, one for one: a paragraph written anew is still that paragraph."""
    taken = set(found.values())
    for place, passage in enumerate(base):
        where = found.get(place - 1, -1 if place == 0 else None)
        if place in found or where is None or where + 1 in taken or where + 1 >= len(other):
            continue
        if not passage.is_card and not other[where + 1].is_card:
            found[place] = where + 1
            taken.add(where + 1)
