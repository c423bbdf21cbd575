"""A reader asks for news by mail, and gets none before the letter box itself has said yes."""

import re

import pytest
from django.core import mail
from django.test import Client

from subscriptions.confirming import send_one_confirmation
from subscriptions.models import ConfirmationLetter, Subscriber
from tests.factories import make_edition, make_section

pytestmark = pytest.mark.django_db
OWN = {"Sec-Fetch-Site": "same-origin"}


def ask(client: Client, address: str = "reader@mail.example", *, path: str = "/subscribe/", headers=OWN, **said):
    form = {"address": address, "kinds": ["digest"], "language": "ru"} | said
    return client.post(path, form, headers=headers)


def link_in(letter) -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.body)[1]


def confirm(client: Client) -> None:
    send_one_confirmation()
    client.post(link_in(mail.outbox[-1]))


def test_nothing_is_kept_before_the_letter_box_has_said_yes(client):
    assert ask(client).status_code == 200
    assert send_one_confirmation() is True

    assert not Subscriber.objects.exists()
    assert not ConfirmationLetter.objects.exists()
    assert [letter.to for letter in mail.outbox] == [["reader@mail.example"]]


def test_looking_at_the_link_changes_nothing_and_its_button_subscribes(client):
    section = make_section("politics")
    make_edition(section=section)
    ask(client, kinds=["digest", "breaking"], sections=[section.pk], language="kk")
    send_one_confirmation()
    link = link_in(mail.outbox[0])

    assert client.get(link).status_code == 200
    assert client.head(link).status_code == 200
    assert not Subscriber.objects.exists()

    assert client.post(link).status_code == 200
    subscriber = Subscriber.objects.get()
    assert (subscriber.address, subscriber.language) == ("reader@mail.example", "kk")
    assert subscriber.wants_digest and subscriber.wants_breaking
    assert list(subscriber.sections.all()) == [section]
    assert link.startswith("/kk/subscribe/confirm/")
