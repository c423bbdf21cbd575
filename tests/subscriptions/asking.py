"""What a reader's browser sends, and what stands in the letter that comes back."""

import re

from django.core import mail
from django.test import Client

from subscriptions.confirming import send_one_confirmation

BROWSER = {"Sec-Fetch-Site": "same-origin"}


def ask(client: Client, address: str = "reader@mail.example", *, path: str = "/subscribe/", headers=BROWSER, **said):
    form = {"address": address, "kinds": ["digest"], "language": "ru"} | said
    return client.post(path, form, headers=headers)


def link_asked_for(client: Client, **said) -> str:
    """As a path, out of the letter."""
    ask(client, **said)
    send_one_confirmation()
    return re.search(r"http://127\.0\.0\.1:8000(/\S+/confirm/\S+)", mail.outbox[-1].body)[1]
