"""The letter that asks: what it says, and what becomes of it when a mail server will not have it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from newsroom.management.commands import work
from newsroom.management.commands.work import DUTIES
from subscriptions import confirming
from subscriptions.confirming import is_taken, send_one_confirmation
from subscriptions.models import ConfirmationLetter
from tests.factories import make_section
from tests.subscriptions.asking import ask
from tests.subscriptions.smtp import free_port

pytestmark = pytest.mark.django_db


def make_letter(address: str = "reader@mail.example", **fields) -> ConfirmationLetter:
    return ConfirmationLetter.objects.create(address=address, **({"language": "ru", "wants_digest": True} | fields))


def test_the_letter_says_what_was_asked_for_as_text_and_as_html(client, post):
    make_letter(language="en", sections=[make_section("politics").pk, 10**9])
    send_one_confirmation()

    [got] = post.got
    assert got.to == got.message["To"] == "reader@mail.example"
    assert got.message["Auto-Submitted"] == "auto-generated"
    assert got.message["From"].addresses[0].addr_spec == "news@news.example"
    assert got.message["Message-ID"].endswith("@news.example>")
    assert "List-Unsubscribe" not in got.message
    for kind in ("plain", "html"):
        said = got.part(kind)
        assert "/en/subscribe/confirm/" in said
        assert "Politics" in said and "3 days" in said
        assert "<img" not in said and "<script" not in said


def test_the_subject_begins_on_the_line_of_its_name(post):
    """A header whose first line is empty is not understood everywhere."""
    make_letter()
    send_one_confirmation()

    assert b"Subject: =?utf-8?" in post.got[0].raw


def test_two_letters_for_two_people_go_out_one_at_a_time(post):
    make_letter("first@mail.example")
    make_letter("second@mail.example")

    assert [send_one_confirmation() for _ in range(3)] == [True, True, False]
    assert post.addresses == ["first@mail.example", "second@mail.example"]


def test_a_letter_box_that_is_not_there_is_forgotten_at_once(post, caplog):
    post.at_recipient = lambda address: "550 no such user here"
    make_letter()
    send_one_confirmation()

    assert not ConfirmationLetter.objects.exists()
    assert "given up" in caplog.text and "mail.example" not in caplog.text


@pytest.mark.parametrize("trouble", ["not now", "no server"])
def test_a_letter_that_cannot_go_now_is_tried_again_and_then_forgotten(post, settings, caplog, trouble):
    post.at_recipient = lambda address: "451 come back later"
    if trouble == "no server":
        settings.EMAIL_PORT = free_port()
    make_letter()
    tries, due_at = 0, timezone.now()
    while letter := ConfirmationLetter.objects.first():
        with time_machine.travel(due_at := letter.due_at, tick=False):
            tries += send_one_confirmation()
            assert not send_one_confirmation()

    assert tries == len(confirming.PAUSES) + 1
    assert due_at - timezone.now() < timedelta(hours=6)
    assert "mail.example" not in caplog.text


def test_a_letter_that_somebody_else_has_taken_is_not_sent_twice(post):
    letter = make_letter()
    same = ConfirmationLetter.objects.get()

    assert is_taken(letter) and not is_taken(same)
    assert send_one_confirmation() is False


def test_who_asks_for_something_else_meanwhile_gets_a_letter_about_that(client, post):
    letter = make_letter()
    ask(client, kinds=["breaking"])
    confirming.forget(letter)

    assert ConfirmationLetter.objects.get().wants_breaking


@pytest.mark.django_db(transaction=True, serialized_rollback=True)  # the connection is closed after trouble
def test_letters_go_out_while_another_duty_is_in_trouble(post, monkeypatch, caplog):
    def full_disk() -> bool:
        raise OSError("storage is down")

    monkeypatch.setattr(work, "DUTIES", [full_disk, send_one_confirmation])
    make_letter()
    work.Command().turn()

    assert post.addresses == ["reader@mail.example"]
    assert "storage is down" in caplog.text


def test_the_letter_goes_out_beside_the_server_and_nobody_waits_for_it(client, post):
    ask(client)
    assert not post.got

    for duty in DUTIES:
        duty()
    assert post.addresses == ["reader@mail.example"]
