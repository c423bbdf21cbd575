"""Addresses as the world outside knows them."""

from django.conf import settings


def absolute(path: str) -> str:
    """The path under the site's public origin, whatever host a request names."""
    return settings.NEWSROOM_ORIGIN + path
