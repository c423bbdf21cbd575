"""What the file of a photo said of itself, beside what stands in its fields now."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.utils import timezone

from articles.admin.standing import moment
from articles.models import Photo
from articles.models.photo import DigitalSource


class SaidByFile(NamedTuple):
    """In words, and as the field's inputs take it (JSON); `is_kept`: the field says the same still."""

    words: str
    inputs: str
    is_kept: bool


def said_by_file(name: str, photo: Photo) -> SaidByFile | None:
    text = photo.from_file.get(name, "")
    value = taken_at(text) if name == "taken_at" else text
    if not value:
        return None
    inputs = [text]
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        inputs = [f"{local:%Y-%m-%d}", f"{local:%H:%M}"]
    return SaidByFile(
        in_words(value), json.dumps(inputs, ensure_ascii=False), stamp(value) == stamp(getattr(photo, name))
    )


def taken_at(text: str) -> datetime | None:
    """A camera knows no zone: its clock is the newsroom's."""
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if timezone.is_aware(at) else timezone.make_aware(at)
    except (ValueError, OverflowError):
        return None


def in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return moment(value)
    return "" if value is None else str(dict(DigitalSource.choices).get(value, value))


def stamp(value: Any) -> str:
    """Of a value as its inputs can hold it: to the minute, without the ends of lines that browsers add."""
    if isinstance(value, datetime):
        text = value.astimezone(UTC).isoformat(timespec="minutes")
    else:
        text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return sha256(text.encode(errors="replace")).hexdigest()[:12]
