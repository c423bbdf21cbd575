"""Newsrooms to break: made once, copied for each test, served as in production on SQLite and on PostgreSQL."""

import os
import shutil

import pytest

from tests.faults.postgresql import PostgreSQL
from tests.faults.site import Site, served
from tests.newsroom.machine import machine, run_on

PEOPLE = """
from tests.factories import make_edition, make_section, make_user
politics = make_section()
make_user("chief", username="chief", desk_language="en")
make_user("editor", username="editor", desk_language="en", sections=[politics])
make_edition(headline="Мост открыт")
"""


def pytest_terminal_summary(terminalreporter):
    """What each fault did, in a line."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, line in getattr(report, "user_properties", []):
                if name == "figures":
                    terminalreporter.write_line(f"{report.nodeid.partition('::')[2]}: {line}")


@pytest.fixture(scope="session")
def rounds():
    return int(os.environ.get("ROUNDS", "2"))


@pytest.fixture(scope="session")
def kills():
    """Rounds of what is promised of each moment at which a process may be killed: the more, the more moments."""
    return int(os.environ.get("ROUNDS", "5"))


@pytest.fixture
def figures(record_property):
    """`figures(rounds=5, lost=0)`: told when the tests are over."""

    def tell(**numbers):
        record_property("figures", ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in numbers.items()))

    return tell


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A folder with a newsroom on SQLite."""
    folder = tmp_path_factory.mktemp("made")
    environment = machine(folder, NEWSROOM_LOCAL="true")
    call(environment, "migrate", "-v0")
    call(environment, "collectstatic", "--noinput", "-v0")
    call(environment, "shell", "-v0", "-c", PEOPLE)
    return folder


def call(environment, *command):
    done = run_on(environment, "manage.py", *command)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """A server of the tests' own, with a newsroom in its database `made`."""
    server = PostgreSQL()
    try:
        server.start()
        server.create("made")
        environment = machine(tmp_path_factory.mktemp("none"), NEWSROOM_LOCAL="true", DATABASE_URL=server.url("made"))
        call(environment, "migrate", "-v0")
        call(environment, "shell", "-v0", "-c", PEOPLE)
        yield server
    finally:
        server.remove()


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "data")


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, folder):
    """A newsroom that is served, on either database."""
    address = {}
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql")
        address = {"DATABASE_URL": server.url(server.create(like="made"))}
    with served(Site(folder, **address)) as site:
        yield site


@pytest.fixture
def site_on_sqlite(folder):
    with served(Site(folder)) as site:
        yield site


@pytest.fixture
def site_on_postgresql(folder, postgresql):
    with served(Site(folder, DATABASE_URL=postgresql.url(postgresql.create(like="made")))) as site:
        yield site
