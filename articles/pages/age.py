"""How old a story is, by the newsroom's clock."""

from datetime import datetime

from django.utils import timezone


def years_since(published_at: datetime, at: datetime) -> int:
    """Whole years, full at the same second of the same day."""
    years = _there(at).year - _there(published_at).year
    return max(years - (at < birthday(published_at, years)), 0)


def next_birthday(published_at: datetime, at: datetime) -> datetime:
    """When `years_since` grows next."""
    return birthday(published_at, years_since(published_at, at) + 1)


def birthday(published_at: datetime, years: int) -> datetime:
    """What came out on 29 February is a year old when 1 March begins."""
    born = _there(published_at)
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return born.replace(year=born.year + years, month=3, day=1, hour=0, minute=0, second=0, microsecond=0)


def _there(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())
