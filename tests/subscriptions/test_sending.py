"""Letters through a real mail server: once to each person, whatever it answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from subscriptions.models import Delivery, Mailing
from subscriptions.sending import numbers_of, send_some
from tests.factories import kill, make_edition, make_mailing, make_subscriber

pytestmark = pytest.mark.django_db


def send_all() -> None:
    """As `work` does, until nothing is due."""
    while send_some():
        pass


def make_due(**narrowed) -> None:
    """The waiting is over."""
    Delivery.objects.filter(due_at__isnull=False, **narrowed).update(due_at=timezone.now() - timedelta(seconds=1))
    Mailing.objects.update(waits_until=None)


def test_each_reader_gets_the_digest_once(post):
    make_edition(headline="Мост открыт")
    readers = [make_subscriber() for _reader in range(3)]
    mailing = make_mailing()

    send_all()
    send_all()

    assert post.addresses == sorted(reader.address for reader in readers)
    mailing.refresh_from_db()
    assert (mailing.recipients, mailing.sent, mailing.failed, mailing.unsure) == (3, 3, 0, 0)
    assert mailing.finished_at
