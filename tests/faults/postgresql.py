"""A PostgreSQL that may be killed, frozen and started again; what it has acknowledged lies on the disk."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from itertools import count
from pathlib import Path

import psycopg
from django.conf import settings

from tests.faults.processes import children
from tests.newsroom.server import free_port

PROGRAM = SourceFileLoader("with_postgresql", str(settings.BASE_DIR / "bin" / "with-postgresql"))
with_postgresql = module_from_spec(spec_from_loader(PROGRAM.name, PROGRAM))
PROGRAM.exec_module(with_postgresql)


class PostgreSQL:
    def __init__(self) -> None:
        self.binaries, self.owner = with_postgresql.find_binaries(), with_postgresql.database_owner()
        self.folder = Path(tempfile.mkdtemp(prefix="newsroom-faults-"))
        self.port, self.numbers = free_port(), count(1)
        self.process: subprocess.Popen | None = None
        if self.owner:
            shutil.chown(self.folder, self.owner)
        options = ["-D", self.folder / "data", "-U", "newsroom", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        with_postgresql.run([self.binaries / "initdb", *options, "--no-sync"], self.folder, self.owner)

    def url(self, database: str) -> str:
        return f"postgresql://newsroom@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        command = [self.binaries / "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k", self.folder]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=100"]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(command, user=self.owner, cwd=self.folder, stdout=log, stderr=log)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        until = time.monotonic() + 60
        while True:
            try:
                return psycopg.connect(self.url("template1"), connect_timeout=2).close()
            except psycopg.OperationalError:
                assert time.monotonic() < until and self.process.poll() is None
                time.sleep(0.05)

    def create(self, name: str = "", *, like: str = "template1") -> str:
        name = name or f"copy{next(self.numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name

    def processes(self) -> list[int]:
        """The server, and its children."""
        return [self.process.pid, *children(self.process.pid)]

    def signal(self, number: int) -> None:
        for pid in self.processes():
            os.kill(pid, number)

    def restart(self) -> None:
        """As an update of its package does: every connection is cut."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        self.start()

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        self.process.wait(timeout=30)

    def remove(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)
