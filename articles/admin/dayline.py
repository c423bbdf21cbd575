"""A day and a night around now, as a line: what has just gone to readers, what will, and what will end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from articles.models import Edition

BEHIND, SPAN = timedelta(hours=6), timedelta(hours=24)
EVERY = 3  # hours between two marks of the clock
LABEL = 15.0  # how much of the line, in hundredths, a headline takes
LANES = 4


class Hour(NamedTuple):
    at: datetime
    left: str
    is_midnight: bool


@dataclass
class Mark:
    """`kind` is live, waiting or ending; `left` says where on the line, "" for what has no room on it."""

    kind: str
    at: datetime
    edition: Edition
    left: str = ""
    lane: int = 0
    is_flipped: bool = False


@dataclass
class DayLine:
    """`later` comes after the line ends, or found no room on it."""

    now: datetime
    now_left: str
    hours: list[Hour]
    marks: list[Mark]
    later: list[Mark]

    @property
    def lanes(self) -> int:
        return max((mark.lane for mark in self.marks), default=0) + 1


def beginning(now: datetime) -> datetime:
    """Six whole hours ago."""
    return now.replace(minute=0, second=0, microsecond=0) - BEHIND


def day_line(now: datetime, marks: Iterable[Mark]) -> DayLine:
    """Each mark in the uppermost lane where its headline does not lie over another."""
    start = beginning(now)
    line = DayLine(now, percent(place(now, start)), hours(start), [], [])
    taken = [0.0] * LANES
    for mark in sorted(marks, key=lambda mark: mark.at):
        left = place(mark.at, start)
        mark.is_flipped = left > 100 - LABEL
        begins = left - LABEL if mark.is_flipped else left
        lane = next((lane for lane, end in enumerate(taken) if end <= begins), None)
        if lane is None or not 0 <= left <= 100:
            line.later.append(mark)
            continue
        taken[lane], mark.lane, mark.left = begins + LABEL, lane, percent(left)
        line.marks.append(mark)
    return line


def hours(start: datetime) -> list[Hour]:
    found = []
    for number in range(int(SPAN.total_seconds() // 3600) + 1):
        at = timezone.localtime(start + timedelta(hours=number))
        if at.hour % EVERY == 0:
            found.append(Hour(at, percent(place(at, start)), at.hour == 0))
    return found


def place(at: datetime, start: datetime) -> float:
    return (at - start) / SPAN * 100


def percent(place: float) -> str:
    """For a style, whatever the language writes between whole and part."""
    return f"{place:.2f}%"
