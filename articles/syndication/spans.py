"""Months and days of the newsroom's calendar: which have stories, and which months are told day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.models import Placement
from articles.models.names import Language
from articles.models.placement import PlacementQuerySet
from articles.pages.addresses import midnight
from articles.pages.archive import start_of_next

MOST = 10_000
"""Stories in the file of a month, all languages together; beyond it each day has its own."""
ASKED_AT_ONCE = 5_000  # SQLite takes 32,766 values in one statement, three for each span
AMONG = "WITH span(number, begins, ends) AS (VALUES {spans}) SELECT number FROM span WHERE EXISTS({one})"


@dataclass(frozen=True)
class Span:
    """From the first day until before the other: a month ("2021-04") or a day ("2021-04-30")."""

    name: str
    first: date
    after: date

    def __contains__(self, moment: datetime) -> bool:
        return self.first <= timezone.localdate(moment) < self.after

    def places(self) -> PlacementQuerySet:
        return placed(*self.ends())

    def stories(self, at: datetime) -> PlacementQuerySet:
        """Where they are live."""
        return self.places().live(at)

    def is_full(self) -> bool:
        return self.places()[MOST:].exists()

    def ends(self) -> tuple[datetime, datetime]:
        return midnight(self.first), midnight(self.after)


def placed(begins: datetime | RawSQL, ends: datetime | RawSQL) -> PlacementQuerySet:
    """On the shelves of all stories. The gate comes after: SQLite ends its range at the first end that it reads."""
    return Placement.objects.on_any_front().filter(first_published_at__gte=begins, first_published_at__lt=ends)


def month_of(day: date) -> Span:
    first = day.replace(day=1)
    return Span(f"{first:%Y-%m}", first, start_of_next(first))


def day_of(day: date) -> Span:
    return Span(day.isoformat(), day, day + timedelta(days=1))


def filled_spans(at: datetime) -> list[Span]:
    """Months that have stories, newest first; in place of one that is full, its days.

    Bounded work for each month, whatever stands in it: one story is looked for, and the place of the 10 001st.
    """
    in_each = placed(RawSQL("span.begins", []), RawSQL("span.ends", []))
    filled = list(_among(_months_back(at), in_each.live(at)))
    full = set(_among(filled, in_each[MOST : MOST + 1]))
    days = _among([day for month in filled if month in full for day in _days(month)], in_each.live(at))
    return sorted([*(month for month in filled if month not in full), *days], key=lambda span: span.first, reverse=True)


def _months_back(at: datetime) -> list[Span]:
    """From this month to that of the oldest story in any language: one query."""
    rows = {language: Placement.objects.live(at).on_shelf(language).oldest_first() for language in Language.values}
    firsts = {language: Subquery(each.values("first_published_at")[:1]) for language, each in rows.items()}
    said = Placement.objects.annotate(**firsts).values_list(*firsts).order_by()[:1]
    oldest = min((moment for row in said for moment in row if moment), default=None)
    if oldest is None:
        return []
    last, months = timezone.localdate(oldest), [month_of(timezone.localdate(at))]
    while months[-1].first > last:
        months.append(month_of(months[-1].first - timedelta(days=1)))
    return months


def _days(month: Span) -> list[Span]:
    return [day_of(month.first + timedelta(days=number)) for number in range((month.after - month.first).days)]


def _among(spans: list[Span], places: PlacementQuerySet) -> Iterator[Span]:
    """Those that have one of these places, which are looked for between `span.begins` and `span.ends`.

    One query: a question of its own for each span took ten times as long to write as to answer.
    """
    one, values = places.values("pk").query.sql_with_params()
    for start in range(0, len(spans), ASKED_AT_ONCE):
        some = spans[start : start + ASKED_AT_ONCE]
        rows = [
            (number, *map(connection.ops.adapt_datetimefield_value, span.ends())) for number, span in enumerate(some)
        ]
        asked = AMONG.format(spans=", ".join(["(%s, %s, %s)"] * len(some)), one=one)
        with connection.cursor() as cursor:
            cursor.execute(asked, [*(value for row in rows for value in row), *values])
            yield from (some[number] for (number,) in cursor.fetchall())
