"""What a piece of work took; used on both sides of a comparison, so it imports nothing of either."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

KILOBYTE = 1024  # what ru_maxrss counts on Linux


def of_both(field: str) -> float:
    """Of this process and of those that it waited for."""
    return sum(getattr(resource.getrusage(who), field) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


@contextmanager
def spending() -> Iterator[dict[str, float]]:
    """`seconds` by the clock, `processor` seconds of all cores, and `peak`: the most bytes that this process and the
    biggest of its children ever held, added up.
    """
    spent: dict[str, float] = {}
    processor = of_both("ru_utime") + of_both("ru_stime")
    begun = time.monotonic()
    yield spent
    spent["seconds"] = time.monotonic() - begun
    spent["processor"] = of_both("ru_utime") + of_both("ru_stime") - processor
    spent["peak"] = of_both("ru_maxrss") * KILOBYTE
