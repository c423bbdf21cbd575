"""Days and times as readers are told them: where the newsroom is, in the language of the page."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language


def written(at: date, form: str) -> str:
    """In a form of Django's `date` filter that tells neither seconds nor the zone; by the newsroom's clock."""
    if isinstance(at, datetime):
        at = timezone.localtime(at).replace(second=0, microsecond=0, tzinfo=None)
    return _written(at, form, get_language())


@lru_cache(maxsize=4096)
def _written(at: date, form: str, language: str | None) -> str:
    """Kept, since a list tells few moments again and again; `language` is the one that is spoken."""
    return date_format(at, form)


def in_words(at: date, form: str) -> str:
    """In the middle of a sentence: months and days of the week have a capital in English alone."""
    said = written(at, form)
    return said if get_language() == "en" else said.lower()


def offset(at: datetime) -> str:
    """The newsroom's offset on that day: "UTC+6" in Almaty before March 2024, "UTC+5" since."""
    away = timezone.localtime(at).utcoffset() or timedelta()
    hours, minutes = divmod(abs(away) // timedelta(minutes=1), 60)
    sign = "−" if away < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def is_of_this_year(at: datetime) -> bool:
    return timezone.localtime(at).year == timezone.localtime().year


def by_day(shown: Iterable[Any], moment: str = "published_at") -> Iterator[list[Any]]:
    """What stands in the order of time, parted by the newsroom's days; `moment` is the attribute that tells it."""
    for _day, listed in groupby(shown, key=lambda each: timezone.localdate(getattr(each, moment))):
        yield list(listed)
