"""What has changed for readers, looked at in the database now and then: by this process, and as another had seen it.

Every verb writes the names that it has touched in its own transaction, so nobody has to tell a process or a machine,
and one that was killed has missed nothing. Their order is the database's; no clock is compared.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic

from django.db import InterfaceError, OperationalError
from django.db.models import Count, Sum
from django.utils import timezone

from articles.models import Touch
from articles.pages.edges import next_edge

logger = logging.getLogger(__name__)

A_LOOK = 0.25
"""Seconds for which a process believes its last look."""
A_SLOW_LOOK, A_SILENCE = 1.0, 30.0
"""Seconds for which the others believe the last one while one looks; and while the database does not answer."""
A_TICK = timedelta(seconds=1)
"""Moments taken by several threads are not in order; a clock that is further back was put back."""
NEVER = float("-inf")
LAST = 1_000
"""So many deeds are known one by one: one that is committed behind later ones is still noticed."""
SPARE = 100
"""So many more are held before the oldest are let go."""


@dataclass(frozen=True)
class Seen:
    """Which deeds had been looked at: those after `low` up to `last`, but for some that were not committed yet."""

    low: int = 0
    last: int = 0
    missing: frozenset[int] = frozenset()

    def __contains__(self, deed: int) -> bool:
        return self.low < deed <= self.last and deed not in self.missing


class Changes:
    """While the database does not answer, what was seen last counts up to the edge of the clock: readers keep their
    pages. `number` is another one whenever something new was seen.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.looked_at = NEVER
        self.edge = self.edge_from = datetime.min.replace(tzinfo=timezone.get_default_timezone())
        self.is_answered = True
        self.number = 1
        self.floor = 0
        """Deeds up to there are known no more."""
        self.marks: tuple = ()
        self.names: dict[int, str] = {}
        self.deeds: dict[str, tuple[int, ...]] = {}
        """By a name that they touched, in the order in which they were seen."""
        self.seen = Seen()

    def forget(self) -> None:
        """Whoever has just changed something sees it at once."""
        self.looked_at = NEVER

    def at(self, now: datetime, *, believed: float | None = None) -> tuple[Seen, datetime]:
        """(what was seen, the next edge of the clock)."""
        is_over, age = self.is_over(now), monotonic() - self.looked_at
        if is_over or age >= (A_LOOK if believed is None else believed):
            is_old = age >= (A_SLOW_LOOK if self.is_answered else A_SILENCE)
            self.look_in_turn(now, wait=is_over or is_old or believed == 0)
        return self.seen, self.edge

    def is_over(self, now: datetime) -> bool:
        """Past the edge; or before it was asked for, since the clock was put back and edges may lie between."""
        return now >= self.edge or now + A_TICK < self.edge_from

    def touched(self, names: Iterable[str], seen: Seen) -> bool:
        """Whether a deed that had not been seen then has touched one of these names."""
        if seen.last < self.floor:
            return True
        known = (self.deeds.get(name, ()) for name in names)
        return any(deed > self.floor and deed not in seen for deeds in known for deed in reversed(deeds))

    def look_in_turn(self, now: datetime, *, wait: bool) -> None:
        """One looks; the others go by what was seen last, unless that is over or old. What is done while it looks may
        be missed: a look is as old as its beginning.
        """
        asked_at = monotonic()
        if not self.lock.acquire(blocking=wait):
            return
        try:
            if self.looked_at < asked_at or self.is_over(now):
                self.looked_at = monotonic()
                self.look_again(now)
        except (InterfaceError, OperationalError) as error:
            self.do_without(error)
            self.looked_at = monotonic()
        finally:
            self.lock.release()

    def look_again(self, now: datetime) -> None:
        """One query over the end of an index; two more where it says something else than before. What failed half way
        is done again: nothing is believed before the edge was asked for.
        """
        known = Touch.objects.filter(pk__gt=max(self.floor, self.seen.last - LAST)).order_by()
        marks = tuple(known.aggregate(number=Count("pk"), sum=Sum("pk")).values())
        found = self.news() if marks != self.marks else {}
        if found or self.is_over(now):
            self.edge, self.edge_from = next_edge(now), now
        if found:
            self.learn(found)
        self.marks, self.is_answered = marks, True

    def news(self) -> dict[int, str]:
        """Deeds among the last ones that are not known yet, in order."""
        newest = set(Touch.objects.order_by("-pk").values_list("pk", flat=True)[:LAST])
        new = Touch.objects.filter(pk__in=newest - self.names.keys()).order_by("pk")
        return dict(new.values_list("pk", "names"))

    def learn(self, found: dict[int, str]) -> None:
        """What pages are judged by is told last: threads read it meanwhile."""
        self.floor = max(self.floor, max(found) - LAST)
        for pk, names in found.items():
            self.names[pk] = names
            for name in names.split():
                self.deeds[name] = (*self.deeds.get(name, ()), pk)
        self.number += 1
        self.seen = self.now_seen()
        if len(self.names) > LAST + SPARE:
            self.let_go()

    def now_seen(self) -> Seen:
        low, last = max(self.floor, min(self.names) - 1), max(self.names)
        return Seen(low, last, frozenset(set(range(low + 1, last)) - self.names.keys()))

    def let_go(self) -> None:
        """What is below the floor: no page is judged by it."""
        self.names = {pk: names for pk, names in self.names.items() if pk > self.floor}
        kept = {name: tuple(pk for pk in deeds if pk > self.floor) for name, deeds in self.deeds.items()}
        self.deeds = {name: deeds for name, deeds in kept.items() if deeds}

    def do_without(self, error: Exception) -> None:
        """Said once. A page that is not kept, or is past the edge, fails by itself."""
        if self.is_answered:
            logger.error("The database does not answer; readers get the pages that are kept. %s", error)
        self.is_answered = False
