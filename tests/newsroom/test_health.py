import time

import pytest

from newsroom.parts import LEAVING, WITHIN, Looks, Question, State, looks
from tests.newsroom.machine import machine, run_on

ASK = """
import django; django.setup()
from django.conf import settings
from django.test import Client
from newsroom.parts import looks
def ask(path):
    answer = Client(SERVER_NAME="localhost").get(path)
    print(answer.status_code, answer.text.strip())
ask("/readyz")
(settings.DATA / "newsroom.sqlite3").write_text("this is no database. " * 99)
looks.forget()
ask("/healthz")
ask("/readyz")
"""


@pytest.fixture(autouse=True)
def looked_anew():
    looks.forget()
    yield
    looks.forget()


def test_the_process_and_all_that_it_stands_on_are_well(client, db):
    assert client.get("/healthz").content == b"ok\n"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "well": True,
        "process": "well",
        "database": "well",
        "disk": "well",
        "cache": "well",
        "storage": "well",
    }


def test_health_is_asked_by_looking_alone(client, db):
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405


def test_health_is_never_remembered(client, db):
    assert "no-store" in client.get("/readyz").headers["Cache-Control"]


def test_without_its_database_the_process_lives_and_is_not_ready(tmp_path):
    environment = machine(tmp_path, DJANGO_SETTINGS_MODULE="newsroom.settings", NEWSROOM_LOCAL="true")

    empty, lives, broken = run_on(environment, "-c", ASK).stdout.splitlines()

    assert empty.startswith("503") and '"database": "lacks migrations"' in empty
    assert lives == "200 ok"
    assert broken.startswith("503") and '"database": "does not answer"' in broken


def test_who_is_about_to_leave_says_so_while_it_still_answers(client, db, settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / LEAVING).touch()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["process"]) == (503, "leaving")
    assert client.get("/healthz").status_code == 200


def test_what_readers_can_do_without_takes_no_machine_out(client, db, settings, tmp_path):
    settings.DATA = tmp_path / "gone"
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["well"]) == (200, False)
    assert answer.json()["disk"] == "cannot be written to"
    assert answer.json()["cache"] == "does not answer"
    assert not State({"process": "well", "database": "does not answer"}).is_ready


def test_a_part_that_hangs_costs_a_second_and_is_not_asked_twice():
    asked = []

    def hang():
        asked.append(1)
        time.sleep(WITHIN * 2)
        return "well"

    question, began = Question(hang), time.monotonic()
    for _balancer in range(2):
        question.begin()
        assert question.answer(began + 0.1) == "does not answer"
    assert len(asked) == 1


def test_a_crowd_asks_no_more_of_the_database_than_one():
    asked, here = [], Looks()
    here.questions = {"database": Question(lambda: asked.append(1) or "well")}

    for _balancer in range(50):
        here.now()

    assert len(asked) == 1
