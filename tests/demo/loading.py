"""Loading the seed, and what a database holds before and after."""

from django.apps import apps
from django.core.management import call_command


def load_seed() -> None:
    call_command("loaddata", "seed", verbosity=0)


def everything() -> dict:
    """Every row of every table."""
    return {model: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}
