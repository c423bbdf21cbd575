"""Checks first, then the production server."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections

from newsroom.parts import LEAVING
from newsroom.readiness import hold_port, refuse_unless_ready
from newsroom.worker import WAITING

GIVING_BACK = {
    "MALLOC_ARENA_MAX": "2",  # else memory is kept for each thread apart
    "MALLOC_MMAP_THRESHOLD_": "131072",  # else it grows, and what one big page took stays taken
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
"""What glibc reads as a process starts, on memory that was used and is free."""


class Command(BaseCommand):
    help = "Run the deployment checks, those of the database included, then hand over to the production server."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (default: %(default)s).")
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on (default: %(default)s).")
        parser.add_argument("--workers", type=int, default=2, help="Processes (default: %(default)s).")
        parser.add_argument(
            "--without-work", action="store_true", help="Another machine runs `work`: make no pictures on this one."
        )
        parser.add_argument(
            "--threads", type=int, default=8, help="Requests that each process works on at once (default: %(default)s)."
        )

    def handle(self, *, host: str, port: int, workers: int, threads: int, without_work: bool, **options: Any) -> None:
        refuse_unless_ready(host, port)
        hold_port(host, port)
        self.check(
            include_deployment_checks=True,
            fail_level=checks.WARNING,
            databases=[DEFAULT_DB_ALIAS],
        )
        (settings.DATA / LEAVING).unlink(missing_ok=True)
        connections.close_all()
        if settings.NEWSROOM_LOCAL:
            os.environ.setdefault("NEWSROOM_ORIGIN", f"http://{host}:{port}")
        if not without_work:
            start_companion()
        os.environ["GRANIAN_BLOCKING_THREADS"] = str(threads + WAITING)  # the workers read it too
        for name, value in GIVING_BACK.items():
            os.environ.setdefault(name, value)
        os.execv(sys.executable, [sys.executable, "-m", "newsroom.server", *server_arguments(host, port, workers)])


def start_companion() -> None:
    """`work` and who keeps it working end with this process, which becomes the server under the same number."""
    subprocess.Popen([sys.executable, "-m", "newsroom.companion", str(os.getpid())], cwd=settings.BASE_DIR)


def server_arguments(host: str, port: int, workers: int) -> list[str]:
    return [
        "newsroom.worker:application",
        "--factory",
        "--interface=wsgi",
        "--http=1",
        f"--host={host}",
        f"--port={port}",
        f"--workers={workers}",
        "--backpressure=900",  # connections of one worker, idle ones too: below the customary 1024 open files
        "--http1-buffer-size=65536",  # bytes of a request's headers
        "--respawn-failed-workers",
        "--respawn-interval=5",  # seconds that a new version has for its start at SIGHUP
        "--workers-kill-timeout=30",  # for the last requests at SIGTERM
        "--log-level=error",
    ]
