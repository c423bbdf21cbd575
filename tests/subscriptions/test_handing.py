"""What a mail server says, and who is told of it."""

import pytest

from subscriptions.sending import send_some
from tests.factories import make_edition, make_mailing, make_subscriber

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("when", ["at_recipient", "at_data"])
def test_a_reader_s_address_that_the_server_quotes_stands_neither_in_the_log_nor_at_the_desk(post, caplog, when):
    make_edition()
    make_subscriber("secret@post.example")
    mailing = make_mailing()
    setattr(post, when, lambda address: f"421 4.7.0 <{address}> too many for {address}")

    while send_some():
        pass

    mailing.refresh_from_db()
    assert mailing.trouble == "421 4.7.0 … too many for …"
    assert "too many" in caplog.text and "secret" not in caplog.text
