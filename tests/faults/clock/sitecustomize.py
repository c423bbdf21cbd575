"""Python reads this file first where PYTHONPATH names its folder: a process whose clock goes by the file CLOCK names.

Not libfaketime: under it Debian's Python cannot sleep. The monotonic clock goes on as it does when a real one jumps.
"""

import os
from pathlib import Path
from threading import Thread
from time import sleep, time

import time_machine

FILE = Path(os.environ["CLOCK"])
"""Holds how many seconds the clock is from the true time."""
BEAT = 0.02

shown = time_machine.travel(time(), tick=True).start()
seen = 0


def follow() -> None:
    global seen
    while True:
        said = int(FILE.read_text())
        if said != seen:
            shown.shift(said - seen)
            seen = said
        sleep(BEAT)


def begin() -> None:
    Thread(target=follow, daemon=True).start()


os.register_at_fork(after_in_child=begin)
begin()
