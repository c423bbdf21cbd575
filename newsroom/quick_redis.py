"""Redis that is asked quickly. One that does not answer is left alone for some seconds, and that is said once."""

import logging
from time import monotonic
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds until it is asked again."""


class Silent(Exception):
    """It does not answer, or did not a moment ago."""


class Silence:
    """What one thread has found out, all know that are given the same. `meanwhile`: what is done without Redis."""

    def __init__(self, meanwhile: str) -> None:
        self.meanwhile = meanwhile
        self.until = 0.0
        self.is_said = False

    def begin(self, error: RedisError) -> None:
        if not self.is_said:
            logger.error("Redis does not answer; %s. %s", self.meanwhile, error)
        self.is_said, self.until = True, monotonic() + PAUSE


class QuickRedis(RedisCache):
    """`seconds`: for one answer."""

    def __init__(self, server: str, params: dict[str, Any], *, seconds: float, silence: Silence) -> None:
        again = Retry(NoBackoff(), 1)  # a connection that Redis has closed since is made anew
        quick = {"socket_connect_timeout": seconds, "socket_timeout": seconds, "health_check_interval": 30}
        super().__init__(server, params | {"OPTIONS": quick | {"retry": again}})
        self.silence = silence

    def ask(self, verb: str, *given: Any, **named: Any) -> Any:
        """Raises Silent."""
        if monotonic() < self.silence.until:
            raise Silent
        try:
            answer = getattr(RedisCache, verb)(self, *given, **named)
        except RedisError as error:
            self.silence.begin(error)
            raise Silent from error
        self.silence.is_said = False
        return answer
