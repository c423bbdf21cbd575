"""How often letters may be asked for: counted in the cache that all processes share, never by a name it could give."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


class TooOften(Exception):
    """`after`: when to try again."""

    def __init__(self, after: timedelta):
        super().__init__(after)
        self.after = after


@dataclass(frozen=True)
class Limit:
    """So many places; each that is taken is free again after its time."""

    name: str
    most: int
    within: timedelta

    def take(self, whose: str = "") -> bool:
        """Whether a place was free. Two at once never get the same: `add` is atomic in the database and in Redis."""
        kept = salted_hmac("subscriptions.limits", f"{self.name}\n{whose}").hexdigest()
        places = [f"{kept}{number}" for number in range(self.most)]
        taken = cache.get_many(places)
        return any(cache.add(place, 1, self.within.total_seconds()) for place in places if place not in taken)


VISITOR = Limit("visitor", 20, timedelta(hours=1))
ADDRESS = (Limit("address", 1, timedelta(minutes=10)), Limit("address a day", 5, timedelta(days=1)))
EVERYONE = Limit("everyone", 200, timedelta(minutes=10))
"""All letters together: whoever commands a thousand machines still cannot make this one flood the world."""


def refuse_busy_visitor(request: HttpRequest) -> None:
    """By the address that the proxies vouch for; of IPv6 the network counts, which is one household."""
    if not VISITOR.take(get_ip(request)):
        raise TooOften(VISITOR.within)


def may_be_written_to(address: str) -> bool:
    return all(limit.take(address) for limit in ADDRESS)


def refuse_a_flood() -> None:
    if not EVERYONE.take():
        raise TooOften(EVERYONE.within)
