"""Readers who ask without a pause, each over a connection of their own, and note how it went."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic

import requests

from tests.faults.site import Site

NOTHING = 0
"""Instead of a status: no answer at all."""


@dataclass
class Seen:
    statuses: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def slowest(self) -> float:
        return max(self.seconds, default=0)

    def ask(self, site: Site, path: str) -> None:
        began = monotonic()
        try:
            status = site.get(path).status_code
        except requests.RequestException as error:
            status = NOTHING
            self.faults.append(repr(error))
        self.statuses.append(status)
        self.seconds.append(monotonic() - began)


@contextmanager
def readers(site: Site, *paths: str, many: int = 2):
    """They read as long as the block lasts."""
    seen, over = Seen(), Event()

    def read():
        while not over.is_set():
            for path in paths:
                seen.ask(site, path)
            over.wait(0.02)

    threads = [Thread(target=read) for _reader in range(many)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        over.set()
        for thread in threads:
            thread.join()


def warm(site: Site, *paths: str) -> None:
    """Until every process keeps these pages."""
    for _time in range(30):
        for path in paths:
            assert site.get(path).status_code == 200
