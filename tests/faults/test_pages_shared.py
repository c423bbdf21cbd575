"""Two machines that share pages through a real Redis, and go on without it when it is killed or frozen."""

import shutil
import signal
import subprocess
import time
from threading import Barrier, Thread

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from articles.models import Touch
from articles.pages.naming import name
from newsroom import redis_silence, shared
from newsroom.caching import PageCache
from newsroom.shared import SharedPages
from tests.faults.processes import ended, wait_until
from tests.newsroom.server import free_port, wait_until_listening

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def redis(tmp_path, settings, monkeypatch):
    """In no hurry, so that a busy machine is not taken for a silent one."""
    program = shutil.which("redis-server")
    if not program:
        pytest.fail("Redis is missing. On Debian: sudo apt install redis-server")
    port = free_port()
    settings.REDIS_URL, settings.NEWSROOM_PAGE_MEGABYTES = f"redis://127.0.0.1:{port}/0", 1
    monkeypatch.setattr(shared, "QUICK", 10)
    command = [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    with ended(subprocess.Popen(command, stdout=subprocess.DEVNULL)) as process:
        wait_until_listening(process, port)
        yield process


class Machine(PageCache):
    """It counts what it makes; a page tells its number and depends on the story 1."""

    made = 0

    def __init__(self, seconds: float = 0) -> None:
        super().__init__(self.make)
        self.seconds = seconds

    def make(self, _request: HttpRequest) -> HttpResponse:
        Machine.made += 1
        page = f"page {Machine.made}"
        time.sleep(self.seconds)
        response = HttpResponse(page, headers={"Cache-Control": "no-cache"})
        name(response, ["a1"])
        return response

    def tells(self) -> str:
        return self(RequestFactory(HTTP_HOST="localhost").get("/")).content.decode()


@pytest.fixture(autouse=True)
def nothing_made(monkeypatch):
    monkeypatch.setattr(Machine, "made", 0)
    monkeypatch.setattr("newsroom.changes.A_LOOK", 0)


def test_what_one_machine_made_another_need_not_make_until_a_deed_touches_it(redis):
    one, other = Machine(), Machine()
    assert [one.tells(), other.tells()] == ["page 1", "page 1"]

    Touch.objects.create(names="all a2")
    assert [Machine().tells(), one.tells()] == ["page 1", "page 1"]
    Touch.objects.create(names="all a1")
    assert [other.tells(), one.tells(), Machine().tells()] == ["page 2"] * 3


def test_a_page_made_by_a_machine_that_has_not_looked_yet_is_not_believed(redis, monkeypatch):
    Touch.objects.create(names="all a3")
    slow, quick = Machine(), Machine()
    monkeypatch.setattr("newsroom.changes.A_LOOK", 60)
    slow.changes.at(timezone.now())
    Touch.objects.create(names="all a1")
    assert slow.tells() == "page 1"

    assert quick.tells() == "page 2"


def test_of_many_machines_that_are_asked_at_once_one_makes_the_page(redis):
    machines = [Machine(seconds=0.3) for _ in range(4)]
    together, got = Barrier(16), []

    def ask(machine: Machine) -> None:
        together.wait()
        got.append(machine.tells())

    threads = [Thread(target=ask, args=[machine]) for machine in machines * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == ["page 1"] * 16


def test_a_page_whose_maker_is_killed_is_made_by_who_waited_for_it(redis, monkeypatch):
    monkeypatch.setattr(shared, "A_TURN", 1)
    one, other = Machine(), Machine()
    one.shared.ask("set", f"turn-{shared.address('/')}", 1, timeout=1)

    assert other.tells() == "page 1"


def test_who_takes_longer_than_a_turn_ends_no_other_ones(redis, monkeypatch):
    monkeypatch.setattr(shared, "A_TURN", 1)
    slow, other, turn = SharedPages(), SharedPages(), f"turn-{shared.address('/')}"
    slows = slow.turn("/")
    assert slows.__enter__()
    wait_until(lambda: not other.ask("has_key", turn))

    monkeypatch.setattr(shared, "A_TURN", 60)
    with other.turn("/") as is_others:
        slows.__exit__(None, None, None)
        assert is_others
        assert slow.ask("has_key", turn)
    assert not slow.ask("has_key", turn)


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_readers_keep_getting_pages_while_redis_is_killed_or_frozen(redis, blow, caplog, monkeypatch, figures):
    monkeypatch.setattr(shared, "QUICK", 0.2)
    one, other = Machine(), Machine()
    one.tells()

    redis.send_signal(blow)
    Touch.objects.create(names="all a1")
    began = time.monotonic()
    told = [one.tells(), other.tells(), one.tells(), other.tells()]

    took = time.monotonic() - began
    figures(blow=blow.name, four_pages=f"{took:.1f} s")
    assert told == ["page 2", "page 3", "page 2", "page 3"]
    assert took < 8  # nearly twice as long if each page asked anew
    assert caplog.text.count("Redis does not answer") == 2  # one for each machine


def test_a_redis_that_is_back_is_shared_again(redis, monkeypatch):
    monkeypatch.setattr(redis_silence, "PAUSE", 0.1)
    monkeypatch.setattr(shared, "QUICK", 1)
    one, other = Machine(), Machine()
    redis.send_signal(signal.SIGSTOP)
    one.tells()

    redis.send_signal(signal.SIGCONT)
    time.sleep(0.1)
    Touch.objects.create(names="all a1")

    assert one.tells() == other.tells()
