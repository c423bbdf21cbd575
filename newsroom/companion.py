"""What works beside the server: begun again when it was killed, ended when the server is gone.

A process of its own without Django, so that it is small and nothing of what it watches over can take it down.
"""

import os
import signal
import subprocess
import sys
from time import sleep

BEAT = 0.5
PAUSE = 2.0
"""Seconds until it is begun again: what cannot begin at all does not take the machine."""


def keep(server: int) -> None:
    """`work` ends with this process, as this one does with the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from a terminal it reaches everyone; the server's end is what counts
    while os.getppid() == server:
        companion = subprocess.Popen([sys.executable, "manage.py", "work", "--companion", str(os.getpid())])
        while companion.poll() is None and os.getppid() == server:
            sleep(BEAT)
        if os.getppid() == server:
            sleep(PAUSE)


if __name__ == "__main__":
    keep(int(sys.argv[1]))
