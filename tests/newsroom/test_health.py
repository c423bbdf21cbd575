from tests.newsroom.machine import machine, run_on

ASK = """
import django; django.setup()
from django.test import Client
for path in ("/healthz", "/readyz"):
    print(Client(SERVER_NAME="localhost").get(path).status_code)
"""


def test_the_process_and_its_database_are_well(client, db):
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").content == b"ok\n"


def test_health_is_asked_by_looking_alone(client, db):
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405


def test_health_is_never_remembered(client, db):
    assert "no-store" in client.get("/readyz").headers["Cache-Control"]


def test_without_its_database_the_process_lives_and_is_not_ready(tmp_path):
    environment = machine(tmp_path, DJANGO_SETTINGS_MODULE="newsroom.settings", NEWSROOM_LOCAL="true")
    (tmp_path / "newsroom.sqlite3").write_text("this is no database. " * 99)

    assert run_on(environment, "-c", ASK).stdout.split() == ["200", "503"]
