"""On a machine where something is missing: one line names it and its cure."""

import re
import shutil
import stat
import subprocess
import sys

import pytest
from django.conf import settings

from tests.newsroom.machine import machine, run_on
from tests.newsroom.server import ask, free_port, serving

SYSTEM_TOOLS = ("sh", "dirname", "grep", "head", "cut", "touch", "rm", "mv", "env")


@pytest.fixture
def checkout(tmp_path):
    """The project as cloned, and a PATH on which there is no Python."""
    copy = tmp_path / "newsroom"
    copy.mkdir()
    for name in ("bin", "Makefile", "uv.lock", "uv-boot.txt"):
        source = settings.BASE_DIR / name
        shutil.copytree(source, copy / name) if source.is_dir() else shutil.copy(source, copy)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in SYSTEM_TOOLS:
        (tools / name).symlink_to(shutil.which(name))
    return copy


def install_python(checkout, name, *, version=(3, 12, 1), has_venv=True):
    """The Python that runs this test, made to believe that it is of that version, with or without venv."""
    belief = f"import sys; sys.version_info = {version}"
    if not has_venv:
        belief += "; sys.modules['ensurepip'] = None"
    python = checkout.parent / "tools" / name
    python.write_text(
        "#!/bin/sh\n"
        f'[ "$1" != -V ] || {{ echo "Python {".".join(map(str, version))}"; exit; }}\n'
        f'exec {sys.executable} -c "{belief}; exec(sys.argv[1])" "$2"\n'
    )
    python.chmod(0o755)


def make_environment(checkout):
    return subprocess.run(
        ["bin/environment"],
        cwd=checkout,
        env={"PATH": str(checkout.parent / "tools")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_machine_without_python_is_told_so(checkout):
    done = make_environment(checkout)

    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed, here: none found.")
    assert "sudo apt install python3 python3-venv" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_old_python_is_named(checkout):
    install_python(checkout, "python3", version=(3, 9, 2))

    done = make_environment(checkout)

    assert done.returncode == 1
    assert "here: Python 3.9.2" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_venv_module_is_named_with_the_command_that_installs_it(checkout):
    install_python(checkout, "python3", has_venv=False)

    done = make_environment(checkout)

    assert done.returncode == 1
    assert done.stderr.endswith("sudo apt install python3-venv\n")
    assert len(done.stderr.splitlines()) == 1


def test_a_newer_python_beside_an_old_one_is_found_by_its_name(checkout):
    install_python(checkout, "python3", version=(3, 9, 2))
    install_python(checkout, "python3.12", has_venv=False)

    assert make_environment(checkout).stderr.endswith("sudo apt install python3.12-venv\n")


def test_a_machine_gets_a_secret_of_its_own_once(checkout):
    (checkout / ".venv").symlink_to(sys.prefix)
    write = [checkout / "bin" / "dotenv"]

    subprocess.run(write, check=True)
    first = (checkout / ".env").read_text()
    subprocess.run(write, check=True)

    assert (checkout / ".env").read_text() == first
    assert "NEWSROOM_LOCAL=true" in first
    assert len(first.split("NEWSROOM_SECRET_KEY=")[1].strip()) >= 50
    assert stat.S_IMODE((checkout / ".env").stat().st_mode) == 0o600


def test_make_alone_says_what_there_is():
    said = subprocess.run(["make"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True).stdout

    for target in ("run", "test", "lint", "types", "messages"):
        assert f"make {target} " in said


def test_the_local_start_is_not_for_a_server(tmp_path):
    done = run_on(machine(tmp_path, NEWSROOM_ORIGIN="https://news.example"), "manage.py", "start")

    assert done.returncode == 1
    assert "On a server: serve" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_second_start_keeps_what_was_edited_and_says_where_everything_is(tmp_path):
    environment = machine(tmp_path, NEWSROOM_LOCAL="true")
    rename = "from articles.models import Article; Article.objects.filter(pk=1).update(headline='Мост открыт')"
    for command in (["migrate", "-v0"], ["loaddata", "seed"], ["shell", "-v0", "-c", rename]):
        assert run_on(environment, "manage.py", *command).returncode == 0
    port = free_port()

    with serving(environment, port, "start") as server:
        front = ask(port, "/")
        said = "".join(server.stdout.readline() for _line in range(7))
        seed = re.search(r"Seed story +http://127.0.0.1:\d+(\S+)", said)[1]
        story = ask(port, seed).read().decode()

    assert front.status == 200
    assert f"http://127.0.0.1:{port}/admin/" in said
    assert "chief, editor, reporter, photo" in said
    assert "Лукашенко сверили" in story
    look = "from articles.models import Article, User; print(Article.objects.get(pk=1).headline, User.objects.count())"
    assert run_on(environment, "manage.py", "shell", "-v0", "-c", look).stdout == "Мост открыт 0\n"
