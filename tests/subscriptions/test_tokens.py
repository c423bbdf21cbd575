"""What links say is signed: forged, changed or used for something else, they say nothing."""

from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from subscriptions import tokens
from subscriptions.tokens import CHOOSE, LEAVE, BadToken, ExpiredToken, Wish, wish_of, wish_token
from tests.factories import make_subscriber

WISHES = st.builds(
    Wish,
    address=st.text("abcxyz0189.+-", min_size=1).map("{}@mail.example".format),
    language=st.sampled_from(["ru", "kk", "en"]),
    wants_digest=st.booleans(),
    wants_breaking=st.booleans(),
    sections=st.lists(st.integers(1, 10**6), max_size=30).map(tuple),
)
WISH = Wish("reader@mail.example", "ru", True, False, (3, 14))


@given(WISHES)
@settings(max_examples=30, deadline=None)
def test_a_link_says_the_whole_wish(wish):
    assert wish_of(wish_token(wish)) == wish


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_nobody_makes_a_link_up(text):
    for read in (wish_of, lambda token: tokens.subscriber_by(token, LEAVE)):
        with pytest.raises(BadToken):
            read(text)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_link_with_one_sign_changed_is_no_link(data):
    token = wish_token(WISH)
    at = data.draw(st.integers(0, len(token) - 1))
    sign = data.draw(st.characters(codec="ascii").filter(lambda each: each != token[at]))

    with pytest.raises(BadToken):
        wish_of(token[:at] + sign + token[at + 1 :])


def test_a_link_does_not_show_whose_it_is():
    token = wish_token(WISH)

    assert wish_token(WISH) != token
    for start in range(4):
        shown = urlsafe_b64decode(token[start : start + (len(token) - start) // 4 * 4])
        assert b"reader" not in shown and b"mail.example" not in shown


@pytest.mark.django_db
def test_a_link_does_only_what_it_was_made_for():
    reader = make_subscriber("reader@mail.example")
    leave, choose = tokens.leave_token(reader), tokens.choose_token(reader)

    assert tokens.subscriber_by(leave, LEAVE) == tokens.subscriber_by(choose, CHOOSE) == reader
    for token, salt in ((leave, CHOOSE), (choose, LEAVE), (wish_token(WISH), LEAVE)):
        with pytest.raises(BadToken):
            tokens.subscriber_by(token, salt)
    with pytest.raises(BadToken):
        wish_of(leave)


@pytest.mark.django_db
def test_a_confirmation_is_good_for_three_days_and_leaving_for_ever():
    confirm, reader = wish_token(WISH), make_subscriber("reader@mail.example")
    leave = tokens.leave_token(reader)

    with time_machine.travel(timezone.now() + timedelta(days=2, hours=23)):
        assert wish_of(confirm) == WISH
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=1)), pytest.raises(ExpiredToken):
        wish_of(confirm)
    with time_machine.travel(timezone.now() + timedelta(days=9000)):
        assert tokens.subscriber_by(leave, LEAVE) == reader
