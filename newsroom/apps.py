"""Wiring as an application: its system checks, and the folder that everything is kept in."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        import_module("newsroom.checks")  # registers them; not before models are loaded, which they ask
        try:
            settings.DATA.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(
                f"NEWSROOM_DATA is {str(settings.DATA)!r}, which cannot be made: {error.strerror}. "
                "It takes a folder that this user may write in."
            ) from error
