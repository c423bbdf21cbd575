"""The cache that all machines share, in Redis; while that does not answer, the database counts in its stead.

Wrong passwords and letters are counted here: without the counts anybody could try as many as they like.
"""

import logging
from functools import partialmethod
from time import monotonic
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

DATABASE = "database"
"""Which of the caches that is."""
PAUSE = 5.0
"""Seconds until Redis is asked again."""
QUICK = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "health_check_interval": 30}


class Silence:
    """What one thread has found out, all of the process know."""

    until = 0.0


class RedisOrDatabase(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        again = Retry(NoBackoff(), 1)  # a connection that Redis has closed since is made anew
        super().__init__(server, params | {"OPTIONS": QUICK | {"retry": again}})

    def _ask(self, verb: str, *given: Any, **named: Any) -> Any:
        if monotonic() >= Silence.until:
            try:
                return getattr(RedisCache, verb)(self, *given, **named)
            except RedisError as error:
                self._do_without(error)
        return getattr(caches[DATABASE], verb)(*given, **named)

    def _do_without(self, error: RedisError) -> None:
        logger.error("Redis does not answer; the database counts in its stead. %s", error)
        Silence.until = monotonic() + PAUSE

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
