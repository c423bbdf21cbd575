"""A page that is kept: compressed once for each way that is asked for, with what it is judged by."""

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from articles.pages.naming import ANYTHING, HEADER, SITE
from newsroom.changes import A_TICK, Changes, Seen

EDGE = "Surrogate-Control"
"""How long our own caches may keep an answer: the page itself says so where it ends before the next edge."""
OVERHEAD = 1_000
"""Bytes that an entry takes besides its body, key and headers."""
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
REFUSED = re.compile(r"q=0(\.0*)?")


@dataclass
class Kept:
    """An answer as it went out: the body once for each way of compressing it that was asked for.

    `seen`: the deeds that its maker knew of; `number`: the last state of changes under which it was found good.
    """

    status: int
    headers: dict[str, str]
    bodies: dict[str, bytes]
    names: tuple[str, ...]
    seen: Seen
    made_at: datetime
    until: datetime
    number: int = 0
    size: int = 0
    """Bytes, about as many as if it had been asked for in every way: what comes later finds its room."""

    def __post_init__(self) -> None:
        headers = sum(len(name) + len(value) for name, value in self.headers.items())
        bodies = len(COMPRESSED) * max(map(len, self.bodies.values()))
        self.size = bodies + sum(map(len, self.names)) + headers + OVERHEAD

    def is_good(self, changes: Changes, now: datetime) -> bool:
        if self.until <= now or self.made_at > now + A_TICK:  # where the clock was put back: made in what is to come
            return False
        number = changes.number
        if self.number != number:
            if changes.touched(self.names, self.seen):
                return False
            self.number = number
        return True

    def answer(self, request: HttpRequest) -> HttpResponse:
        encoding = encoding_for(request)
        body = self.body(encoding)
        response = HttpResponse(body, status=self.status, headers=self.headers)
        response.headers["Content-Length"] = str(len(body))
        if encoding:
            response.headers["Content-Encoding"] = encoding
        if self.status != 200 or not any(name in request.META for name in CONDITIONS):
            return response
        return get_conditional_response(request, etag=self.headers.get("ETag"), response=response) or response

    def body(self, encoding: str) -> bytes:
        """ "" for it as it is."""
        body = self.bodies.get(encoding)
        if body is None:
            (had, compressed), *_others = self.bodies.items()  # in one step: another thread may add to them
            if not encoding:
                return plain(had, compressed)
            self.bodies[encoding] = body = COMPRESSED[encoding](DECOMPRESSED[had](compressed))
        return body


COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, brotli.MODE_TEXT, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
"""The better first."""
DECOMPRESSED: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
BEST = next(iter(COMPRESSED))


@lru_cache(maxsize=8)
def plain(encoding: str, body: bytes) -> bytes:
    """Few ask for it; whoever measures does, a thousand times a second."""
    return DECOMPRESSED[encoding](body)


def encoding_for(request: HttpRequest) -> str:
    return accepted(request.META.get("HTTP_ACCEPT_ENCODING", ""))


@lru_cache(maxsize=256)
def accepted(header: str) -> str:
    """Of 'gzip, br;q=0.5': the best that is kept, "" for a body as it is."""
    weighed = (part.strip().lower().partition(";") for part in header.split(","))
    taken = {name.strip() for name, _, weight in weighed if not REFUSED.fullmatch(weight.replace(" ", ""))}
    return next((name for name in COMPRESSED if name in taken), "")


def take_names(response: HttpResponse) -> tuple[str, ...]:
    """Off the answer; one that does not say what it depends on depends on everything."""
    names = str(response.headers.get(HEADER, f"{SITE} {ANYTHING}"))
    del response.headers[HEADER]
    return tuple(names.split())


def take_end(response: HttpResponse, until: datetime, *, since: datetime) -> datetime:
    """Off the answer, for which was asked then: a page that ends before the next edge says so itself."""
    own = str(response.headers.get(EDGE, "")).removeprefix("max-age=")
    del response.headers[EDGE]
    return min(until, since + timedelta(seconds=int(own))) if own.isdigit() else until


def keep(response: HttpResponse, request: HttpRequest, names: tuple[str, ...], seen: Seen, *, until: datetime) -> Kept:
    """Compressed as it is asked for now: the others who ask are like the first, readers or a cache before the site."""
    patch_vary_headers(response, ["Accept-Encoding"])
    headers = {name: str(value) for name, value in response.headers.items() if name != "Content-Length"}
    if "ETag" in headers:  # weak: the same for a body that is compressed and one that is not
        headers["ETag"] = "W/" + headers["ETag"].removeprefix("W/")
    encoding = encoding_for(request) or BEST
    bodies = {encoding: COMPRESSED[encoding](response.content)}
    return Kept(response.status_code, headers, bodies, names, seen, timezone.now(), until)


class Pages:
    """The last ones asked for, within so many bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self.by_key: OrderedDict[str, Kept] = OrderedDict()
        self.lock = Lock()

    def get(self, key: str, changes: Changes, now: datetime) -> Kept | None:
        kept = self.by_key.get(key)
        if kept is None or not kept.is_good(changes, now):
            return None
        with suppress(KeyError):  # dropped meanwhile
            self.by_key.move_to_end(key)
        return kept

    def put(self, key: str, kept: Kept) -> None:
        with self.lock:
            before = self.by_key.pop(key, None)
            if before:
                self.size -= len(key) + before.size
            self.by_key[key] = kept
            self.size += len(key) + kept.size
            while self.size > self.most:
                oldest, kept = self.by_key.popitem(last=False)
                self.size -= len(oldest) + kept.size
