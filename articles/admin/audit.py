"""A line of the audit as a person reads it: who did what with what, from which version to which, and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.standing import moment
from articles.models import Event
from articles.models.edition import Change
from articles.models.event import Action
from articles.publishing.journal import one_line

LONGEST = 300
ROLES = {
    "reporter": _("reporter"),
    "editor": _("editor"),
    "photo_editor": _("photo editor"),
    "chief": _("chief editor"),
}
DETAILS = {
    "before": _("was"),
    "name": _("name"),
    "slug": _("address"),
    "section": _("section"),
    "tag": _("tag"),
    "until": _("until"),
    "at": _("at"),
    "language": _("language"),
    "change": _("kind of change"),
    "warnings": _("in spite of"),
    "stories": _("stories"),
    "sections": _("sections"),
    "preview_links": _("revoked previews"),
    "groups": _("roles"),
    "recipients": _("recipients"),
    "left": _("not sent"),
}
"""Names of what an event tells beside its own columns; others are passed over: they are ids for machines."""


WARNINGS = {
    "no_lead": _("no lead"),
    "no_text": _("no text"),
    "no_photo": _("no lead photo"),
    "no_tags": _("no tags"),
    "headline_long": _("a long headline"),
    "alt_repeats_caption": _("an alternative text that repeats the caption"),
    "alt_is_filename": _("an alternative text that is the name of a file"),
    "photo_ends": _("a photo's rights end"),
    "card_not_live": _("a card to a story that readers do not see"),
    "related_not_live": _("a related story that readers do not see"),
}
"""What was passed over. Twin: the codes of warnings in `publishing.findings`."""


class Line(NamedTuple):
    event: Event
    thing: str
    label: str
    url: str
    versions: str
    details: list[str]


def lines(events: Iterable[Event]) -> list[Line]:
    """No query: the events bring their people with them."""
    return [Line(event, thing(event), event.label, address(event), versions(event), told(event)) for event in events]


def model_of(event: Event):
    """Of this application, else of one beside it; None for what there is no more."""
    noun = event.noun or "article"
    others = (each for each in apps.get_models() if each._meta.model_name == noun)
    return apps.all_models["articles"].get(noun) or next(others, None)


def thing(event: Event) -> str:
    """'Tag', 'Person', 'Story': the kind of thing, in the reader's language."""
    model = model_of(event)
    return capfirst(str(model._meta.verbose_name)) if model else event.noun


def address(event: Event) -> str:
    """Of the thing's own page at the desk, unless it is gone."""
    pk, model = event.noun_id if event.noun else event.article_id, model_of(event)
    if not pk or model is None or event.action == Action.DELETED:
        return ""
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])
    except NoReverseMatch:
        return ""


def versions(event: Event) -> str:
    """'12 → 13'; one of them where there is one."""
    numbers = [str(each) for each in (event.from_version, event.to_version) if each is not None]
    return " → ".join(numbers)


def told(event: Event) -> list[str]:
    """What the event tells beside its columns, a sentence each. Nothing in it can turn or break a line."""
    changes = event.details.get("changes") or {}
    said = [f"{field_name(event, name)}: {pair(event, name, *values)}" for name, values in changes.items()]
    said += [f"{place_name(place)}: {stood(before)} → {stood(after)}" for place, (before, after) in places(event)]
    for key, label in DETAILS.items():
        value = event.details.get(key)
        if value not in (None, "", [], 0):
            said.append(f"{label}: {value_words(key, value)}")
    return [one_line(each, LONGEST) for each in said]


def places(event: Event) -> list:
    """Of the front page: [(number, (what stood there, what stands there))]."""
    return list((event.details.get("places") or {}).items())


def place_name(place: str) -> str:
    return _("place %(number)s") % {"number": place}


def stood(placed: dict | None) -> str:
    """A headline and its end; a place that nobody filled fills itself."""
    if placed is None:
        return _("by itself")
    until = placed["until"] and f", {DETAILS['until']} {time_words(placed['until'])}"
    return f"«{placed['headline']}»{until or ''}"


def field_name(event: Event, name: str) -> str:
    return str(DETAILS.get(name) or getattr(field_of(event, name), "verbose_name", name))


def field_of(event: Event, name: str):
    """None where the model has it no more."""
    try:
        return model_of(event)._meta.get_field(name)
    except (FieldDoesNotExist, AttributeError):
        return None


def pair(event: Event, name: str, before: str, after: str) -> str:
    if name == "groups":
        before, after = (value_words(name, each.split(", ") if each else []) for each in (before, after))
    called = dict(getattr(field_of(event, name), "choices", None) or [])
    before, after = (str(called.get(each, each)) for each in (before, after))
    return f"«{before}» → «{after}»"


def value_words(key: str, value: object) -> str:
    called = CALLED.get(key, {})
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(called.get(each) or time_words(each)) for each in values)


def time_words(value: object) -> str:
    """A moment as the lists write it; what is none stays as it is."""
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return moment(at) if at.tzinfo else str(value)


CALLED: dict[str, dict] = {"groups": ROLES, "warnings": WARNINGS, "change": dict(Change.choices)}
"""Codes as people call them; a group of the newsroom's own by its name."""


def role_called(name: str) -> str:
    """A role as people call it; a group of the newsroom's own by its name."""
    return str(ROLES.get(name, name))
