"""What each process of the production server runs: the site, and what the server itself leaves open.

The server reads requests' headers and sends answers off without Python; what is left to Python is here so that slow
visitors take no thread from the others.
"""

import ctypes
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from threading import BoundedSemaphore
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, HttpResponseBase

from newsroom import patience

WHOLE = 4_000_000
"""Bytes of an answer that is handed over at once, however slowly it will be read: pages, and any size of a picture."""
FOR_READERS = 2
"""Threads that no request with a body may take: a body that trickles in holds the thread that reads it."""
TELL_ME_WHEN_MY_PARENT_DIES = 1  # prctl(2), PR_SET_PDEATHSIG


class Application:
    """At most so many requests with a body at a time; answers in one piece where they are small enough."""

    def __init__(self, site: WSGIHandler, threads: int) -> None:
        self.site = site
        self.bodies = BoundedSemaphore(max(1, threads - FOR_READERS))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not has_body(environ):
            return whole(self.site(environ, start_response))
        if not self.bodies.acquire(blocking=False):
            start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "5")])
            return [b"Too much is being sent in at once; try again in a moment.\n"]
        try:
            return whole(self.site(environ, start_response))
        finally:
            self.bodies.release()


def has_body(environ: dict[str, Any]) -> bool:
    return environ.get("CONTENT_LENGTH", "") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in environ


def whole(answer: HttpResponseBase) -> Iterable[bytes]:
    if isinstance(answer, HttpResponse) or int(answer.headers.get("Content-Length", WHOLE)) < WHOLE:
        try:
            return [b"".join(answer)]
        finally:
            answer.close()
    return answer


def application() -> Application:
    """What the server calls once in each process."""
    leave_the_terminal()
    patience.seconds = patience.AT_THE_WEB
    tempfile.gettempdir()  # looked for by writing, and remembered: on a full disk none would be found
    return Application(get_wsgi_application(), threads=int(os.environ["GRANIAN_BLOCKING_THREADS"]))


def leave_the_terminal() -> None:
    """Ctrl+C reaches the server, which ends its workers: one that is told twice hangs. None outlives the server."""
    os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(TELL_ME_WHEN_MY_PARENT_DIES, signal.SIGTERM)
