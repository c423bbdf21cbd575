"""The desk: what journalists see and press. It decides nothing: it asks models and calls verbs."""

from articles.admin import article, author, event, photo, place, section, tag, user

__all__ = ["article", "author", "event", "photo", "place", "section", "tag", "user"]
