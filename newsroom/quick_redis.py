"""Redis that is asked quickly. To be imported where there is one: its library takes 5 MB of each process."""

from time import monotonic
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from newsroom.redis_silence import Silence, Silent


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
