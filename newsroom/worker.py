"""What each process of the production server runs: the site, and what the server itself leaves open.

The server reads requests' headers and sends answers off without Python; what is left to Python is here so that slow
visitors take no thread from the others: a thread that waits for a body costs little, and has no seat at the site yet.
"""

import gc
import os
import tempfile
from collections.abc import Callable, Iterable
from io import BytesIO
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, HttpResponseBase
from django.urls import get_resolver

from newsroom import outage, patience
from newsroom.seats import Seats

WHOLE = 4_000_000
"""Bytes of an answer that is handed over at once, however slowly it will be read: pages, and any size of a picture."""
SMALL = 2_000_000
"""Bytes of a body that is taken in before the site is asked: any form. What is bigger the site reads by itself."""
FOR_READERS = 2
"""Seats that no request with a body may take."""
FOR_FORMS = 2
"""Seats that no upload may take besides: one that trickles in holds its seat."""
WAITING = 56
"""Threads of the server beyond the seats: so many requests with a body may be under way in a process."""
A_FORM = 30.0
"""Seconds in which a small body must be here."""
A_SEAT = 20.0
"""Seconds that an upload waits for its seat."""

Environ = dict[str, Any]
StartResponse = Callable[..., Any]


class Refused(Exception):
    """Too much is being sent in at once, or too slowly."""


class Application:
    """Whoever sends a form gets a seat in turn; only uploads may be told to come again."""

    def __init__(self, site: WSGIHandler, seats: int) -> None:
        self.site, self.seats = site, Seats(seats)
        self.bodies = BoundedSemaphore(WAITING)
        self.writers = BoundedSemaphore(max(1, seats - FOR_READERS))
        self.uploads = BoundedSemaphore(max(1, seats - FOR_READERS - FOR_FORMS))

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not has_body(environ):
            return self.answer(environ, start_response)
        if not self.bodies.acquire(blocking=False):
            return refuse(environ, start_response)
        try:
            return self.answer_form(environ, start_response)
        except Refused:
            return refuse(environ, start_response)
        finally:
            self.bodies.release()

    def answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        with self.seats.taken():
            return whole(self.site(environ, start_response))

    def answer_form(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not is_small(environ):
            return self.answer_upload(environ, start_response)
        environ["wsgi.input"] = BytesIO(received(environ["wsgi.input"]))
        with self.writers:
            return self.answer(environ, start_response)

    def answer_upload(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self.uploads.acquire(timeout=A_SEAT):
            raise Refused
        try:
            with self.writers:
                return self.answer(environ, start_response)
        finally:
            self.uploads.release()


def has_body(environ: Environ) -> bool:
    return environ.get("CONTENT_LENGTH", "") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in environ


def is_small(environ: Environ) -> bool:
    length = environ.get("CONTENT_LENGTH", "")
    return "HTTP_TRANSFER_ENCODING" not in environ and length.isdecimal() and int(length) <= SMALL


def received(body: Any) -> bytes:
    """The server knows no time limit for it: a thread of its own waits, which ends when the connection is closed."""
    got: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=lambda: got.put(body.read()), daemon=True).start()
    try:
        return got.get(timeout=A_FORM)
    except Empty:
        raise Refused from None


def refuse(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    response = outage.busy(WSGIRequest(environ))
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]


def whole(answer: HttpResponseBase) -> Iterable[bytes]:
    if isinstance(answer, HttpResponse) or int(answer.headers.get("Content-Length", WHOLE)) < WHOLE:
        try:
            return [b"".join(answer)]
        finally:
            answer.close()
    return answer


def application() -> Application:
    """What the server calls once in each process."""
    patience.seconds = patience.AT_THE_WEB
    tempfile.gettempdir()  # looked for by writing, and remembered: on a full disk none would be found
    site = get_wsgi_application()
    look_for_rubbish_seldom()
    return Application(site, seats=int(os.environ["GRANIAN_BLOCKING_THREADS"]) - WAITING)


def look_for_rubbish_seldom() -> None:
    """Else Python looks ten times through what a page is made of while it makes it: a twentieth of its time."""
    get_resolver().url_patterns  # noqa: B018, loads what is left to load
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)
