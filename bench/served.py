"""The site as it is served in production, on this machine, for as long as it is asked."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection

from django.conf import settings

from bench.load import memory, with_children

PATIENCE = 60
WORKERS = 2
LOG = "bench-site.log"
"""What the server says of itself, beside its data."""


@dataclass(frozen=True)
class Served:
    address: str
    pid: int

    @property
    def pids(self) -> list[int]:
        return with_children(self.pid)

    def worker_memory(self) -> dict[str, float]:
        """Of the biggest worker."""
        return max((memory(pid) for pid in self.pids[1:]), key=lambda each: each["pss"])


@contextmanager
def served(port: int, *, keeping_pages: bool) -> Iterator[Served]:
    """By `serve` with two workers and its own settings, but for whether pages are kept in memory."""
    environment = dict(os.environ) | ({} if keeping_pages else {"NEWSROOM_PAGE_MEGABYTES": "0"})
    command = [sys.executable, "manage.py", "serve", f"--port={port}", f"--workers={WORKERS}", "--without-work"]
    with (settings.DATA / LOG).open("w") as log:
        server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
    try:
        wait_for(server, port)
        yield Served(f"http://127.0.0.1:{port}", server.pid)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for(server: subprocess.Popen, port: int) -> None:
    until = time.monotonic() + PATIENCE
    while not answers(port):
        if server.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"The server did not start: see {settings.DATA / LOG}.")
        time.sleep(0.1)


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
