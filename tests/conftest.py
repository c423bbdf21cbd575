"""What every test starts from: nothing remembered from the test before, and a browser where one is installed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

BROWSER_TESTS = Path(__file__).parent / "browser"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NO_BROWSER = "The browser tests are left out: no Chromium here. On Debian: sudo apt install chromium"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    browser = [item for item in items if BROWSER_TESTS in item.path.parents]
    for item in browser:
        item.add_marker("browser")
    if browser and not CHROMIUM:
        items[:] = [item for item in items if item not in browser]
        config.hook.pytest_deselected(items=browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CHROMIUM:
        terminalreporter.write_line(NO_BROWSER, yellow=True)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    yield
    cache.clear()


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
