"""Kept pages that all processes and machines share, in Redis. While it does not answer, each process keeps its own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.utils import timezone
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from newsroom.changes import Changes
from newsroom.kept import Kept

logger = logging.getLogger(__name__)

QUICK = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
PAUSE = 5.0
"""Seconds until a Redis that did not answer is asked again."""
A_TURN = 5
"""Seconds for which whoever makes a page is waited for by others, at most."""
A_MOMENT = 0.02
SAYING = ("NEWSROOM_ORIGIN", "NEWSROOM_NAME", "NEWSROOM_AGENCY", "NEWSROOM_FEED_TEXT", "TIME_ZONE", "DEBUG")
ROOMS = ("articles", "subscriptions", "newsroom", "templates", "static", "locale")
SPEAKING = {".py", ".html", ".txt", ".xml", ".mo", ".css", ".js"}


class SharedPages:
    """Without Redis it holds nothing, and everybody has their turn at once."""

    def __init__(self) -> None:
        self.away_until = 0.0 if settings.REDIS_URL else float("inf")
        self.is_answered = True
        if settings.REDIS_URL:
            options = QUICK | {"retry": Retry(NoBackoff(), 1)}  # a connection closed since is made anew
            params = {"KEY_PREFIX": f"pages-{edition_of_the_code()}", "OPTIONS": options}
            self.redis = RedisCache(settings.REDIS_URL, params)

    def get(self, key: str, changes: Changes) -> Kept | None:
        """What another has made, judged by what this process knows: its maker may know of more, or have less behind
        it. What a machine with a faster clock has made may show what is still to come here.
        """
        kept = self.ask("get", address(key))
        if kept is None:
            return None
        now = timezone.now()
        if kept.seen.last > changes.seen.last:
            changes.at(now, believed=0)
        is_known = kept.seen.last <= changes.seen.last and kept.made_at <= now
        return kept if is_known and kept.is_good(changes, now) else None

    def put(self, key: str, kept: Kept) -> None:
        seconds = (kept.until - kept.made_at).total_seconds()
        if seconds >= 1:
            self.ask("set", address(key), kept, timeout=int(seconds))

    @contextmanager
    def turn(self, key: str) -> Iterator[bool]:
        """Whether it is ours to make the page. While it is another's, that one is about to put it here."""
        is_ours = self.ask("add", f"turn-{address(key)}", 1, timeout=A_TURN) is not False
        try:
            yield is_ours
        finally:
            if is_ours:
                self.ask("delete", f"turn-{address(key)}")

    def await_turn(self, key: str, changes: Changes) -> Kept | None:
        """What the other one made; None where that takes too long, or comes to nothing."""
        ends = monotonic() + A_TURN
        while monotonic() < ends:
            sleep(A_MOMENT)
            is_over = not self.ask("has_key", f"turn-{address(key)}")
            kept = self.get(key, changes)
            if kept or is_over:
                return kept
        return None

    def ask(self, verb: str, *given: Any, **named: Any) -> Any:
        if monotonic() < self.away_until:
            return None
        try:
            answer = getattr(self.redis, verb)(*given, **named)
        except RedisError as error:
            self.do_without(error)
            return None
        self.is_answered = True
        return answer

    def do_without(self, error: RedisError) -> None:
        """Said once."""
        if self.is_answered:
            logger.error("Redis does not answer; each process keeps pages of its own. %s", error)
        self.is_answered, self.away_until = False, monotonic() + PAUSE


def address(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def edition_of_the_code() -> str:
    """While a new version is started, each one's pages are its own: made by its templates, with what settings say."""
    digest = sha256(repr([getattr(settings, name) for name in SAYING]).encode())
    for room in ROOMS:
        for path in sorted(Path(settings.BASE_DIR, room).rglob("*")):
            if path.suffix in SPEAKING:
                digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]
