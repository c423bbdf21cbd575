"""What the site stands on, asked part by part: each for a second at most, all once a second, whoever asks."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from secrets import token_hex
from threading import Event, Lock, Thread
from time import monotonic

from django.conf import settings
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from newsroom.storage import PART

WITHIN = 1.0
KEPT = 1.0
ROOM = 200_000_000
"""Bytes that the disk should have left: one large picture, and time to make room."""
WELL = "well"
SILENT = "does not answer"
LEAVING = "leaving"
"""The name of a file in NEWSROOM_DATA: while it is there, a balancer is told to look elsewhere."""


def database() -> str:
    try:
        applied = MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError:
        return SILENT
    finally:
        connection.close()
    return WELL if known_migrations() <= applied else "lacks migrations"


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """Those of the code, which does not change while it runs."""
    loader = MigrationLoader(None)
    return frozenset(loader.disk_migrations or ())


def disk() -> str:
    probe = settings.DATA / f".{token_hex(8)}{PART}"
    try:
        probe.write_bytes(b"probe")
        probe.unlink()
    except OSError:
        return "cannot be written to"
    return WELL if shutil.disk_usage(settings.DATA).free >= ROOM else "has little room left"


def counting() -> str:
    """Without Redis the database counts."""
    if not settings.REDIS_URL:
        return WELL
    import redis  # here, as not every site has one: 5 MB

    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=WITHIN, socket_timeout=WITHIN) as asked:
            asked.ping()
    except redis.RedisError:
        return SILENT
    return WELL


def storage() -> str:
    try:
        for alias in ("default", "originals"):
            storages[alias].exists("is-anybody-there")
    except OSError:
        return SILENT
    return WELL


PARTS: dict[str, Callable[[], str]] = {"database": database, "disk": disk, "cache": counting, "storage": storage}
NEEDED = ("database", "process")
"""Without the others readers still get their pages: a disk that is full would else take the whole site from them."""


@dataclass(frozen=True)
class State:
    parts: dict[str, str]

    @property
    def is_ready(self) -> bool:
        return all(self.parts[name] == WELL for name in NEEDED)

    @property
    def told(self) -> dict:
        return {"ready": self.is_ready, "well": set(self.parts.values()) == {WELL}, **self.parts}


class Question:
    """One part, asked in a thread of its own: whoever hangs there is not asked a second time."""

    def __init__(self, ask: Callable[[], str]) -> None:
        self.ask, self.said, self.is_answered = ask, SILENT, Event()
        self.is_answered.set()

    def begin(self) -> None:
        if self.is_answered.is_set():
            self.said = SILENT
            self.is_answered.clear()
            Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        try:
            self.said = self.ask()
        finally:
            self.is_answered.set()

    def answer(self, until: float) -> str:
        return self.said if self.is_answered.wait(max(until - monotonic(), 0)) else SILENT


class Looks:
    """The last look is kept for a second: a crowd of balancers asks no more of the database than one."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.questions = {name: Question(ask) for name, ask in PARTS.items()}
        self.at, self.state = float("-inf"), State({})

    def now(self) -> State:
        with self.lock:
            if monotonic() - self.at >= KEPT:
                self.state = self.look()
                self.at = monotonic()
        return self.state

    def look(self) -> State:
        for question in self.questions.values():
            question.begin()
        until = monotonic() + WITHIN
        said = {name: question.answer(until) for name, question in self.questions.items()}
        return State({"process": LEAVING if (settings.DATA / LEAVING).exists() else WELL} | said)

    def forget(self) -> None:
        self.at = float("-inf")


looks = Looks()
