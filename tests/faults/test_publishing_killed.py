"""The web server is killed at any moment: what the desk called published is there, and nothing is half there."""

import os
import random
import signal
from itertools import count
from threading import Event, Thread
from time import monotonic, sleep

import requests

from tests.faults.processes import wait_until
from tests.faults.site import Editor
from tests.faults.stories import judge

WRITERS = 3


def test_what_was_called_published_is_whole_whenever_the_server_is_killed(site, kills, figures):
    editors = [Editor(site) for _writer in range(WRITERS)]
    acknowledged, numbers, starts = [], count(1), []

    for _round in range(kills):
        over = Event()
        writers = [Thread(target=publish_until, args=[over, editor, numbers, acknowledged]) for editor in editors]
        for writer in writers:
            writer.start()
        enough = len(acknowledged) + random.randint(1, 4)
        wait_until(lambda enough=enough: len(acknowledged) >= enough)
        sleep(random.uniform(0, 0.3))
        site.kill()
        over.set()
        for writer in writers:
            writer.join()
        starts.append(site.start("--workers", "2"))

    found = judge(site, acknowledged)
    assert Editor(site).publish("После всего")
    figures(rounds=kills, **found, slowest_start=f"{max(starts):.1f} s")
    assert acknowledged
    assert found | {"acknowledged": 0} == {"acknowledged": 0, "lost": 0, "half": 0, "twice": 0, "unread": 0}


def publish_until(over, editor, numbers, acknowledged):
    while not over.is_set():
        headline = f"Мост номер {next(numbers)}"
        try:
            if editor.publish(headline):
                acknowledged.append(headline)
        except requests.RequestException:
            return


def test_a_killed_worker_is_begun_again_by_the_server(site_on_sqlite, figures):
    site = site_on_sqlite
    killed = site.workers()

    began = monotonic()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)

    wait_until(lambda: len(site.workers()) == len(killed) and not set(site.workers()) & set(killed))
    wait_until(site.is_alive)
    assert site.get("/").status_code == 200
    figures(killed=len(killed), begun_again_after=f"{monotonic() - began:.1f} s")
