"""Addresses as the world outside knows them."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """The path under the site's public origin, whatever host a request names; a file elsewhere keeps its address."""
    return urljoin(settings.NEWSROOM_ORIGIN, path)
