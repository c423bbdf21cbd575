"""Who gets news by mail, what was sent, and to whom."""

from subscriptions.models.confirmation_letter import ConfirmationLetter
from subscriptions.models.delivery import Delivery
from subscriptions.models.mailing import Mailing
from subscriptions.models.subscriber import Subscriber

__all__ = ["ConfirmationLetter", "Delivery", "Mailing", "Subscriber"]
