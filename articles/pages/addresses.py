"""Addresses and moments as the world outside knows them."""

from datetime import date, datetime, time
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

YEAR = "[12][0-9]{3}"
"""Those that an address of days or months may name: near the ends of the calendar no zone reckons."""


def absolute(path: str) -> str:
    """The path under the site's public origin, whatever host a request names; a file elsewhere keeps its address."""
    if path.startswith("/") and not path.startswith("//"):
        return f"{settings.NEWSROOM_ORIGIN}{path}"  # nearly always, and a tenth of the time
    return urljoin(settings.NEWSROOM_ORIGIN, path)


def moment(at: datetime) -> str:
    """To the second, with the newsroom's offset on that day: '2021-04-30T12:00:00+06:00'."""
    return at.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds")


def midnight(day: date) -> datetime:
    """With which the day begins where the newsroom is; there a day may have 23 hours or 25."""
    return timezone.make_aware(datetime.combine(day, time.min))
