"""Readers' pages kept until something that they depend on changes, or the clock passes the next edge.

In the memory of each process; in Redis, where there is one, for all processes and machines; in Varnish, where it stands
before the site. What has changed is read from the database: see `changes.py`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.http import urlencode

from articles.pages.naming import HEADER
from articles.reader.responses import LONGEST
from newsroom.changes import Changes, Seen
from newsroom.kept import CONDITIONS, EDGE, Kept, Pages, keep, take_end, take_names
from newsroom.shared import SharedPages

NOT_READERS = ("/admin/", "/accounts/", "/preview/", "/static/", "/media/", "/healthz", "/readyz")
PICTURES = "/media/"
READING = ("GET", "HEAD")
ASKED = {
    "lenta.json": ("after",),
    "search": ("as", "author", "from", "on", "q", "section", "tag", "to"),
    "subscribe": ("section",),
}
"""What the page of that last part of an address asks of a query, besides `before`, which lists ask. All else that is
written there makes no page of its own."""
KEPT_STATUSES = (200, 410)
"""Where an address leads on is looked up each time: it may hang on any parameter, and there is no end of such."""
LOCKS = 256
NAMES = 100


class PageCache:
    """Stands before sessions and users: nobody's own page comes near it.

    Varnish keeps an answer for as long as it is told, so what it is given must be true now and not a moment ago: where
    it stands before the site every request that comes through looks at the changes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.is_behind_varnish = bool(settings.NEWSROOM_VARNISH)
        self.believed = 0 if self.is_behind_varnish else None
        self.changes = Changes()
        self.pages = Pages(settings.NEWSROOM_PAGE_MEGABYTES * 1_000_000)
        self.shared = SharedPages()
        self.known_names: set[str | None] = set()
        self.locks = [Lock() for _ in range(LOCKS)]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING:
            response = self.get_response(request)
            self.changes.forget()
            return response
        if request.path_info.startswith(NOT_READERS):
            return self.picture(request) if request.path_info.startswith(PICTURES) else self.get_response(request)
        if not self.pages.most:
            return self.passed_on(request)
        self.refuse_foreign_name(request)
        key, now = key_of(request), timezone.now()
        seen, edge = self.changes.at(now, believed=self.believed)
        kept = self.pages.get(key, self.changes, now)
        return self.answer(kept, request) if kept else self.render(request, key, seen, edge)

    def refuse_foreign_name(self, request: HttpRequest) -> None:
        """A page is the same under every name, and there is one name. What was found good is not parsed again."""
        name = request.META.get("HTTP_HOST")
        if name not in self.known_names:
            request.get_host()
            if len(self.known_names) < NAMES:
                self.known_names.add(name)

    def render(self, request: HttpRequest, key: str, seen: Seen, edge: datetime) -> HttpResponseBase:
        """Of many who ask for the same page at once the first makes it, and the others wait for that."""
        with self.locks[hash(key) % LOCKS]:
            kept = self.pages.get(key, self.changes, timezone.now()) or self.shared.get(key, self.changes)
            if kept is None:
                with self.shared.turn(key) as is_ours:
                    held = self.shared.get if is_ours else self.shared.await_turn
                    kept = held(key, self.changes)
                    if kept is None:
                        since, response = timezone.now(), self.unconditionally(request)
                        taken = take_marks(response, edge, since=since)
                        if taken is None or taken.until <= since:
                            return without_marks(response)
                        kept = keep(taken.response, request, taken.names, seen, until=taken.until)
                        self.shared.put(key, kept)
            self.pages.put(key, kept)
        return self.answer(kept, request)

    def answer(self, kept: Kept, request: HttpRequest) -> HttpResponseBase:
        response = kept.answer(request)
        if self.is_behind_varnish:
            self.mark(response, kept.names, kept.seen, kept.until)
        return response

    def passed_on(self, request: HttpRequest) -> HttpResponseBase:
        """Where no page is kept here."""
        if not self.is_behind_varnish:
            return without_marks(self.get_response(request))
        since = timezone.now()
        seen, edge = self.changes.at(since, believed=0)
        response = self.get_response(request)
        taken = take_marks(response, edge, since=since)
        if taken is None:
            return without_marks(response)
        self.mark(response, taken.names, seen, taken.until)
        return response

    def picture(self, request: HttpRequest) -> HttpResponseBase:
        """Browsers keep a picture for ever, foreign caches never; ours until somebody takes it away."""
        if not self.is_behind_varnish:
            return without_marks(self.get_response(request))
        seen, edge = self.changes.at(timezone.now(), believed=0)
        response = self.get_response(request)
        names = response.headers.get(HEADER)
        if response.status_code == 200 and names:
            self.mark(response, tuple(names.split()), seen, min(edge, timezone.now() + LONGEST))
        return response

    def mark(self, response: HttpResponseBase, names: tuple[str, ...], seen: Seen, until: datetime) -> None:
        """For Varnish: how long it may keep the answer, and by which names it is told to throw it away. A deed done
        while the page was made may have been told to Varnish before the page comes there: such a page is not kept.
        """
        now = timezone.now()
        self.changes.at(now, believed=0)
        is_true = self.changes.is_answered and not self.changes.touched(names, seen)
        seconds = max(int((until - now) / timedelta(seconds=1)), 0) if is_true else 0
        response.headers[EDGE] = f"max-age={seconds}"
        response.headers[HEADER] = " ".join(names)

    def unconditionally(self, request: HttpRequest) -> HttpResponseBase:
        """The whole page with its tag, whatever this one reader has of it already, or asks of it."""
        asked = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
        method, request.method = request.method, "GET"
        try:
            return self.get_response(request)
        finally:
            request.method = method
            request.META.update(asked)


class Public(NamedTuple):
    """An answer that may be kept, and the marks that it bore."""

    response: HttpResponse
    names: tuple[str, ...]
    until: datetime


def take_marks(response: HttpResponseBase, edge: datetime, *, since: datetime) -> Public | None:
    """Off an answer that was asked for then; None of one that may not be kept."""
    if not isinstance(response, HttpResponse) or not may_be_kept(response):
        return None
    return Public(response, take_names(response), take_end(response, min(edge, since + LONGEST), since=since))


def without_marks(response: HttpResponseBase) -> HttpResponseBase:
    """They are for our own caches; readers need not carry them."""
    for header in (HEADER, EDGE):
        del response.headers[header]
    return response


def key_of(request: HttpRequest) -> str:
    path = request.path_info
    if not request.META.get("QUERY_STRING"):
        return path
    names = ("before", *ASKED.get(path.rstrip("/").rpartition("/")[2], ()))
    return f"{path}?{urlencode({name: request.GET.getlist(name) for name in names}, doseq=True)}"


def may_be_kept(response: HttpResponse) -> bool:
    """Public pages say `no-cache` and nothing else: ask again, it is the same for everyone."""
    return (
        response.status_code in KEPT_STATUSES
        and response.headers.get("Cache-Control") == "no-cache"
        and not response.cookies
    )
