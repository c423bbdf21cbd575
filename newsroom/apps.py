"""Wiring as an application: its system checks, and the folder that everything is kept in."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        import_module("newsroom.checks")  # registers them; not before models are loaded, which they ask
        hear_of_second_factors()
        connection_created.connect(import_module("newsroom.watching").watch_queries)
        try:
            settings.DATA.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(
                f"NEWSROOM_DATA is {str(settings.DATA)!r}, which cannot be made: {error.strerror}. "
                "It takes a folder that this user may write in."
            ) from error


def hear_of_second_factors() -> None:
    """After models are loaded, as above."""
    signals, entrance = import_module("allauth.mfa.signals"), import_module("newsroom.entrance")
    for signal in (signals.authenticator_used, signals.authenticator_added):
        signal.connect(entrance.remember_that_one_was_shown)
