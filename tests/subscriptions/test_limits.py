"""Nobody's letter box is flooded, and no visitor asks without end."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from newsroom.settings import CACHES
from subscriptions import limits
from subscriptions.limits import Limit
from subscriptions.models import ConfirmationLetter
from tests.subscriptions.asking import ask

pytestmark = pytest.mark.django_db


def asked_again(client, **said) -> bool:
    """Whether a letter is due that was not due before; the answer is the same either way."""
    ConfirmationLetter.objects.all().delete()
    response = ask(client, **said)
    assert response.status_code == 200
    return ConfirmationLetter.objects.exists()


def test_an_address_gets_one_letter_in_ten_minutes_and_five_a_day(client):
    assert asked_again(client)
    assert not asked_again(client)
    assert not asked_again(client, address="READER@mail.example")
    assert asked_again(client, address="other@mail.example")

    for minutes, is_written_to in ((11, True), (22, True), (33, True), (44, True), (55, False), (25 * 60, True)):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
            assert asked_again(client) is is_written_to


def test_whoever_asks_twenty_times_in_an_hour_is_asked_to_wait(client):
    for number in range(20):
        assert ask(client, f"reader{number}@mail.example").status_code == 200

    refused = ask(client, "one.more@mail.example")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "3600"
    assert not ConfirmationLetter.objects.filter(address="one.more@mail.example").exists()
    assert client.get("/subscribe/").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "first", "second", "is_the_same"),
    [
        (0, "10.0.0.1", "10.0.0.2", True),
        (1, "10.0.0.1", "10.0.0.2", False),
        (1, "6.6.6.6, 10.0.0.1", "7.7.7.7, 10.0.0.1", True),
        (1, "2001:db8::1", "2001:db8::2", True),
        (1, "2001:db8:0:1::1", "2001:db8:0:2::1", False),
    ],
)
def test_a_visitor_is_known_by_what_the_proxies_say(client, settings, monkeypatch, proxies, first, second, is_the_same):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    monkeypatch.setattr(limits, "VISITOR", Limit("visitor", 1, timedelta(hours=1)))

    ask(client, headers={"X-Forwarded-For": first})
    answer = ask(client, "other@mail.example", headers={"X-Forwarded-For": second})

    assert answer.status_code == (429 if is_the_same else 200)


def test_all_together_cannot_make_the_newsroom_flood_the_world(client, monkeypatch):
    monkeypatch.setattr(limits, "EVERYONE", Limit("everyone", 2, timedelta(minutes=10)))
    answers = [ask(client, f"reader{number}@mail.example").status_code for number in range(3)]

    assert answers == [200, 200, 429]
    assert ConfirmationLetter.objects.count() == 2


def test_who_was_refused_because_of_all_the_others_gets_the_letter_when_the_flood_is_over(client, monkeypatch):
    monkeypatch.setattr(limits, "EVERYONE", Limit("none", 0, timedelta(minutes=10)))
    assert ask(client).status_code == 429

    monkeypatch.setattr(limits, "EVERYONE", Limit("everyone", 2, timedelta(minutes=10)))
    assert asked_again(client)


def test_many_at_once_never_take_more_places_than_there_are():
    limit, together, taken = Limit("test", 3, timedelta(minutes=1)), Barrier(8), []

    def take() -> None:
        together.wait()
        taken.append(limit.take("somebody"))

    everyone = [Thread(target=take) for _ in range(8)]
    for each in everyone:
        each.start()
    for each in everyone:
        each.join()

    assert sorted(taken) == [False] * 5 + [True] * 3


def test_the_cache_does_not_tell_who_asked(client):
    ask(client, "reader@mail.example")

    kept = " ".join(cache._cache)
    assert kept
    assert "reader" not in kept and "127.0.0.1" not in kept


def test_a_crowd_does_not_make_the_site_forget_who_has_asked_too_much(settings):
    """In the cache as it is without Redis: a table, which throws old rows away when it is full."""
    settings.CACHES = CACHES
    limit = Limit("test", 20, timedelta(hours=1))

    assert all(limit.take("somebody") for _ in range(20))
    with connection.cursor() as cursor:
        rows = [(f"zzz{number}", "", timezone.now() + timedelta(hours=1)) for number in range(400)]
        cursor.executemany("INSERT INTO newsroom_cache VALUES (%s, %s, %s)", rows)
    assert limit.take("somebody else")
    assert not limit.take("somebody")
