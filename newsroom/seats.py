"""So many requests at once are at work on the site, in whichever threads they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import LifoQueue

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

Seat = dict[str, BaseDatabaseWrapper]


class Seats:
    """The connections to the database go with the seat, so that there are no more of them than seats."""

    def __init__(self, many: int) -> None:
        self.free: LifoQueue[Seat] = LifoQueue()
        for _seat in range(many):
            self.free.put(new_seat())

    @contextmanager
    def taken(self) -> Iterator[None]:
        seat = self.free.get()
        for alias, connection in seat.items():
            connections[alias] = connection
        try:
            yield
        finally:
            for alias in seat:
                del connections[alias]
            self.free.put(seat)


def new_seat() -> Seat:
    """Nothing is connected yet."""
    seat = {alias: connections.create_connection(alias) for alias in connections}
    for connection in seat.values():
        connection.inc_thread_sharing()
    return seat
