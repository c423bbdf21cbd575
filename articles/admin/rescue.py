"""What was typed into a form and not saved: kept by the form's own token, given back to the one who typed it."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from articles.admin.ordered import OrderedList
from articles.models import Article, Sitting
from articles.models.sitting import PRESENT
from articles.text.cleaning import strip_control

LARGEST = 2 * 1024 * 1024
"""Bytes of a rescued form: more than ten novels' chapters; a longer one is refused with a word about it."""
KEPT = timedelta(days=30)
EMPTY_KEPT = timedelta(days=1)
UNTYPED = frozenset({"csrfmiddlewaretoken", "sitting", "version"})


class TooLongError(ValueError):
    """More than is kept of one form."""


def token_of(sent: Mapping[str, str]) -> UUID | None:
    try:
        return UUID(sent.get("sitting", ""))
    except ValueError:
        return None


def read_typed(text: str) -> dict[str, list[str]] | None:
    """{field: [values as sent]} from JSON; None where nothing new was typed. Raises ValueError for nonsense."""
    if not text:
        return None
    if len(text.encode(errors="replace")) > LARGEST:
        raise TooLongError
    try:
        typed = json.loads(text)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(typed, dict) or not all(map(_is_list_of_texts, typed.values())):
        raise ValueError
    return {
        strip_control(name): list(map(strip_control, values)) for name, values in typed.items() if name not in UNTYPED
    }


def _is_list_of_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(each, str) for each in values)


def keep(sitting: Sitting, typed: dict | None) -> None:
    """Write that the form is open and what stands in it: {} where that is saved already.

    A form that says nothing new (None) keeps what it said before.
    """
    now = timezone.now()
    news: dict[str, Any] = {"seen_at": now, "base": sitting.base}
    if typed is not None:
        news |= {"typed": typed or None, "typed_at": now if typed else None}
    if Sitting.objects.filter(token=sitting.token, person=sitting.person_id, saved_at=None).update(**news):
        return
    _sweep()
    for name, value in news.items():
        setattr(sitting, name, value)
    # Two beats of one form at once: the second finds the row of the first.
    Sitting.objects.bulk_create([sitting], ignore_conflicts=True)


def leave(sitting: Sitting, typed: dict | None) -> None:
    """The form was closed. What was typed in it waits; a form without text leaves nothing."""
    if typed is not None:
        keep(sitting, typed)
    own = Sitting.objects.filter(token=sitting.token, person=sitting.person_id, saved_at=None)
    own.filter(typed_at=None).delete()
    own.update(seen_at=timezone.now() - PRESENT)


def _sweep() -> None:
    """With the first beat of a form: cheap by the index of age, and nothing has to run at night."""
    now = timezone.now()
    old = Q(seen_at__lt=now - KEPT) | Q(seen_at__lt=now - EMPTY_KEPT, typed_at=None)
    Sitting.objects.filter(old).delete()


def forget_sitting(request: HttpRequest, article: Article) -> None:
    """The form was saved: what was typed in it is a version now, and what still arrives from it is late."""
    token = token_of(request.POST)
    if token is None:
        return
    over = {"article": article, "typed": None, "typed_at": None, "saved_at": timezone.now()}
    if not Sitting.objects.filter(token=token, person=request.user).update(**over):
        Sitting.objects.bulk_create([Sitting(token=token, person=request.user, **over)], ignore_conflicts=True)


def take_over(sitting: Sitting) -> UUID:
    """The text goes on in another form; the one where it was typed, if it is still open, becomes a new sitting."""
    sitting.token, sitting.seen_at = uuid4(), timezone.now()
    sitting.save(update_fields=["token", "seen_at"])
    return sitting.token


def put_into(form: Form, sitting: Sitting) -> None:
    """What was typed stands in the form, over the version that it was typed over: saving merges."""
    typed = MultiValueDict(sitting.typed)
    for name, field in form.fields.items():
        emptied = isinstance(field.widget, OrderedList)  # a list without rows sends nothing
        if emptied or not field.widget.value_omitted_from_data(typed, {}, name):
            form.initial[name] = field.widget.value_from_datadict(typed, {}, name)
    form.initial["version"] = sitting.base
