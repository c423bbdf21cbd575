import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

from tests.newsroom.machine import machine, run_on
from tests.newsroom.server import ask, free_port, serving, wait_until_listening

ORIGIN = "https://news.example"


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A machine on which nothing is missing, with a chief whose password nobody knows."""
    environment = machine(tmp_path_factory.mktemp("data"), NEWSROOM_ORIGIN=ORIGIN)
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        assert run_on(environment, "manage.py", *command).returncode == 0
    set_password(environment, "chief", "кедр-и-снег-2021")
    return environment


def set_password(environment, username, password):
    code = (
        "from articles.models import User; "
        f"person, _ = User.objects.get_or_create(username={username!r}); person.is_active = True; "
        f"person.set_password({password!r}); person.save()"
    )
    assert run_on(environment, "manage.py", "shell", "-v0", "-c", code).returncode == 0


def serve(environment, *options):
    return run_on(environment, "manage.py", "serve", *options)


def test_a_database_that_was_not_brought_up_to_date_is_not_served(tmp_path):
    done = serve(machine(tmp_path, NEWSROOM_ORIGIN=ORIGIN))

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "manage.py migrate" in done.stderr


def test_a_site_without_its_stylesheets_is_not_served(tmp_path):
    environment = machine(tmp_path, NEWSROOM_ORIGIN=ORIGIN)
    run_on(environment, "manage.py", "migrate", "-v0")

    done = serve(environment)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "collectstatic" in done.stderr


def test_a_database_that_does_not_answer_is_named(tmp_path):
    done = serve(machine(tmp_path, DATABASE_URL="postgresql://127.0.0.1:1/news"))

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "does not answer" in done.stderr


def test_a_taken_port_is_named_with_its_cure(ready):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = serve(ready, "--port", str(port))

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"PORT={port + 1} make run" in done.stderr


def test_of_two_servers_that_start_at_the_same_moment_one_is_told_that_the_port_is_taken(ready):
    port = free_port()
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(f"\0newsroom 127.0.0.1:{port}")
        done = serve(ready, "--port", str(port))

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"Port {port} on 127.0.0.1 cannot be had" in done.stderr


def test_ctrl_c_in_a_terminal_ends_the_server_at_once_and_without_a_word(ready):
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--without-work", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=ready,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    wait_until_listening(server, port)
    for _ in range(20):  # until its other process, too, is past the moment at which it may miss a signal
        assert ask(port, "/healthz").status == 200
        time.sleep(0.05)

    os.killpg(server.pid, signal.SIGINT)
    said, _ = server.communicate(timeout=20)

    assert (server.returncode, said) == (0, "")
    assert not is_taken(port)


def test_told_to_end_while_its_processes_still_start_the_server_ends_at_once(ready):
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--without-work", "--port", str(free_port())],
        cwd=settings.BASE_DIR,
        env=ready,
        start_new_session=True,
    )
    wait_for_children(server)

    server.terminate()

    assert server.wait(timeout=20) == 0


def wait_for_children(server):
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        parents = subprocess.run(["ps", "-A", "-o", "ppid="], capture_output=True, text=True, check=True).stdout
        if str(server.pid) in parents.split():
            return
        time.sleep(0.05)
    raise AssertionError("the server did not start its processes")


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_ones_own_machine_is_not_shown_to_the_network(ready):
    done = serve(ready | {"NEWSROOM_LOCAL": "true", "NEWSROOM_ORIGIN": ""}, "--host", "0.0.0.0")

    assert done.returncode == 1
    assert "0.0.0.0 is not 127.0.0.1" in done.stderr


def test_a_server_without_its_public_address_is_refused(ready):
    done = serve(ready | {"NEWSROOM_ORIGIN": ""})

    assert done.returncode == 1
    assert "newsroom.E001" in done.stderr


def test_debugging_before_the_public_is_refused(ready):
    done = run_on(ready | {"NEWSROOM_DEBUG": "true"}, "manage.py", "check")

    assert done.returncode == 1
    assert "newsroom.E002" in done.stderr


def test_a_public_name_on_ones_own_machine_is_refused(ready):
    done = run_on(ready | {"NEWSROOM_LOCAL": "true"}, "manage.py", "check")

    assert done.returncode == 1
    assert "newsroom.E003" in done.stderr


def test_the_public_site_does_not_start_with_a_demo_password(ready):
    set_password(ready, "editor", "demo")
    done = serve(ready)
    set_password(ready, "editor", "тихий-берег-1986")

    assert done.returncode == 1
    assert "newsroom.E004" in done.stderr
    assert "password of editor" in done.stderr
    assert "password of chief" not in done.stderr


def test_the_public_site_answers_over_https_alone(ready):
    port = free_port()
    host = {"Host": "news.example"}
    https = {"X-Forwarded-Proto": "https"}

    with serving(ready, port, "serve", "--workers", "1", "--without-work") as server:
        assert not named_by("newsroom.companion", server.pid)
        assert ask(port, "/healthz").status == 200
        assert ask(port, "/readyz").status == 200
        assert ask(port, "/admin/", **host).getheader("Location") == f"{ORIGIN}/admin/"
        door = ask(port, "/admin/", **host, **https)
        assert (door.status, door.getheader("Strict-Transport-Security")) == (302, f"max-age={365 * 24 * 3600}")
        assert ask(port, "/admin/", Host="other.example", **https).status == 400


def named_by(word: str, pid: int) -> list[int]:
    """Processes with that word that end with that one: their command lines name it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().decode().split("\0")
            if word in words and str(pid) in words:
                found.append(int(process.name))
    return found


def wait_for(condition) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_who_makes_pictures_begins_again_when_killed_and_ends_with_the_server_however_that_ends(ready):
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--workers", "1", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=ready,
    )
    wait_until_listening(server, port)
    [keeper] = named_by("newsroom.companion", server.pid)
    wait_for(lambda: named_by("work", keeper))
    [killed] = named_by("work", keeper)

    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: named_by("work", keeper) not in ([], [killed]))

    server.kill()
    server.wait(timeout=30)
    wait_for(lambda: not named_by("newsroom.companion", server.pid) and not named_by("work", keeper))
    wait_for(lambda: not is_taken(port))
