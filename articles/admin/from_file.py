"""What the file of a photo said of itself, beside what stands in its fields now."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.utils import timezone

from articles.admin.standing import moment
from articles.models import Photo
from articles.models.photo import DigitalSource
from articles.publishing.intake import understood


class SaidByFile(NamedTuple):
    """In words, and as the field's inputs take it (JSON); `is_kept`: the field says the same still."""

    words: str
    inputs: str
    is_kept: bool


def said_by_file(photo: Photo) -> dict[str, SaidByFile]:
    """Of each field of which it said something that the field takes."""
    values = understood(photo.from_file)
    return {
        name: SaidByFile(in_words(value), as_inputs(value), stamp(value) == stamp(getattr(photo, name)))
        for name, value in values.items()
    }


def as_inputs(value: Any) -> str:
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return json.dumps([f"{local:%Y-%m-%d}", f"{local:%H:%M}"])
    return json.dumps([value], ensure_ascii=False)


def in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return moment(value)
    return "" if value in (None, "") else str(dict(DigitalSource.choices).get(value, value))


def stamp(value: Any) -> str:
    """Of a value as its inputs can hold it: to the minute, without the ends of lines that browsers add."""
    if isinstance(value, datetime):
        text = value.astimezone(UTC).isoformat(timespec="minutes")
    else:
        text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return sha256(text.encode(errors="replace")).hexdigest()[:12]
