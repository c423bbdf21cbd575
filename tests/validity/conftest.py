"""The site with its demo, served as in production on data of its own, and one page of each kind in each language."""

import os
import secrets
from collections.abc import Iterator

import pytest

from tests.newsroom.machine import machine, run_on
from tests.newsroom.server import free_port, serving
from tests.validity.walk import Found, walk

COMMANDS = (
    ["migrate", "-v0"],
    ["demo"],
    ["renditions", "--photo", *map(str, range(1, 9))],  # of the others pages show where they will be
    ["collectstatic", "-v0", "--noinput"],
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    environment = machine(
        tmp_path_factory.mktemp("data"),
        NEWSROOM_LOCAL="true",
        NEWSROOM_ORIGIN=origin,
        NEWSROOM_SECRET_KEY=secrets.token_urlsafe(60),
    )
    if url := os.environ.get("DATABASE_URL"):
        environment["DATABASE_URL"] = url
    for command in COMMANDS:
        done = run_on(environment, "manage.py", *command)
        assert done.returncode == 0, done.stderr
    with serving(environment, port, "serve", "--without-work"):
        yield origin


@pytest.fixture(scope="session")
def pages(site: str) -> list[Found]:
    return walk(site)
