"""Days and times as readers are told them: where the newsroom is, in the language of the page."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language


def written(at: date, form: str, language: str | None = None) -> str:
    """In a form of Django's `date` filter; in the language that is spoken, unless one is named."""
    return _written(at, form, timezone.get_default_timezone(), language or get_language())


@lru_cache(maxsize=4096)
def _written(at: date, form: str, zone: tzinfo, language: str | None) -> str:
    """Kept, since pages tell the same moments again and again."""
    with translation.override(language):
        return date_format(at.astimezone(zone) if isinstance(at, datetime) else at, form)


def in_words(at: date, form: str, language: str | None = None) -> str:
    """In the middle of a sentence: months and days of the week have a capital in English alone."""
    language = language or get_language()
    said = written(at, form, language)
    return said if language == "en" else said.lower()


def offset(at: datetime) -> str:
    """The newsroom's offset on that day: "UTC+6" in Almaty before March 2024, "UTC+5" since."""
    away = at.astimezone(timezone.get_default_timezone()).utcoffset() or timedelta()
    hours, minutes = divmod(abs(away) // timedelta(minutes=1), 60)
    sign = "−" if away < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def told(at: datetime, show: str = "", language: str | None = None) -> tuple[str, str]:
    """A moment for machines, and in words; what of it is shown: see `partials/moment.html`."""
    zone = timezone.get_default_timezone()
    return _told(at, show, datetime.now(zone).year, zone, language or get_language())


@lru_cache(maxsize=4096)
def _told(at: datetime, show: str, this_year: int, zone: tzinfo, language: str | None) -> tuple[str, str]:
    at = at.astimezone(zone)
    form = "j E, H:i" if show == "near" and at.year == this_year else "j E Y, H:i"
    return at.isoformat(timespec="seconds"), in_words(at, "H:i" if show == "time" else form, language)


def by_day(shown: Iterable[Any], moment: str = "published_at") -> Iterator[list[Any]]:
    """What stands in the order of time, parted by the newsroom's days; `moment` is the attribute that tells it."""
    zone = timezone.get_default_timezone()
    for _day, listed in groupby(shown, key=lambda each: getattr(each, moment).astimezone(zone).date()):
        yield list(listed)
