"""Which elements of two sequences are the same ones, in order: bounded, whatever the sequences hold."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

GAP = 20_000
"""Pairs of equal elements beyond which a gap is not searched through: the search grows with their square."""
BUDGET = 600_000
"""Such pairs in all gaps together."""
DEEPEST = 12


class Run(NamedTuple):
    """`length` elements from `before` on in the one sequence are those from `after` on in the other."""

    before: int
    after: int
    length: int


def align(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Run]:
    """The runs that stand in both, rising, none empty, none touching the next. What is too costly to find is left."""
    runs: list[Run] = []
    for run in _Aligner(before, after).between(0, len(before), 0, len(after), 0):
        last = runs[-1] if runs else None
        if last and (last.before + last.length, last.after + last.length) == (run.before, run.after):
            runs[-1] = Run(last.before, last.after, last.length + run.length)
        elif run.length:
            runs.append(run)
    return runs


class _Aligner:
    """Common ends first; then a small gap is searched through, a large one is cut at what stands once in each."""

    def __init__(self, before: Sequence[Hashable], after: Sequence[Hashable]) -> None:
        self.before, self.after = before, after
        self.budget = BUDGET

    def between(self, start: int, end: int, other: int, other_end: int, depth: int) -> Iterator[Run]:
        head = self._common(range(start, end), range(other, other_end))
        yield Run(start, other, head)
        start, other = start + head, other + head
        tail = self._common(range(end - 1, start - 1, -1), range(other_end - 1, other - 1, -1))
        end, other_end = end - tail, other_end - tail
        if start < end and other < other_end and depth < DEEPEST:
            yield from self._inside(start, end, other, other_end, depth)
        yield Run(end, other_end, tail)

    def _inside(self, start: int, end: int, other: int, other_end: int, depth: int) -> Iterator[Run]:
        one, two = self.before[start:end], self.after[other:other_end]
        cost = _equal_pairs(one, two)
        if cost <= min(GAP, self.budget):
            self.budget -= cost
            for match in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks():
                yield Run(start + match.a, other + match.b, match.size)
            return
        here, there = start, other
        anchors = _anchors(one, two)
        for place, its_other in anchors:
            yield from self.between(here, start + place, there, other + its_other, depth + 1)
            here, there = start + place, other + its_other
        if anchors:
            yield from self.between(here, end, there, other_end, depth + 1)

    def _common(self, places: Iterable[int], others: Iterable[int]) -> int:
        count = 0
        for place, its_other in zip(places, others, strict=False):
            if self.before[place] != self.after[its_other]:
                break
            count += 1
        return count


def _equal_pairs(one: Sequence[Hashable], two: Sequence[Hashable]) -> int:
    counts, others = Counter(one), Counter(two)
    return sum(count * others[each] for each, count in counts.items())


def _anchors(one: Sequence[Hashable], two: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Elements that stand once in each, in the longest order that both keep."""
    counts, others = Counter(one), Counter(two)
    place_in_two = {each: place for place, each in enumerate(two) if others[each] == 1}
    pairs = [
        (place, place_in_two[each]) for place, each in enumerate(one) if counts[each] == 1 and each in place_in_two
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    ends: list[int] = []
    last_of: list[int] = []
    before: list[int] = []
    for number, (_place, other) in enumerate(pairs):
        length = bisect_left(ends, other)
        before.append(last_of[length - 1] if length else -1)
        if length == len(ends):
            ends.append(other)
            last_of.append(number)
        else:
            ends[length], last_of[length] = other, number
    rising = []
    number = last_of[-1] if last_of else -1
    while number >= 0:
        rising.append(pairs[number])
        number = before[number]
    return rising[::-1]
