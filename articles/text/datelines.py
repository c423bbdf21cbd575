"""The place, day and agency that open a story."""

from datetime import date

from django.utils import translation
from django.utils.dateformat import format as format_date

_DAY = {"ru": "j b", "kk": "j b", "en": "M j"}


def dateline(place_name: str, on: date | None, agency: str, language: str) -> str:
    """«НУР-СУЛТАН, 30 апр — Sputnik.» with plain spaces, shorter by what is missing; "" without place and agency."""
    place = " ".join(place_name.split()).upper()
    agency = " ".join(agency.split()).removesuffix(".")
    if not place and not agency:
        return ""
    where_and_when = ", ".join(filter(None, [place, _day(on, language)]))
    return " — ".join(filter(None, [where_and_when, agency])) + "."


def _day(on: date | None, language: str) -> str:
    if on is None:
        return ""
    with translation.override(language):
        return format_date(on, _DAY.get(language, "j b"))
