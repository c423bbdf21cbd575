"""Redis is killed or frozen: readers and the desk go on, and wrong passwords are still counted."""

import shutil
import signal
import subprocess

import pytest

from newsroom import entrance
from tests.faults.processes import kill
from tests.faults.reading import readers, warm
from tests.faults.site import Editor, Site, served
from tests.faults.stories import judge
from tests.faults.test_sign_in_at_once import form_of, post
from tests.newsroom.server import free_port, wait_until_listening


class Redis:
    def __init__(self, folder):
        assert shutil.which("redis-server"), "Redis is not installed. On Debian: sudo apt install redis-server"
        self.folder, self.port, self.process = folder, free_port(), None

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_until_listening(self.process, self.port)

    def kill(self):
        if self.process:
            kill(self.process)


@pytest.fixture
def redis(tmp_path):
    server = Redis(tmp_path)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.fixture
def site(folder, redis):
    with served(Site(folder, REDIS_URL=f"redis://127.0.0.1:{redis.port}/0")) as site:
        yield site


@pytest.mark.parametrize("fault", ["killed", "frozen"])
def test_while_redis_is_gone_all_goes_on_and_passwords_are_counted(site, redis, rounds, figures, fault):
    warm(site, "/")
    acknowledged, checked = [], []

    with readers(site, "/", "/lenta.json") as seen:
        for number in range(rounds):
            redis.kill() if fault == "killed" else redis.process.send_signal(signal.SIGSTOP)
            editor = Editor(site)
            if editor.publish(f"Мост номер {number}"):
                acknowledged.append(f"Мост номер {number}")
            if not checked:
                checked = passwords_checked(site.port, tries=14)
            redis.start() if fault == "killed" else redis.process.send_signal(signal.SIGCONT)

    found = judge(site, acknowledged)
    figures(
        rounds=rounds,
        **found,
        readers=len(seen.statuses),
        longest_gap=f"{seen.slowest:.2f} s",
        passwords_tried=14,
        passwords_checked=len(checked),
    )
    assert set(seen.statuses) == {200}, seen.faults
    assert 1 <= len(checked) <= 10
    assert found == {"acknowledged": rounds, "lost": 0, "half": 0, "twice": 0, "unread": 0}
    assert "Redis does not answer" in site.log()


def passwords_checked(port, *, tries):
    """Answers that say the password is wrong, and not that it was tried too often."""
    cookie, token = form_of(port)
    answers = [post(port, cookie, token, "wrong") for _try in range(tries)]
    return [answer for answer in answers if str(entrance.WRONG) in answer]
