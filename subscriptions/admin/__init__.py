"""News by mail at the desk: what is sent, and how far it is."""

from subscriptions.admin import mailing

__all__ = ["mailing"]
