"""Django's backend for PostgreSQL, for a server that may be gone or hang: nobody waits long for it, and while it is
silent one thread of a process asks it again and the others are refused at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

from newsroom import patience

GLANCE = 1.0
"""Seconds in which a server that is well says that it is."""


class Silence:
    """What one thread has found out, all of the process know."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.until: float | None = None

    @contextmanager
    def broken_by_one(self) -> Iterator[None]:
        is_silent = self.until is not None
        if is_silent and not self.may_try():
            raise psycopg.OperationalError("the server does not answer; it is asked again soon")
        began = monotonic()
        try:
            yield
        except psycopg.OperationalError:
            self.until = 2 * monotonic() - began  # a try in vain is followed by a pause as long
            raise
        else:
            self.until = None
        finally:
            if is_silent:
                self.lock.release()

    def may_try(self) -> bool:
        return monotonic() >= (self.until or 0) and self.lock.acquire(blocking=False)


silence = Silence()


class Connection(psycopg.Connection):
    """Its patience ends on this side: a frozen server keeps no deadline of its own."""

    patience: float | None = None

    def wait(self, gen: PQGen, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.info.transaction_status == TransactionStatus.ACTIVE:
                self.close()  # the answer may still come, and would be taken for that to the next question
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        with silence.broken_by_one():
            connection: Connection = Connection.connect(**conn_params)
            connection.patience = patience.seconds
            if patience.seconds:  # whom nobody waits for works no longer
                connection.autocommit = True
                connection.execute(f"SET statement_timeout = {round(patience.seconds * 1000)}")
        return connection

    def is_usable(self) -> bool:
        """Asked before the first query of each request."""
        connection = self.connection
        if connection is None:
            return False
        connection.patience = GLANCE
        is_usable = super().is_usable()
        connection.patience = patience.seconds
        return is_usable
