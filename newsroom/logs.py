"""What is written down: each line with the id of the request or the job that it is of, and nobody's secrets in it.

The standard library's own logging: what a package would add to it is the few lines below.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from random import getrandbits

NOBODYS = "-"
current_id: ContextVar[str] = ContextVar("current_id", default=NOBODYS)
"""Of the request or the job that this thread is at."""

KEYS = re.compile(
    r"(/subscribe/(?:confirm|choose|leave)/|/preview/|/accounts/password/set/[^/\s]+/)[^/\s?]+"  # links are keys
    r"|()(?<!\S)@*[^\s@]+@\S+"  # a reader's address; a password in the address of a service. From a word's start alone:
    # a visitor's header of many letters is looked at once
)
LONGEST = 10_000  # letters of a message
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def new_id() -> str:
    """No secret, so no question to the system: kept pages go out in microseconds."""
    return f"{getrandbits(64):016x}"


def masked(text: str) -> str:
    return KEYS.sub(lambda found: f"{found[1] or ''}…", text)


def in_one_line(text: str) -> str:
    """A line that a visitor's address would begin is shown as it was sent."""
    return UNSEEN.sub(lambda found: repr(found[0])[1:-1], text)


class Line(logging.Formatter):
    """For people: 2021-04-30T09:12:44.120Z WARNING newsroom.slow [5b3f…] 312 ms: SELECT …"""

    def format(self, record: logging.LogRecord) -> str:
        said = f"{record.levelname} {record.name} [{current_id.get()}] {in_one_line(record.getMessage()[:LONGEST])}"
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        return f"{moment(record)} {masked(said + trace)}"


class JsonLine(logging.Formatter):
    """For machines: an object a line; `extra={"figures": {…}}` stands in it as it is."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": moment(record),
            "level": record.levelname,
            "logger": record.name,
            "id": current_id.get(),
            "message": masked(record.getMessage()[:LONGEST]),
        }
        if record.exc_info:
            said["trace"] = masked(self.formatException(record.exc_info))
        return json.dumps(said | getattr(record, "figures", {}), ensure_ascii=False, default=str)


def moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
