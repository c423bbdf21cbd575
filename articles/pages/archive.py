"""The archive by days: a month as a calendar, and all that appeared in one day where the newsroom is."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone

from articles.models import Placement
from articles.models.placement import shelf
from articles.models.prepared import Given, Prepared
from articles.pages.addresses import midnight
from articles.pages.cards import Card, cards, photo_ids
from articles.pages.editions import newest_on
from articles.pages.frame import TONGUES, Page, address, framed
from articles.pages.lists import A_PAGE, cursor, place_of
from articles.pages.naming import STORIES, of_photos

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Leaf:
    """A day or a month of a calendar, and whether there is something to read."""

    day: date
    is_filled: bool


@dataclass(frozen=True)
class Calendar:
    """A month in weeks from Monday, days of other months being None, and the months of its year.

    `older` and `newer` are the nearest days with something to read in any other month.
    """

    month: date
    weeks: list[list[Leaf | None]]
    months: list[Leaf]
    older: date | None
    newer: date | None

    @property
    def weekdays(self) -> list[date]:
        """Any Monday to Sunday of it."""
        return next([leaf.day for leaf in week if leaf] for week in self.weeks if None not in week)

    @property
    def days(self) -> list[date]:
        """Those with something to read."""
        return [leaf.day for week in self.weeks for leaf in week if leaf and leaf.is_filled]

    def day_before(self, day: date) -> date | None:
        return max((each for each in self.days if each < day), default=self.older)

    def day_after(self, day: date) -> date | None:
        return min((each for each in self.days if each > day), default=self.newer)


@dataclass(kw_only=True)
class ArchivePage(Page):
    calendar: Calendar


@dataclass(kw_only=True)
class DayPage(Page):
    """`older` is the cursor of the next page, "" on the last one."""

    day: date
    day_before: date | None
    day_after: date | None
    calendar: Calendar
    stories: list[Card]
    older: str
    is_first: bool


def archive_page(language: str, *, at: datetime | None = None) -> ArchivePage:
    """The month that it is, though it may be empty yet. Four queries; two in an empty month."""
    at = at or timezone.now()
    shown = calendar(language, timezone.localdate(at).replace(day=1), at=at)
    others = [code for code in TONGUES if shown.days and code != language and is_filled(code, shown.month, at=at)]
    same = {code: address("archive", language=code) for code in others}
    return ArchivePage(
        **framed(language, address("archive", language=language), at=at, same=same), names=STORIES, calendar=shown
    )


def month_page(language: str, month: date, *, at: datetime | None = None) -> ArchivePage:
    """404 for a month before the first story or after this one. Two queries."""
    at = at or timezone.now()
    if month > timezone.localdate(at):
        raise Http404
    shown = calendar(language, month, at=at)
    if not shown.days and not shown.older:
        raise Http404
    frame = framed(language, address("archive-month", month, language=language), at=at)
    return ArchivePage(**frame, names=frozenset({shelf(language)}), calendar=shown)


def day_page(language: str, day: date, *, before: str = "", at: datetime | None = None) -> DayPage:
    """404 for a day with nothing to read. Four queries, however much it had. A nonsense cursor is the first page."""
    at = at or timezone.now()
    if day > timezone.localdate(at):
        raise Http404
    place = place_of(before)
    end = (midnight(day + A_DAY), 0)
    found = newest_on(shelf(language), A_PAGE + 1, at=at, since=midnight(day), before=min(place or end, end))
    if not found:
        raise Http404
    url = address("archive-day", day, language=language)
    month = calendar(language, day.replace(day=1), at=at)
    return DayPage(
        **framed(language, f"{url}?before={before}" if place else url, at=at),
        day=day,
        day_before=month.day_before(day),
        day_after=month.day_after(day),
        calendar=month,
        stories=cards(found[:A_PAGE], at=at),
        older=cursor(found[A_PAGE - 1]) if len(found) > A_PAGE else "",
        is_first=place is None,
        names=frozenset({shelf(language), *of_photos(photo_ids(found))}),
    )


def calendar(language: str, month: date, *, at: datetime) -> Calendar:
    """One query: a place in the index is looked up for each day and month, however many stories each had."""
    after = start_of_next(month)
    days = [month + timedelta(days=number) for number in range((after - month).days)]
    months = [month.replace(month=number) for number in range(1, 13)]
    begins = {f"day_{number}": midnight(day) for number, day in enumerate([*days, after])}
    begins |= {f"month_{number}": midnight(day) for number, day in enumerate([*months, start_of_next(months[-1])])}
    rows = _filled(len(days), shelf=shelf(language), at=at, **begins)
    older, newer, *filled = rows[0] if rows else [None] * (2 + len(days) + len(months))
    leaves = {day: Leaf(day, bool(is_filled)) for day, is_filled in zip(days, filled, strict=False)}
    return Calendar(
        month=month,
        weeks=[[leaves.get(day) for day in week] for week in Weeks().monthdatescalendar(month.year, month.month)],
        months=[Leaf(each, bool(is_filled)) for each, is_filled in zip(months, filled[len(days) :], strict=True)],
        older=older and timezone.localdate(older),
        newer=newer and timezone.localdate(newer),
    )


@Prepared
def _filled(days: int, *, shelf, at) -> QuerySet:
    """The nearest moments outside the month, then whether each day and each month has something; besides what is
    named, it takes when each begins: `day_0`, up to the one after the last, and so `month_0` to `month_12`.
    """
    stories = Placement.objects.on_shelf(shelf)
    before = stories.filter(first_published_at__lt=Given("day_0")).live(at).newest_first()
    later = stories.filter(first_published_at__gte=Given(f"day_{days}")).live(at).oldest_first()
    nearest = [Subquery(rows.values("first_published_at")[:1]) for rows in (before, later)]
    spans = [(f"day_{number}", f"day_{number + 1}") for number in range(days)]
    spans += [(f"month_{number}", f"month_{number + 1}") for number in range(12)]
    filled = [
        Exists(stories.filter(first_published_at__gte=Given(first), first_published_at__lt=Given(after)).live(at))
        for first, after in spans
    ]
    return stories.live(at).newest_first().values_list(*nearest, *filled)[:1]


def is_filled(language: str, month: date, *, at: datetime) -> bool:
    """Whether that language's page of the month has something to tell: one query."""
    return bool(_any(shelf=shelf(language), first=midnight(month), after=midnight(start_of_next(month)), at=at))


@Prepared
def _any(*, shelf, first, after, at) -> QuerySet:
    rows = Placement.objects.on_shelf(shelf).filter(first_published_at__gte=first, first_published_at__lt=after)
    return rows.live(at).values_list("pk")[:1]


def start_of_next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
