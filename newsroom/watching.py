"""Requests and queries as they pass: an id for each request, and a line for what is slow or changes something."""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse

from newsroom.logs import NOBODYS, current_id, new_id
from newsroom.middleware import DESK

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
LONGEST_SQL = 2_000
READING = ("GET", "HEAD", "OPTIONS")

desk = logging.getLogger("newsroom.desk")
slow = logging.getLogger("newsroom.slow")


@dataclass
class Passing:
    """The request that this thread is at, and what it has asked of the database."""

    request: HttpRequest
    queries: int = 0


passing: ContextVar[Passing | None] = ContextVar("passing", default=None)


def watched(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        began, passes = perf_counter(), Passing(request)
        current_id.set(id_of(request))
        passing.set(passes)
        try:
            response = get_response(request)
            tell(passes, response.status_code, round((perf_counter() - began) * 1000))
            response.headers[HEADER] = current_id.get()
            return response
        finally:
            passing.set(None)

    return middleware


def id_of(request: HttpRequest) -> str:
    """A proxy's, where one stands in front and the id looks like one: what a visitor sends may be anything."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if given and settings.NEWSROOM_PROXIES and WELL_FORMED.fullmatch(given) else new_id()


def tell(passes: Passing, status: int, ms: int) -> None:
    """Of readers nothing but a page that took long: no address of theirs, no query."""
    request = passes.request
    is_write = request.method not in READING and request.path_info.startswith(DESK)
    if not is_write and ms < settings.NEWSROOM_SLOW_REQUEST_MS:
        return
    person = getattr(getattr(request, "_cached_user", None), "pk", None) if is_write else None
    figures = {
        "method": request.method,
        "path": request.path_info,
        "view": view_of(request),
        "status": status,
        "ms": ms,
        "queries": passes.queries,
        "person": person,
    }
    line = "%(method)s %(path)s %(status)s, %(ms)s ms, %(queries)s queries"
    if is_write:
        desk.info(f"{line}, person %(person)s", figures, extra={"figures": shown(figures)})
    if ms >= settings.NEWSROOM_SLOW_REQUEST_MS:
        slow.warning(line, figures, extra={"figures": shown(figures)})


def shown(figures: dict[str, Any]) -> dict[str, Any]:
    """The path is in the message, where keys in it are masked."""
    return {name: value for name, value in figures.items() if name != "path" and value is not None}


def view_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else "-"


def watch_queries(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Called for each connection that is made."""
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(timed)


def timed(execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """The values that it was asked with are nobody's business. Commands take as long as they take."""
    began = perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        passes = passing.get()
        if passes:
            passes.queries += 1
        ms = (perf_counter() - began) * 1000
        if ms >= settings.NEWSROOM_SLOW_QUERY_MS and current_id.get() != NOBODYS:
            view = view_of(passes.request) if passes else "-"
            figures = {"ms": round(ms), "view": view, "sql": sql[:LONGEST_SQL]}
            slow.warning("%(ms)s ms, %(view)s: %(sql)s", figures, extra={"figures": figures})
