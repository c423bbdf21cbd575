"""What is found wrong, in words, counted by its kind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet

MOST_NAMED = 10
BATCH = 500
"""Rows that are held in memory at once."""

Wrong = tuple[str, Any]
"""(what, of which row)"""


class Check(NamedTuple):
    """`look` is given a few rows and says what of them is wrong; `mend` puts one of those right."""

    rows: QuerySet
    look: Callable[[list], Iterable[Wrong]]
    mend: dict[str, Callable[[Any], None]]


@dataclass
class Finding:
    count: int = 0
    mended: int = 0
    ids: list = field(default_factory=list)

    def add(self, pk: Any, *, mended: bool) -> None:
        self.count += 1
        self.mended += mended
        if len(self.ids) < MOST_NAMED:
            self.ids.append(pk)

    @property
    def is_left(self) -> bool:
        return self.mended < self.count

    def told(self, what: str) -> str:
        named = ", ".join(map(str, self.ids)) + (" …" if self.count > len(self.ids) else "")
        return f"{what}: {self.count:,} ({named})" + (f", {self.mended:,} mended" if self.mended else "")


def wrong_twice(check: Check, rows: list) -> list[Wrong]:
    """The desk works meanwhile: what a verb was just changing is right when it is looked at again."""
    wrong = list(check.look(rows))
    if not wrong:
        return []
    again = set(check.look(list(check.rows.filter(pk__in=[pk for _what, pk in wrong]))))
    return [each for each in wrong if each in again]


def batches(rows: QuerySet) -> Iterator[list]:
    """By their numbers: an index range each, however many there are."""
    after = 0
    while batch := list(rows.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield batch
        after = batch[-1].pk
