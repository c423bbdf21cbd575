"""The audit: each verb notes down what it did, in the transaction that did it."""

import re
from collections.abc import Iterable

from django.db.models import Model

from articles.models import Article, Event
from articles.models.event import AT_THE_DESK
from articles.pages.naming import SITE
from articles.publishing.touching import touch
from articles.text.cleaning import strip_control

LONGEST_LABEL = 300
LONGEST_NOTE = 2000
TURNS = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Marks that turn or break a line of text: a title with them could forge the line beneath."""


def note_down(
    action: str,
    *,
    by,
    article: Article | None = None,
    subject: Model | None = None,
    from_version: int | None = None,
    to_version: int | None = None,
    edition: int | None = None,
    note: str = "",
    touched: Iterable[str] = (SITE,),
    **details,
) -> Event:
    """Append a line. `subject` is any other row: a tag, a photo, a person; `details` are values that JSON knows.

    `touched` names the pages that a deed changes; one that does not say it changes every page, but those at the desk.
    """
    if action not in AT_THE_DESK:
        touch(touched)
    thing = subject if subject is not None else article
    return Event.objects.create(
        action=action,
        by=by if by is None or by.pk else None,
        article=article,
        noun=subject._meta.model_name or "" if subject is not None else "",
        noun_id=subject.pk if subject is not None else None,
        label=one_line(str(thing) if thing is not None else "", LONGEST_LABEL),
        from_version=from_version,
        to_version=to_version,
        edition=edition,
        note=one_line(note, LONGEST_NOTE),
        details=details,
    )


def one_line(text: str, longest: int) -> str:
    """Without control characters, line breaks and marks that turn the direction of writing."""
    return " ".join(TURNS.sub("", strip_control(text)).split())[:longest]
