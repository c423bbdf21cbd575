"""Months and days of the newsroom's calendar: which have stories, and which months are told day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Subquery
from django.utils import timezone

from articles.models import Placement
from articles.models.names import Language
from articles.models.placement import PlacementQuerySet
from articles.pages.archive import start_of_next, within

MOST = 10_000
"""Stories in the file of a month, all languages together; beyond it each day has its own."""
ASKED_AT_ONCE = 400  # a row of PostgreSQL's ends at 1664 columns, one of SQLite's at 2000


@dataclass(frozen=True)
class Span:
    """From the first day until before the other: a month ("2021-04") or a day ("2021-04-30")."""

    name: str
    first: date
    after: date

    def __contains__(self, moment: datetime) -> bool:
        return self.first <= timezone.localdate(moment) < self.after

    def places(self) -> PlacementQuerySet:
        """On the shelves of all stories."""
        return within(Placement.objects.on_any_front(), self.first, self.after)

    def stories(self, at: datetime) -> PlacementQuerySet:
        """Where they are live: the gate comes after the days, as `archive.within` says."""
        return self.places().live(at)

    def is_full(self) -> bool:
        return self.places()[MOST:].exists()


def month_of(day: date) -> Span:
    first = day.replace(day=1)
    return Span(f"{first:%Y-%m}", first, start_of_next(first))


def day_of(day: date) -> Span:
    return Span(day.isoformat(), day, day + timedelta(days=1))


def filled_spans(at: datetime) -> list[Span]:
    """Months that have stories, newest first; in place of one that is full, its days.

    Bounded work for each month, whatever stands in it: one story is looked for, and the place of the 10 001st.
    """
    filled = _filled(_months_back(at), at)
    crowded = _said(Exists(month.places()[MOST:]) for month in filled)
    days = _filled([day for month, is_full in zip(filled, crowded, strict=True) if is_full for day in _days(month)], at)
    whole = [month for month, is_full in zip(filled, crowded, strict=True) if not is_full]
    return sorted(whole + days, key=lambda span: span.first, reverse=True)


def _months_back(at: datetime) -> list[Span]:
    """From this month to that of the oldest story in any language: one query."""
    rows = [Placement.objects.live(at).on_shelf(language).oldest_first() for language in Language.values]
    oldest = min(filter(None, _said(Subquery(each.values("first_published_at")[:1]) for each in rows)), default=None)
    if oldest is None:
        return []
    last, months = timezone.localdate(oldest), [month_of(timezone.localdate(at))]
    while months[-1].first > last:
        months.append(month_of(months[-1].first - timedelta(days=1)))
    return months


def _days(month: Span) -> list[Span]:
    return [day_of(month.first + timedelta(days=number)) for number in range((month.after - month.first).days)]


def _filled(spans: list[Span], at: datetime) -> list[Span]:
    answers = _said(Exists(span.stories(at)) for span in spans)
    return [span for span, is_filled in zip(spans, answers, strict=True) if is_filled]


def _said(questions: Iterable[Exists | Subquery]) -> list[Any]:
    """What the database answers: one query for hundreds."""
    asked = {f"q{number}": question for number, question in enumerate(questions)}
    names = list(asked)
    answers: list[Any] = []
    for place in range(0, len(names), ASKED_AT_ONCE):
        some = {name: asked[name] for name in names[place : place + ASKED_AT_ONCE]}
        row = Placement.objects.annotate(**some).values_list(*some).order_by()[:1]
        answers += next(iter(row), [None] * len(some))  # without stories there is nobody to answer
    return answers
