from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    """News by mail. The site serves stories without it: nothing else points at its tables."""

    name = "subscriptions"
    verbose_name = _("Subscriptions")
