"""Whoever sends may be killed at any letter, by no warning at all: each reader gets one, and only one."""

import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from tests.faults.processes import ended, wait_until
from tests.faults.test_pictures_killed import ask, begin
from tests.newsroom.machine import machine, run_on
from tests.subscriptions.smtp import GOT, MailServer

LETTERS = 40
BEGIN = f"""
from tests.factories import make_edition, make_mailing, make_subscriber
make_edition()
for _reader in range({LETTERS}):
    make_subscriber()
make_mailing()
"""


@pytest.mark.django_db
def test_whoever_is_killed_nobody_gets_a_letter_twice_and_everybody_gets_one(tmp_path, figures):
    server = MailServer()
    environment = newsroom(tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{server.begin()}")
    with ended(begin(environment, "work")) as first:
        server.at_data = lambda address: killed_over(first) if len(server.got) == 12 else GOT
        assert first.wait(timeout=60) == -signal.SIGKILL
    with sqlite3.connect(tmp_path / "newsroom.sqlite3") as database:  # its lease is over
        database.execute("UPDATE subscriptions_delivery SET due_at = '2020-01-01' WHERE due_at IS NOT NULL")

    finished = "SELECT finished_at FROM subscriptions_mailing"
    with ended(begin(environment, "work")) as second:
        wait_until(lambda: ask(environment, finished) != [(None,)], lambda: second.poll() is None)
        second.terminate()
        assert second.wait(timeout=30) == 0
    server.end()

    figures(killed=1, readers=LETTERS, letters=len(server.got), addresses=len(set(server.addresses)))
    assert len(server.got) == len(set(server.addresses)) == LETTERS
    numbers = ask(environment, "SELECT recipients, sent, failed, unsure FROM subscriptions_mailing")
    assert numbers == [(LETTERS, LETTERS - 1, 0, 1)]  # of the one in hand nobody could say whether it went out


def killed_over(process: subprocess.Popen) -> str:
    """The server has the letter; whoever sent it never hears so."""
    process.kill()
    process.wait(timeout=30)
    return GOT


def newsroom(folder: Path, **variables: str) -> dict[str, str]:
    environment = machine(folder, NEWSROOM_LOCAL="true", **variables)
    if connection.vendor == "sqlite":  # the tests' own database, as migrations left it
        with sqlite3.connect(connection.settings_dict["TEST"]["NAME"]) as source:
            source.backup(sqlite3.connect(folder / "newsroom.sqlite3"))
    else:
        assert run_on(environment, "manage.py", "migrate", "-v0").returncode == 0
    done = run_on(environment, "manage.py", "shell", "-v0", "-c", BEGIN)
    assert done.returncode == 0, done.stderr
    return environment
