"""What a person typed into the form of a story, as a version holds it."""

from typing import Any

from django.forms import ModelForm

from articles.models import Tag
from articles.publishing.merging import BY_VERBS
from articles.publishing.versions import columns
from articles.text.cleaning import strip_control
from articles.text.folding import fold


def typed_in(form: ModelForm) -> dict[str, Any]:
    """The fields that this person's form has, the body apart; call after `is_valid`. New tags are made."""
    form.instance.tidy()
    data = form.cleaned_data
    typed = {name: value for name, value in columns(form.instance).items() if name in data and name not in BY_VERBS}
    if "tags" in data:
        typed["tags"] = _tags(form)
    if "bylines" in data:
        typed["bylines"] = [list(byline) for byline in data["bylines"]]
    if "related" in data:
        typed["related"] = [story for story in data["related"] if story != form.instance.pk]
    return typed


def rescued_from(form: ModelForm) -> tuple[dict[str, Any], str]:
    """As `typed_in`, with the body, of a form that may not be saved: what is wrong is taken as it was typed."""
    form.is_valid()
    typed = typed_in(form)
    for name in form.errors:
        if isinstance(getattr(form.instance, name, None), str) and name in form.data:
            typed[name] = strip_control(form.data[name])
    return typed, typed.pop("body", form.instance.body)


def _tags(form: ModelForm) -> list[int]:
    if "tags" not in form.changed_data:
        return [tag.pk for tag in form.initial.get("tags", ())]
    names = form.cleaned_data["tags"]
    known = Tag.objects.called(names)
    for name in sorted(names, key=fold):  # in one order, so that two desks with the same new tags do not wait in a ring
        known.setdefault(fold(name), None)
        known[fold(name)] = known[fold(name)] or Tag.objects.get_or_create(name=name)[0]
    return list(dict.fromkeys(known[fold(name)].pk for name in names))
