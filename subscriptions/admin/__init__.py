"""News by mail at the desk: what is sent, and how far it is."""

from subscriptions.admin import mailing, subscriber

__all__ = ["mailing", "subscriber"]
