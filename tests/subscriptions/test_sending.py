"""Letters through a real mail server: once to each person, whatever it answers."""

import os
import signal
from datetime import timedelta
from time import monotonic

import pytest
from django.utils import timezone

from articles.models import Event
from subscriptions.handing import Handing
from subscriptions.models import Delivery, Mailing, Subscriber
from subscriptions.sending import LASTING, LEASE, forget_letters, list_recipients, send_some, take
from tests.factories import kill, make_edition, make_mailing, make_section, make_subscriber
from tests.subscriptions.smtp import GOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(db):
    return make_edition(headline="Мост открыт")


def send_all() -> None:
    """As `work` does, until nothing is due."""
    while send_some():
        pass


def let_time_pass() -> None:
    """All that waits for its time is due."""
    Delivery.objects.filter(due_at__isnull=False).update(due_at=timezone.now() - timedelta(seconds=1))
    Mailing.objects.update(waits_until=None)


def numbers(mailing: Mailing) -> tuple:
    mailing.refresh_from_db()
    return mailing.recipients, mailing.sent, mailing.failed, mailing.unsure


def test_each_reader_of_the_language_gets_the_digest_once(post, news):
    readers = [make_subscriber() for _reader in range(3)]
    make_subscriber(language="kk")
    make_subscriber(wants_digest=False, wants_breaking=True)
    mailing = make_mailing()

    send_all()
    send_all()

    assert post.addresses == sorted(reader.address for reader in readers)
    assert numbers(mailing) == (3, 3, 0, 0)
    assert mailing.finished_at


def test_listing_goes_on_where_it_was_left(post, news):
    readers = [make_subscriber() for _reader in range(3)]
    mailing = make_mailing()
    Delivery.objects.create(mailing=mailing, subscriber=readers[0], due_at=mailing.made_at)

    send_all()

    assert post.addresses == sorted(reader.address for reader in readers)


def test_a_server_that_says_later_is_asked_again(post, news):
    later, reader = make_subscriber("later@post.example"), make_subscriber()
    mailing = make_mailing()
    post.at_recipient = lambda address: "451 4.7.1 greylisted" if address == later.address else GOT

    send_all()

    assert post.addresses == [reader.address]
    assert mailing.deliveries.get(subscriber=later).due_at > timezone.now()

    post.at_recipient = lambda address: GOT
    let_time_pass()
    send_all()

    assert post.addresses == sorted([later.address, reader.address])
    assert numbers(mailing) == (2, 2, 0, 0)


def test_a_letter_put_off_too_often_has_failed(post, news):
    make_subscriber()
    mailing = make_mailing()
    post.at_data = lambda address: "452 4.2.2 box is full"

    for _try in range(8):
        send_all()
        let_time_pass()

    assert len(post.asked) == 6
    assert numbers(mailing) == (1, 0, 1, 0)


def test_an_address_that_is_not_there_fails_alone(post, news):
    gone, reader = make_subscriber("gone@post.example"), make_subscriber()
    mailing = make_mailing()
    post.at_recipient = lambda address: "550 5.1.1 no such user" if address == gone.address else GOT

    send_all()

    assert post.addresses == [reader.address]
    assert mailing.deliveries.get(subscriber=gone).failure == "550 5.1.1 no such user"
    assert numbers(mailing) == (2, 1, 1, 0)


def test_nothing_is_lost_while_the_server_is_dead(post, news, settings):
    make_subscriber()
    mailing = make_mailing()
    alive, settings.EMAIL_PORT = settings.EMAIL_PORT, 9  # nobody listens there

    send_all()

    mailing.refresh_from_db()
    assert "refused" in mailing.trouble
    assert mailing.waits_until > timezone.now()

    settings.EMAIL_PORT = alive
    let_time_pass()
    send_all()

    assert len(post.got) == 1
    assert numbers(mailing) == (1, 1, 0, 0)
    assert mailing.trouble == ""


def test_a_server_that_hangs_up_gets_the_rest_later(post, news):
    readers = [make_subscriber() for _reader in range(3)]
    mailing = make_mailing()
    post.at_recipient = lambda address: "421 4.7.0 too many" if len(post.asked) > 1 else GOT

    send_all()

    assert len(post.got) == 1
    mailing.refresh_from_db()
    assert mailing.trouble == "421 4.7.0 too many"

    post.at_recipient = lambda address: GOT
    let_time_pass()
    send_all()

    assert post.addresses == sorted(reader.address for reader in readers)
    assert numbers(mailing) == (3, 3, 0, 0)


def test_a_sender_that_is_refused_fails_nobody(post, news):
    make_subscriber()
    mailing = make_mailing()
    post.at_sender = lambda address: "550 5.7.1 not for you"

    send_all()

    mailing.refresh_from_db()
    assert "550 5.7.1" in mailing.trouble
    assert mailing.deliveries.get().due_at > timezone.now()
    assert mailing.deliveries.get().handed_at is None


def test_a_letter_that_nobody_knows_of_is_not_sent_again(post, news):
    """Handed over by a process that was killed before it heard the answer."""
    lost, reader = make_subscriber(), make_subscriber()
    mailing = make_mailing()
    now = timezone.now()
    Delivery.objects.create(mailing=mailing, subscriber=lost, due_at=now - timedelta(seconds=1), handed_at=now)

    send_all()

    assert post.addresses == [reader.address]
    assert numbers(mailing) == (2, 1, 0, 1)


def test_who_has_left_or_chosen_anew_meanwhile_gets_nothing(post, news):
    left, changed, reader = (make_subscriber() for _reader in range(3))
    handing = make_handing(make_mailing())
    left.delete()
    Subscriber.objects.filter(pk=changed.pk).update(wants_digest=False, wants_breaking=True)

    handing.run()

    assert post.addresses == [reader.address]


def test_a_story_that_was_killed_is_in_no_later_letter(post, news, editor):
    make_edition(headline="Парк открыт")
    for _reader in range(2):
        make_subscriber()
    handing = make_handing(make_mailing())
    before = handing.letter_for(handing.batch[0])
    kill(news.article, by=editor)

    handing.run()

    assert "Мост открыт" in before.text and "Мост открыт" in before.html
    assert len(post.got) == 2
    assert not [got for got in post.got if "Мост открыт" in got.part("plain") + got.part("html")]
    assert all("Парк открыт" in got.part("html") for got in post.got)


def test_a_letter_without_news_is_not_sent(post, news, editor):
    politics, sport = make_section(), make_section("sport")
    reader = make_subscriber(sections=[politics])
    make_subscriber(sections=[sport])
    mailing = make_mailing()

    send_all()

    assert post.addresses == [reader.address]
    assert numbers(mailing) == (2, 1, 0, 0)


def test_a_mailing_that_was_stopped_hands_over_nothing_more(post, news):
    make_subscriber()
    mailing = make_mailing()
    handing = make_handing(mailing)
    Mailing.objects.update(stopped_at=timezone.now())

    handing.run()
    send_all()

    assert post.got == []
    assert mailing.deliveries.to_be_sent().count() == 1


def test_news_of_yesterday_is_not_sent_today(post, news):
    make_subscriber()
    mailing = make_mailing(made_at=timezone.now() - LASTING - timedelta(minutes=1))

    send_all()

    mailing.refresh_from_db()
    assert post.got == []
    assert mailing.stopped_at
    assert Event.objects.get(action="mailing_stopped").noun_id == mailing.pk


def test_who_is_asked_to_end_brings_the_letter_in_hand_to_its_end(post, news, stoppable):
    for _reader in range(3):
        make_subscriber()
    handing = make_handing(make_mailing())
    post.at_data = lambda address: os.kill(os.getpid(), signal.SIGTERM) or GOT

    with pytest.raises(SystemExit):
        handing.run()

    assert len(post.got) == handing.mailing.deliveries.filter(sent_at__isnull=False).count() == 1
    assert handing.mailing.deliveries.to_be_sent().count() == 2


@pytest.fixture
def stoppable():
    """As `work` is."""

    def leave(_number, _frame):
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, leave)
    yield
    signal.signal(signal.SIGTERM, before)


def test_breaking_news_goes_first(post, news):
    make_subscriber("early@post.example")
    make_subscriber("urgent@post.example", wants_digest=False, wants_breaking=True)
    make_mailing()
    make_mailing(kind="breaking", article=news.article, subject="Срочно")

    send_all()

    assert [got.to for got in post.got] == ["urgent@post.example", "early@post.example"]


def test_a_month_later_nobody_knows_who_got_it_and_the_numbers_stay(post, news):
    make_subscriber()
    mailing = make_mailing()
    send_all()

    assert forget_letters(timezone.now() + timedelta(days=29)) == 0
    assert forget_letters(timezone.now() + timedelta(days=31)) == 1

    assert not mailing.deliveries.exists()
    assert numbers(mailing) == (1, 1, 0, 0)


def test_nothing_goes_out_where_no_mail_is_set_up(news, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    make_subscriber()
    mailing = make_mailing()

    assert send_some() is False
    assert numbers(mailing) == (0, 0, 0, 0)


def make_handing(mailing: Mailing) -> Handing:
    """A batch that was taken a moment ago."""
    list_recipients(mailing)
    now = timezone.now()
    return Handing(mailing, take(mailing, now), until=now + LEASE, ends=monotonic() + 60)
