"""What nobody waits for: the public files of photos, news by mail, and the files that nobody needs any more."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from time import monotonic, sleep
from types import FrameType
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connection

from articles.models import Photo
from articles.publishing import make_next
from articles.publishing.purging import forget_purges, purge_due
from articles.publishing.sweeping import sweep_spent
from articles.publishing.touching import forget_touches
from newsroom.logs import current_id, new_id
from newsroom.readiness import refuse_pending_migrations
from subscriptions.confirming import send_one_confirmation
from subscriptions.morning import make_digests
from subscriptions.sending import forget_letters, send_some

IDLE = 1.0
"""Seconds between two looks while nothing is due."""
SWEPT_EVERY = 3600.0
TROUBLE = (OSError, Error)
"""A disk that is full, a storage or a database that does not answer: tried again later."""

log = logging.getLogger("newsroom.work")


class Command(BaseCommand):
    help = "Makes the public files of photos and sends news by mail, until it is stopped. As many machines may as like."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--companion",
            type=int,
            metavar="PID",
            help="end with that process, whose child this is (for `serve`)",
        )

    def handle(self, *, companion: int | None, **options: Any) -> None:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, stop)
        if companion:
            threading.Thread(target=end_with, args=[companion], daemon=True).start()
        refuse_pending_migrations()
        self.swept_at = monotonic() - SWEPT_EVERY
        while True:
            self.turn()

    def turn(self) -> None:
        """Trouble with one duty is no other's."""
        done = [is_done(duty) for duty in DUTIES]
        if not any(done):
            is_done(self.sweep_or_rest)

    def sweep_or_rest(self) -> bool:
        if monotonic() - self.swept_at <= SWEPT_EVERY:
            sleep(IDLE)
            return False
        self.swept_at = monotonic()
        if number := sweep_spent():
            log.info("%s replaced files deleted", number)
        if number := forget_letters():
            log.info("who got %s letters is forgotten", number)
        SessionStore.clear_expired()
        forget_touches()
        forget_purges()
        return True


def is_done(duty: Callable[[], bool]) -> bool:
    """Whether there was anything to do, and it went well. Its lines in the log have an id of their own."""
    current_id.set(new_id())
    try:
        return duty()
    except TROUBLE:
        log.exception("stopped short, and tried again later")
        connection.close()
        return False


def make_one_photo() -> bool:
    began = monotonic()
    photo = make_next()
    if photo:
        log.log(*told(photo, monotonic() - began))
    return photo is not None


DUTIES: list[Callable[[], bool]] = [purge_due, make_one_photo, send_one_confirmation, make_digests, send_some]
"""Each does one piece of what is due, in seconds, and says whether there was any."""


def told(photo: Photo, seconds: float) -> tuple:
    if photo.failure:
        return logging.WARNING, "photo %s: %s", photo.pk, photo.get_failure_display()
    if photo.renditions_due_at:
        return logging.WARNING, "photo %s: to be tried again, %s tries so far", photo.pk, photo.renditions_tries
    if photo.is_left_as_it_was():
        return logging.WARNING, "photo %s: not made anew, readers see the files of before", photo.pk
    return logging.INFO, "photo %s: %s files in %.1f s", photo.pk, photo.renditions_made, seconds


def stop(_number: int, _frame: FrameType | None) -> None:
    """At once: what is in the making is given back."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(0)


def end_with(parent: int) -> None:
    while os.getppid() == parent:
        sleep(IDLE / 2)
    os.kill(os.getpid(), signal.SIGTERM)
