"""What every test starts from: nothing remembered from the test before, and a browser where one is installed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connections

MARKED = {Path(__file__).parent / name: name for name in ("browser", "validity", "faults")}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NO_BROWSER = "The browser tests are left out: no Chromium here. On Debian: sudo apt install chromium"


def pytest_itemcollected(item: pytest.Item) -> None:
    for folder in MARKED.keys() & set(item.path.parents):
        item.add_marker(MARKED[folder])
    database = item.get_closest_marker("django_db")
    if database and database.kwargs.get("transaction") and not database.kwargs.get("serialized_rollback"):
        raise pytest.UsageError(f"{item.nodeid} empties the database for good: it needs serialized_rollback=True too.")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests come last, or not at all: they leave the database without what migrations put in it."""
    browser = [item for item in items if item.get_closest_marker("browser")]
    items[:] = [item for item in items if not item.get_closest_marker("browser")]
    if CHROMIUM:
        items += browser
    else:
        config.hook.pytest_deselected(items=browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CHROMIUM:
        terminalreporter.write_line(NO_BROWSER, yellow=True)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """What migrations put into the database, known to every connection: in a browser test Django opens new ones."""
    migrated = connections[DEFAULT_DB_ALIAS]
    if hasattr(migrated, "_test_serialized_contents"):
        type(migrated)._test_serialized_contents = migrated._test_serialized_contents


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Debian's Chromium, kept from calling anyone but the site under test."""
    # Playwright runs an event loop in this thread; the tests beside it use the database as always.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    quiet = ("background-networking", "component-update", "sync", "gpu", "quic")
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)],
    }
