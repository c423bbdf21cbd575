"""Wiring as an application: its system checks, and the folder that everything is kept in."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from newsroom import checks  # noqa: F401 importing registers them


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        try:
            settings.DATA.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(
                f"NEWSROOM_DATA is {str(settings.DATA)!r}, which cannot be made: {error.strerror}. "
                "It takes a folder that this user may write in."
            ) from error
