"""Varnish is told what to throw away after each commit, in order, and again; one that does not answer is told later."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from socket import create_server
from threading import Thread

import pytest
from django.db import transaction
from django.utils import timezone

from articles.models import Purge
from articles.publishing import purging
from articles.publishing.purging import forget_purges, purge_due
from tests.factories import make_article, publish

pytestmark = pytest.mark.django_db

LONGEST_HEADER = 8_000


class Varnish(HTTPServer):
    """Takes purges like Varnish; `status` is what it answers."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Purging)
        self.status, self.told = 200, []

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.server_port}"


class Purging(BaseHTTPRequestHandler):
    def do_PURGE(self):
        names = self.headers["xkey-purge"]
        status = self.server.status if len(names) < LONGEST_HEADER else 400
        if status == 200:
            self.server.told.append(set(names.split()))
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_said):
        """Quiet."""


@pytest.fixture
def varnishes(settings):
    both = [Varnish(), Varnish()]
    settings.NEWSROOM_VARNISH = [each.origin for each in both]
    for each in both:
        Thread(target=each.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield both
    for each in both:
        each.shutdown()
        each.server_close()


@pytest.fixture
def put_out(django_capture_on_commit_callbacks):
    """Publish a story; its name, once the commit is done."""

    def put_out():
        with django_capture_on_commit_callbacks(execute=True):
            return f"a{publish(make_article(), by=None).article_id}"

    return put_out


def test_each_varnish_is_told_as_soon_as_a_story_is_out_and_once_more_two_seconds_later(
    varnishes, put_out, time_machine
):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    name = put_out()
    assert [[name in told for told in each.told] for each in varnishes] == [[True], [True]]
    assert not purge_due()

    time_machine.move_to(now + timedelta(seconds=2), tick=False)
    assert purge_due()

    assert [[name in told for told in each.told] for each in varnishes] == [[True, True]] * 2
    assert not Purge.objects.exists()


def test_a_varnish_that_refuses_is_told_later_in_order_and_holds_up_no_other(varnishes, put_out, caplog):
    down, _up = varnishes
    down.status = 503
    first, second = put_out(), put_out()
    assert not purge_due()
    assert [len(each.told) for each in varnishes] == [0, 2]
    assert down.origin in caplog.text

    down.status = 200
    assert purge_due()

    assert {first, second} <= set.union(*down.told)
    assert not purge_due()


def test_one_that_does_not_answer_at_all_stops_nobody_from_publishing(varnishes, put_out):
    down, _up = varnishes
    down.shutdown()
    down.server_close()

    put_out()

    assert [len(each.told) for each in varnishes] == [0, 1]
    assert Purge.objects.filter(is_again=False).count() == 1


def test_of_one_that_does_not_answer_it_is_said_once_however_long(varnishes, put_out, caplog, monkeypatch):
    monkeypatch.setattr(purging, "PAUSE", 0)
    down, _up = varnishes
    down.shutdown()
    down.server_close()

    put_out()
    for _round in range(3):
        purge_due()

    assert caplog.text.count(f"{down.origin} was not told") == 1


def test_of_one_that_refuses_it_is_said_once_and_so_is_that_it_takes_again(varnishes, put_out, caplog):
    caplog.set_level("INFO", "newsroom.work")
    down, _up = varnishes
    down.status = 503
    put_out()
    for _round in range(3):
        purge_due()

    down.status = 200
    put_out()
    purge_due()

    assert caplog.text.count(f"{down.origin} was not told") == 1
    assert caplog.text.count(f"{down.origin} is told what changes again") == 1


def test_many_deeds_are_told_in_headers_that_varnish_takes(varnishes):
    down, up = varnishes
    names = [f"all {' '.join(f'ru/tag/{deed}{number:03}' for number in range(99))}" for deed in range(20)]
    names.append(f"all {' '.join(f'g{number:032}' for number in range(400))}")
    Purge.objects.bulk_create(Purge(varnish=up.origin, names=some) for some in names)

    assert purge_due()

    assert set.union(*up.told) == set(" ".join(names).split())
    assert not Purge.objects.filter(is_again=False).exists()
    assert down.told == []


def test_an_editor_waits_for_a_silent_varnish_once_and_not_at_every_deed(put_out, settings, monkeypatch):
    monkeypatch.setattr(purging, "PAUSE", 600)
    monkeypatch.setattr(purging, "silent_until", {})
    with create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)
        settings.NEWSROOM_VARNISH = [f"http://127.0.0.1:{silent.getsockname()[1]}"]
        put_out()
        put_out()

        silent.accept()[0].close()
        with pytest.raises(BlockingIOError):
            silent.accept()
    assert Purge.objects.filter(is_again=False).count() == 2


def test_what_is_not_committed_is_not_told(varnishes, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        publish(make_article(), by=None)
        raise ZeroDivisionError

    assert [each.told for each in varnishes] == [[], []]
    assert not Purge.objects.exists()


def test_where_no_varnish_is_named_nothing_waits(put_out):
    put_out()

    assert not Purge.objects.exists()


def test_what_no_varnish_took_within_an_hour_is_dropped_and_said(caplog):
    old = timezone.now() - timedelta(hours=1, seconds=1)
    Purge.objects.create(varnish="http://127.0.0.1:9", names="all site", made_at=old)
    kept = Purge.objects.create(varnish="http://127.0.0.1:9", names="all site")

    assert forget_purges() == 1

    assert list(Purge.objects.all()) == [kept]
    assert "1 purges were taken by no Varnish" in caplog.text
