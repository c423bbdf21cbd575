"""Telling each Varnish before the site what to throw away: at once after the commit, again for what was in the making.

Rows of a transaction that was committed wait until their Varnish has taken them: see `newsroom work`.
"""

import logging
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from itertools import groupby
from textwrap import wrap
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import Purge

log = logging.getLogger("newsroom.work")

PATIENCE = 0.5
"""Seconds for a Varnish to answer: an editor waits for it."""
AGAIN = timedelta(seconds=2)
"""A page that was being made while the verb committed has reached Varnish by then."""
LONGEST = timedelta(hours=1)
"""What Varnish was given before is gone by itself."""
TOGETHER = 100
HEADER = 7_000
"""Bytes of names at once: Varnish refuses a header of 8 kB, whoever sends it."""
PAUSE = 5.0
"""Seconds for which no editor waits again for a Varnish that did not answer."""
silent_until: dict[str, float] = {}
not_told: set[str] = set()
"""Of which it was said that they take nothing, and that have taken nothing since."""


class NotPurged(Exception):
    """Varnish did not answer, or refused."""


def purge_after_commit(rows: list[Purge]) -> None:
    transaction.on_commit(lambda: purge([row for row in rows if not is_silent(row.varnish)]), robust=True)


def is_silent(varnish: str) -> bool:
    """It did not answer a moment ago: what it is to be told is left to `work`."""
    return monotonic() < silent_until.get(varnish, 0)


def purge_due() -> bool:
    """What is due, in order, to each Varnish. False where nothing was, or nobody took it."""
    due = Purge.objects.filter(due_at__lte=timezone.now())
    done = [purge(list(due.filter(varnish=varnish).order_by("pk")[:TOGETHER])) for varnish in settings.NEWSROOM_VARNISH]
    return any(done)


def purge(rows: list[Purge]) -> bool:
    """Each Varnish in turn, and in order: of one that does not answer the rest waits."""
    done = [purge_one(varnish, list(some)) for varnish, some in groupby(rows, key=lambda row: row.varnish)]
    return any(done)


def purge_one(varnish: str, rows: list[Purge]) -> bool:
    """That it takes nothing is said once, however often `work` asks it, and so is that it does again."""
    names = " ".join(sorted({name for row in rows for name in row.names.split()}))
    try:
        for some in wrap(names, HEADER, break_long_words=False, break_on_hyphens=False):
            send(varnish, some)
    except NotPurged as error:
        if varnish not in not_told:
            log.warning("%s was not told what has changed, and is told again: %s", varnish, error)
        not_told.add(varnish)
        return False
    if varnish in not_told:
        log.info("%s is told what changes again.", varnish)
    not_told.discard(varnish)
    settle(rows)
    return True


def settle(rows: list[Purge]) -> None:
    """Done with what was sent again; the rest is due once more."""
    Purge.objects.filter(pk__in=[row.pk for row in rows if row.is_again]).delete()
    first = [row.pk for row in rows if not row.is_again]
    Purge.objects.filter(pk__in=first).update(is_again=True, due_at=timezone.now() + AGAIN)


def send(varnish: str, names: str) -> None:
    address = urlsplit(varnish)
    connection = HTTPConnection(address.hostname or "", address.port or 80, timeout=PATIENCE)
    try:
        connection.request("PURGE", "/", headers={"xkey-purge": names})
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        silent_until[varnish] = monotonic() + PAUSE
        raise NotPurged(error) from error
    finally:
        connection.close()
    if status != HTTPStatus.OK:
        raise NotPurged(f"it answered {status}")


def forget_purges() -> int:
    """Of a Varnish that was away for longer than any page is kept, or is named no more."""
    number, _by_model = Purge.objects.filter(made_at__lt=timezone.now() - LONGEST).delete()
    if number:
        log.warning("%s purges were taken by no Varnish within an hour, and are dropped: pages are not as old", number)
    return number
