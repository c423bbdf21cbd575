"""Several at the same mailing: nobody gets a letter twice."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from articles.publishing import PublishingError
from subscriptions import sending
from subscriptions.breaking import MailedAlready, send_breaking
from subscriptions.models import Mailing, Subscriber
from subscriptions.morning import make_digest
from subscriptions.subscribing import leave
from tests.factories import make_article, make_edition, make_mailing, make_subscriber, make_user, publish

committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*deeds) -> list:
    def done(deed):
        try:
            return deed()
        except PublishingError as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(done, deeds))


def send_all() -> None:
    until = time.monotonic() + 30
    while Mailing.objects.under_way().exists() and time.monotonic() < until:
        sending.send_some()


@committed
def test_two_who_send_take_different_letters(post, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 3)
    make_edition()
    readers = [make_subscriber() for _reader in range(20)]
    mailing = make_mailing()

    at_once(send_all, send_all)

    assert post.addresses == sorted(reader.address for reader in readers)
    mailing.refresh_from_db()
    assert (mailing.recipients, mailing.sent) == (20, 20)


@committed
def test_two_who_look_at_once_make_one_digest():
    make_edition()
    make_subscriber()
    at = timezone.now()

    made = at_once(*[lambda: make_digest("ru", at)] * 2)

    assert sorted(made) == [False, True]
    assert Mailing.objects.count() == 1


@committed
def test_who_leaves_while_recipients_are_listed_has_left():
    reader, mailing = make_subscriber(), make_mailing()
    listing = Thread(target=lambda: at_once(lambda: listed(mailing)))

    def list_between(execute, sql, params, many, context):
        if sql.startswith('DELETE FROM "subscriptions_subscriber"') and connection.vendor == "postgresql":
            listing.start()
            listing.join(1)  # it waits for who is leaving
        return execute(sql, params, many, context)

    def listed(mailing):
        try:
            sending.list_recipients(mailing)
        except IntegrityError:
            return True

    with connection.execute_wrapper(list_between):
        leave(reader)
    if listing.ident:
        listing.join()

    assert not Subscriber.objects.exists() and not mailing.deliveries.exists()


@committed
def test_two_editors_who_send_at_once_send_once(post):
    article = make_article()
    chief = make_user("chief")
    publish(article, by=chief)
    make_subscriber(wants_breaking=True)

    said = at_once(*[lambda: send_breaking(article, subject="Срочно", intro="", by=chief)] * 2)

    assert MailedAlready in said
    assert [each for each in said if isinstance(each, Mailing)] == list(Mailing.objects.all())
