"""Sequences that grew out of one, joined: words of a line, paragraphs of a text, names in a list."""

from bisect import bisect_left
from collections.abc import Collection, Hashable, Sequence
from typing import NamedTuple

from articles.text.alignment import Run, align


class Edit(NamedTuple):
    """Items of the origin, and what stands in their place."""

    start: int
    end: int
    new: tuple


def edits(base: Sequence[Hashable], changed: Sequence[Hashable]) -> list[Edit]:
    """What was done to the origin, in order; between two edits at least one item stayed."""
    done: list[Edit] = []
    here = there = 0
    for run in [*align(base, changed), Run(len(base), len(changed), 0)]:
        if run.before > here or run.after > there:
            done.append(Edit(here, run.before, tuple(changed[there : run.after])))
        here, there = run.before + run.length, run.after + run.length
    return done


def join(base: Sequence, mine: Sequence, theirs: Sequence) -> tuple[list, list]:
    """Both sides' changes in one: as I would have it, and as they would. The two differ only where both touched the
    same place, or places that touch."""
    here, there = edits(base, mine), edits(base, theirs)
    shared = set(here) & set(there)
    changes = [(edit, "both" if edit in shared else "mine") for edit in here]
    changes += [(edit, "theirs") for edit in there if edit not in shared]
    as_mine: list = []
    as_theirs: list = []
    at = 0
    for group in _touching(sorted(changes, key=lambda change: change[0][:2])):
        start, end = group[0][0].start, max(edit.end for edit, _ in group)
        sides = {side for _, side in group}
        for joined, side in ((as_mine, "mine"), (as_theirs, "theirs")):
            told = side if sides == {"mine", "theirs"} else next(iter(sides))
            joined += base[at:start]
            joined += _edited(base, start, end, [edit for edit, whose in group if whose == told])
        at = end
    return as_mine + list(base[at:]), as_theirs + list(base[at:])


def join_order(base: Sequence, mine: Sequence, theirs: Sequence, keep: Collection = ()) -> list:
    """Items that are each there once: additions of both, without what either took out, and where either moved them.

    At one place theirs come first. `keep` names those that stay although one side took them out.
    """
    origin, here, there = set(base), set(mine), set(theirs)
    joined = [item for item in theirs if item not in origin or item in here or item in keep]
    unmoved = _unmoved(base, mine)
    anchor = None
    for item in mine:
        known = item in there
        if item in origin and not known and item not in keep:
            continue
        if not known or (item in origin and item not in unmoved):
            if known:
                joined.remove(item)
            place = joined.index(anchor) + 1 if anchor is not None else 0
            while place < len(joined) and joined[place] not in origin and joined[place] not in here:
                place += 1
            joined.insert(place, item)
        anchor = item
    return joined


def _touching(changes: list[tuple[Edit, str]]) -> list[list[tuple[Edit, str]]]:
    groups: list[list[tuple[Edit, str]]] = []
    end = -1
    for change in changes:
        if groups and change[0].start <= end:
            groups[-1].append(change)
        else:
            groups.append([change])
        end = max(end, change[0].end)
    return groups


def _edited(base: Sequence, start: int, end: int, changes: list[Edit]) -> list:
    done: list = []
    for edit in changes:
        done += base[start : edit.start]
        done += edit.new
        start = edit.end
    return done + list(base[start:end])


def _unmoved(base: Sequence, mine: Sequence) -> set:
    """The most items that still follow one another as they did: the longest rising run of their old places."""
    places = {item: place for place, item in enumerate(base)}
    kept = [item for item in mine if item in places]
    ends: list[int] = []  # the least place that ends a run of that length
    runs: list[tuple[int, int]] = []  # of each item: the length of the best run that it ends, and its place
    for item in kept:
        length = bisect_left(ends, places[item])
        ends[length : length + 1] = [places[item]]
        runs.append((length, places[item]))
    unmoved, wanted = set(), len(ends) - 1
    below = len(base)
    for item, (length, place) in zip(reversed(kept), reversed(runs), strict=True):
        if length == wanted and place < below:
            unmoved.add(item)
            wanted, below = wanted - 1, place
    return unmoved
