"""Readers' pages kept in memory until anything that readers see changes, each compressed once.

What changes is read from the audit, where every verb writes in its own transaction: nobody has to be told, and a
process that was killed has missed nothing. Each process keeps its own pages; all look at the same changes.
"""

import gzip
import logging
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic

import brotli
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import InterfaceError, OperationalError
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import urlencode

from articles.models import Event, Rendition
from articles.models.event import AT_THE_DESK
from articles.pages.edges import next_edge
from articles.reader.responses import LONGEST

logger = logging.getLogger(__name__)

NOT_READERS = ("/admin/", "/accounts/", "/preview/", "/static/", "/media/", "/healthz", "/readyz")
ASKED = {
    "lenta.json": ("after",),
    "search": ("as", "author", "from", "on", "q", "section", "tag", "to"),
    "subscribe": ("section",),
}
"""What the page of that last part of an address asks of a query, besides `before`, which lists ask. All else that is
written there makes no page of its own."""
KEPT_STATUSES = (200, 410)
"""Where an address leads on is looked up each time: it may hang on any parameter, and there is no end of such."""
OVERHEAD = 1_000
"""Bytes that an entry takes besides its body, key and headers."""
A_LOOK = 0.25
"""Seconds for which a process believes its last look at the changes."""
NEVER = float("-inf")
LAST_EVENTS = 1_000
"""Lines of the audit that are compared, so that one which is committed behind later ones is still noticed."""
LAST_RENDITIONS = 200
LOCKS = 256
REFUSED = re.compile(r"q=0(\.0*)?")
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


@dataclass(frozen=True)
class Kept:
    """An answer as it went out: the body once for each way of compressing it."""

    status: int
    headers: dict[str, str]
    bodies: dict[str, bytes]
    changes: tuple
    until: datetime

    @property
    def size(self) -> int:
        headers = sum(len(name) + len(value) for name, value in self.headers.items())
        return sum(map(len, self.bodies.values())) + headers + OVERHEAD

    def answer(self, request: HttpRequest) -> HttpResponse:
        encoding = accepted(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.bodies[encoding] if encoding else gzip.decompress(self.bodies["gzip"])
        response = HttpResponse(body, status=self.status, headers=self.headers)
        response.headers["Content-Length"] = str(len(body))
        if encoding:
            response.headers["Content-Encoding"] = encoding
        if self.status != 200:
            return response
        return get_conditional_response(request, etag=self.headers.get("ETag"), response=response) or response


def accepted(header: str) -> str:
    """Of 'gzip, br;q=0.5': the best that is kept, "" for a body as it is."""
    weighed = (part.strip().lower().partition(";") for part in header.split(","))
    taken = {name.strip() for name, _, weight in weighed if not REFUSED.fullmatch(weight.replace(" ", ""))}
    return next((name for name in ("br", "gzip") if name in taken), "")


class Changes:
    """What pages depend on, looked at now and then: `at` is equal as long as readers see the same.

    While the database does not answer, what was seen last counts up to the edge of the clock: readers keep their pages.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.looked_at = NEVER
        self.seen: tuple = ()
        self.edge = datetime.min.replace(tzinfo=timezone.get_default_timezone())
        self.is_answered = True

    def forget(self) -> None:
        """Whoever has just changed something sees it at once."""
        self.looked_at = NEVER

    def at(self, now: datetime) -> tuple[tuple, datetime]:
        """(what was seen, the next edge of the clock)."""
        is_over = now >= self.edge
        if is_over or monotonic() - self.looked_at >= A_LOOK:
            self.look_in_turn(now, wait=is_over)
        return self.seen, self.edge

    def look_in_turn(self, now: datetime, *, wait: bool) -> None:
        """One looks; the others go by what was seen last, unless that is over."""
        if not self.lock.acquire(blocking=wait):
            return
        try:
            self.look_again(now)
        except (InterfaceError, OperationalError) as error:
            self.do_without(error)
        finally:
            self.looked_at = monotonic()
            self.lock.release()

    def look_again(self, now: datetime) -> None:
        seen = look()
        if seen != self.seen or now >= self.edge:
            self.edge = next_edge(now)
        self.seen, self.is_answered = seen, True

    def do_without(self, error: Exception) -> None:
        """Said once. A page that is not kept, or is past the edge, fails by itself."""
        if self.is_answered:
            logger.error("The database does not answer; readers get the pages that are kept. %s", error)
        self.is_answered = False


def look() -> tuple:
    """Two queries over the ends of two indexes."""
    told = Event.objects.filter(pk__in=Event.objects.order_by("-pk").values("pk")[:LAST_EVENTS])
    drawn = Rendition.objects.filter(pk__in=Rendition.objects.order_by("-pk").values("pk")[:LAST_RENDITIONS])
    marks = {"number": Count("pk"), "sum": Sum("pk")}
    events = told.exclude(action__in=AT_THE_DESK).order_by().aggregate(**marks)
    pictures = drawn.filter(photo__used_at__isnull=False).order_by().aggregate(**marks)
    return (*events.values(), *pictures.values())


class Pages:
    """The last ones asked for, within so many bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self.by_key: OrderedDict[str, Kept] = OrderedDict()
        self.lock = Lock()

    def get(self, key: str, changes: tuple, now: datetime) -> Kept | None:
        with self.lock:
            kept = self.by_key.get(key)
            if kept is None or kept.changes != changes or kept.until <= now:
                return None
            self.by_key.move_to_end(key)
            return kept

    def put(self, key: str, kept: Kept) -> None:
        with self.lock:
            self.drop(key)
            self.by_key[key] = kept
            self.size += len(key) + kept.size
            while self.size > self.most:
                self.drop(next(iter(self.by_key)))

    def drop(self, key: str) -> None:
        kept = self.by_key.pop(key, None)
        if kept:
            self.size -= len(key) + kept.size


class PageCache:
    """Stands before sessions and users: nobody's own page comes near it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.NEWSROOM_PAGE_MEGABYTES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.changes = Changes()
        self.pages = Pages(settings.NEWSROOM_PAGE_MEGABYTES * 1_000_000)
        self.locks = [Lock() for _ in range(LOCKS)]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or request.path_info.startswith(NOT_READERS):
            response = self.get_response(request)
            if request.method not in ("GET", "HEAD"):
                self.changes.forget()
            return response
        request.get_host()  # a page is the same under every name, and there is one name
        key, now = key_of(request), timezone.now()
        changes, edge = self.changes.at(now)
        kept = self.pages.get(key, changes, now)
        return kept.answer(request) if kept else self.render(request, key, changes, edge)

    def render(self, request: HttpRequest, key: str, changes: tuple, edge: datetime) -> HttpResponseBase:
        """Of many who ask for the same page at once the first makes it, and the others wait for that."""
        with self.locks[hash(key) % LOCKS]:
            now = timezone.now()
            kept = self.pages.get(key, changes, now)
            if kept is None:
                response = self.unconditionally(request)
                if not isinstance(response, HttpResponse) or not may_be_kept(response):
                    return response
                kept = keep(response, changes, until=min(edge, now + LONGEST))
                self.pages.put(key, kept)
        return kept.answer(request)

    def unconditionally(self, request: HttpRequest) -> HttpResponseBase:
        """The whole page, whatever this one reader has of it already."""
        asked = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
        try:
            return self.get_response(request)
        finally:
            request.META.update(asked)


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


def keep(response: HttpResponse, changes: tuple, *, until: datetime) -> Kept:
    """A response that bounds itself by `Surrogate-Control: max-age=…` is kept no longer than that."""
    own = str(response.headers.pop("Surrogate-Control", "")).removeprefix("max-age=")
    if own.isdigit():
        until = min(until, timezone.now() + timedelta(seconds=int(own)))
    patch_vary_headers(response, ["Accept-Encoding"])
    headers = {name: str(value) for name, value in response.headers.items() if name != "Content-Length"}
    if "ETag" in headers:  # weak: the same for a body that is compressed and one that is not
        headers["ETag"] = "W/" + headers["ETag"].removeprefix("W/")
    bodies = {
        "gzip": gzip.compress(response.content, 6, mtime=0),
        "br": brotli.compress(response.content, brotli.MODE_TEXT, quality=5),
    }
    return Kept(response.status_code, headers, bodies, changes, until)
