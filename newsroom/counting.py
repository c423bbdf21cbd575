"""The cache that all machines share, in Redis; while that does not answer, the database counts in its stead.

Wrong passwords and letters are counted here: without the counts anybody could try as many as they like.
"""

from functools import partialmethod
from typing import Any

from django.core.cache import caches

from newsroom.quick_redis import QuickRedis
from newsroom.redis_silence import Silence, Silent

DATABASE = "database"
"""Which of the caches that is."""
QUICK = 0.5
"""Seconds for an answer."""

silence = Silence("the database counts in its stead")


class RedisOrDatabase(QuickRedis):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params, seconds=QUICK, silence=silence)

    def _ask(self, verb: str, *given: Any, **named: Any) -> Any:
        try:
            return self.ask(verb, *given, **named)
        except Silent:
            return getattr(caches[DATABASE], verb)(*given, **named)

    add = partialmethod(_ask, "add")
    get = partialmethod(_ask, "get")
    set = partialmethod(_ask, "set")
    touch = partialmethod(_ask, "touch")
    delete = partialmethod(_ask, "delete")
    get_many = partialmethod(_ask, "get_many")
    has_key = partialmethod(_ask, "has_key")
    incr = partialmethod(_ask, "incr")
    set_many = partialmethod(_ask, "set_many")
    delete_many = partialmethod(_ask, "delete_many")
    clear = partialmethod(_ask, "clear")
