"""When the morning digest is made: once a day in each language, if there is anything to tell and anybody to tell."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from subscriptions.models import Mailing
from subscriptions.morning import make_digests
from tests.factories import make_edition, make_subscriber

ALMATY = ZoneInfo("Asia/Almaty")
TODAY = datetime(2026, 11, 23, 7, 0, tzinfo=ALMATY)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(settings):
    settings.NEWSROOM_MAILS = True
    settings.NEWSROOM_DIGEST_AT = time(7, 0)


@pytest.fixture
def news(db):
    make_edition(at=TODAY - timedelta(hours=3))
    make_subscriber()


def made_at(hour: int, minute: int = 0) -> bool:
    return make_digests(TODAY.replace(hour=hour, minute=minute))


def test_it_is_made_at_its_time_and_once(news):
    assert not made_at(6, 59)
    assert made_at(7)
    assert not made_at(7, 1)

    mailing = Mailing.objects.get()
    assert (mailing.language, mailing.on, mailing.kind) == ("ru", TODAY.date(), "digest")
    assert mailing.since == TODAY - timedelta(days=1)


def test_after_a_morning_without_power_it_is_made_until_noon(news):
    assert not made_at(12)
    assert made_at(11, 59)


def test_the_next_one_begins_where_the_last_ended(news):
    made_at(11, 30)
    make_edition(at=TODAY + timedelta(hours=20))

    assert make_digests(TODAY + timedelta(days=1))

    assert Mailing.objects.first().since == TODAY.replace(hour=11, minute=30)


def test_after_days_without_one_it_tells_of_a_day():
    make_subscriber()
    make_edition(at=TODAY - timedelta(hours=3))
    Mailing.objects.create(
        kind="digest",
        language="ru",
        on=TODAY.date() - timedelta(days=5),
        made_at=TODAY - timedelta(days=5),
        since=TODAY - timedelta(days=6),
    )

    make_digests(TODAY)

    assert Mailing.objects.first().since == TODAY - timedelta(days=1)


def test_none_is_made_without_news_or_without_readers():
    make_subscriber(language="kk")
    make_subscriber(wants_digest=False, wants_breaking=True)
    make_edition(at=TODAY - timedelta(hours=3))

    assert not made_at(7)

    make_subscriber()
    assert made_at(7)


def test_none_is_made_where_it_is_not_wanted_or_no_mail_goes_out(news, settings):
    settings.NEWSROOM_DIGEST_AT = None
    assert not made_at(7)

    settings.NEWSROOM_DIGEST_AT, settings.NEWSROOM_MAILS = time(7), False
    assert not made_at(7)
