"""Kept pages that all processes and machines share, in Redis. While it does not answer, each process keeps its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from newsroom.changes import Changes
from newsroom.kept import Kept
from newsroom.redis_silence import Silence, Silent

if TYPE_CHECKING:
    from newsroom.quick_redis import QuickRedis

QUICK = 0.2
"""Seconds for an answer: a reader waits for it."""
A_TURN = 5
"""Seconds for which whoever makes a page is waited for by others, at most."""
A_MOMENT = 0.02
SAYING = (
    "NEWSROOM_ORIGIN",
    "NEWSROOM_NAME",
    "NEWSROOM_FEED_TEXT",
    "NEWSROOM_SECURITY_CONTACT",
    "TIME_ZONE",
    "DEBUG",
)
"""What pages say that is set, and not written at the desk."""
ROOMS = ("articles", "subscriptions", "newsroom", "templates", "static", "locale")
SPEAKING = {".py", ".html", ".txt", ".xml", ".mo", ".css", ".js"}


class SharedPages:
    """Without Redis it holds nothing, and everybody has their turn at once."""

    def __init__(self) -> None:
        self.redis = quick_redis() if settings.REDIS_URL else None

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
        ends, turn = monotonic() + A_TURN, f"turn-{address(key)}"
        taken = self.ask("add", turn, 1, timeout=A_TURN)
        try:
            yield taken is not False
        finally:
            if taken and monotonic() < ends:  # after that it may be another's
                self.ask("delete", turn)

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
        """None where there is no Redis, or none that answers."""
        try:
            return self.redis.ask(verb, *given, **named) if self.redis else None
        except Silent:
            return None


def quick_redis() -> "QuickRedis":
    from newsroom.quick_redis import QuickRedis  # as it says itself

    params = {"KEY_PREFIX": f"pages-{edition_of_the_code()}"}
    silence = Silence("each process keeps pages of its own")
    return QuickRedis(settings.REDIS_URL, params, seconds=QUICK, silence=silence)


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
