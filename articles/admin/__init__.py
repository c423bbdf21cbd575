"""The desk: what journalists see and press. It decides nothing: it asks models and calls verbs."""

from articles.admin import (
    article,
    author,
    event,
    identity,
    photo,
    place,
    redirect,
    section,
    slot,
    standing_page,
    tag,
    user,
)

__all__ = [
    "article",
    "author",
    "event",
    "identity",
    "photo",
    "place",
    "redirect",
    "section",
    "slot",
    "standing_page",
    "tag",
    "user",
]
