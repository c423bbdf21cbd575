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
    """What is to come has the first choice of room, then the newest of what is gone; the rest of that is not shown."""
    start = beginning(now)
    line, lanes = DayLine(now, percent(place(now, start)), hours(start), [], []), Lanes()
    to_come = sorted((mark for mark in marks if mark.at > now), key=lambda mark: mark.at)
    gone = sorted((mark for mark in marks if mark.at <= now), key=lambda mark: mark.at, reverse=True)
    for mark in [*to_come, *gone]:
        if lanes.take(mark, place(mark.at, start)):
            line.marks.append(mark)
        elif mark.at > now:
            line.later.append(mark)
    line.marks.sort(key=lambda mark: mark.at)
    return line


class Lanes:
    """Headlines stand after their moment, those of the past before it, where there is room; never over each other."""

    def __init__(self) -> None:
        self.taken: list[list[float]] = [[] for _lane in range(LANES)]

    def take(self, mark: Mark, left: float) -> bool:
        """The uppermost lane with room, or False."""
        mark.is_flipped = left > 100 - LABEL or (mark.kind == "live" and left >= LABEL)
        begins = left - LABEL if mark.is_flipped else left
        free = [lane for lane, others in enumerate(self.taken) if all(abs(begins - each) >= LABEL for each in others)]
        if not free or not 0 <= left <= 100:
            return False
        mark.lane, mark.left = free[0], percent(left)
        self.taken[free[0]].append(begins)
        return True


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
