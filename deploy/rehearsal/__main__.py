"""Called by deploy/rehearse: starts everything, proves one thing after the other, ends everything."""

import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

from deploy.rehearsal.desk import Newsroom
from deploy.rehearsal.machines import Machines, missing_programs
from deploy.rehearsal.places import Places
from deploy.rehearsal.proofs import PROOFS

STARTED = ("redis", "app1", "app2", "work", "varnish", "nginx")


def main(wanted: list[str]) -> int:
    missing = missing_programs()
    if missing:
        sys.exit(f"Missing here: sudo apt install {' '.join(missing)}")
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, leave)
    with tempfile.TemporaryDirectory(prefix="newsroom-rehearsal-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx and Varnish read their files as users of their own
        with Machines(Places(folder)) as machines:
            return rehearse(machines, wanted)


def rehearse(machines: Machines, wanted: list[str]) -> int:
    began = time.monotonic()
    machines.prepare()
    machines.start(*STARTED)
    newsroom = Newsroom(machines)
    newsroom.sign_in("app1")
    say("everything is started", f"{time.monotonic() - began:.0f} s")
    failed = 0
    for proof in PROOFS:
        if wanted and proof.__name__ not in wanted:
            continue
        try:
            say(proof.__name__.replace("_", " "), proof(newsroom))
        except AssertionError as error:
            failed += 1
            say(proof.__name__.replace("_", " "), f"FAILED: {error}")
    say("FAILED" if failed else "all of it holds", f"{time.monotonic() - began:.0f} s")
    return min(failed, 1)


def say(what: str, figure: str) -> None:
    sys.stdout.write(f"{what:<45} {figure}\n")
    sys.stdout.flush()


def leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
