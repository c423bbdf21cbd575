"""How quickly breaking news goes out by mail: `python -m bench.letters 1000` sends it to so many invented readers.

On data of its own, by `work`, to a mail server on this machine that takes every letter at once: what a real one needs
to answer comes on top.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.core.management.base import OutputWrapper

from tests.newsroom.machine import machine, run_on
from tests.subscriptions.smtp import MailServer

BEGIN = """
from subscriptions.models import Mailing, Subscriber
from tests.factories import make_edition, make_mailing
edition = make_edition()
Subscriber.objects.bulk_create(
    Subscriber(address=f"reader{number}@news.example", language="ru", wants_digest=False, wants_breaking=True)
    for number in range(%d)
)
make_mailing(kind="breaking", article=edition.article)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", type=int, nargs="?", default=1000)
    readers = parser.parse_args().readers
    server = MailServer()
    with tempfile.TemporaryDirectory(prefix="newsroom-letters-") as folder:
        environment = machine(Path(folder), NEWSROOM_LOCAL="true", EMAIL_URL=f"smtp://127.0.0.1:{server.begin()}")
        for command in (["migrate", "-v0"], ["shell", "-v0", "-c", BEGIN % readers]):
            run_on(environment, "manage.py", *command).check_returncode()
        took, spent = sent(environment, server, readers)
    server.end()
    OutputWrapper(sys.stdout).write(
        f"{readers:,} letters: {readers / took:,.0f} a second from the first to the last, "
        f"{spent / readers * 1000:,.1f} ms of processor time each, {len(server.got[0].raw) / 1000:,.0f} kB each"
    )
    return 0


def sent(environment: dict[str, str], server: MailServer, readers: int) -> tuple[float, float]:
    """(seconds from the first letter to the last, processor seconds of `work`, its start included)."""
    before = of_children()
    work = subprocess.Popen([sys.executable, "manage.py", "work"], env=environment, stderr=subprocess.DEVNULL)
    wait_for(server, 1)
    begun = time.monotonic()
    wait_for(server, readers)
    took = time.monotonic() - begun
    work.terminate()
    work.wait()
    return took, of_children() - before


def wait_for(server: MailServer, number: int) -> None:
    while len(server.got) < number:
        time.sleep(0.01)


def of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    sys.exit(main())
