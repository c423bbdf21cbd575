"""The production server, as `serve` starts it: `python -m newsroom.server` takes granian's own options."""

import ctypes
import multiprocessing
import os
import signal
import sys

TELL_ME_WHEN_MY_PARENT_DIES = 1  # prctl(2), PR_SET_PDEATHSIG


def become_a_worker() -> None:
    """A fork answers signals as its parent does, by noting them for a loop that only the parent runs.

    A worker told to end before it serves would not hear it, and hold up the end of the server for half a minute.
    Ctrl+C reaches the server alone, which ends its workers; none of them outlives it.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(TELL_ME_WHEN_MY_PARENT_DIES, signal.SIGTERM)


if __name__ == "__main__":
    from granian.cli import entrypoint

    multiprocessing.set_start_method("fork")  # else, from Python 3.14 on, workers are begun anew and nothing is told
    os.register_at_fork(after_in_child=become_a_worker)
    entrypoint()
