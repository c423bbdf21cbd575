"""Processes that a test starts: none outlives it, whatever becomes of it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def ended(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """By no warning at all; with whomever it has started, where it leads a session."""
    if process.poll() is None:
        while alive := in_session(process.pid):
            for pid in alive:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.poll()
        process.kill()
        process.wait(timeout=30)


def in_session(leader: int) -> list[int]:
    """Whom that process has started, at whatever remove, and itself; without those that have ended."""
    return [pid for pid, state in all_processes() if int(state[3]) == leader]


def children(parent: int) -> list[int]:
    return [pid for pid, state in all_processes() if int(state[1]) == parent]


def all_processes() -> Iterator[tuple[int, list[str]]]:
    """(number, what `stat` tells after the name); without those that have ended."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # ended meanwhile
            state = stat.read_text().rpartition(")")[2].split()
            if state[0] not in "ZX":
                yield int(stat.parent.name), state


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def wait_until(condition: Callable[[], bool], holds: Callable[[], bool] = lambda: True, seconds: float = 60) -> float:
    """Seconds that it took; `holds` is what must stay true meanwhile."""
    began = time.monotonic()
    while not condition():
        assert holds() and time.monotonic() - began < seconds
        time.sleep(0.02)
    return time.monotonic() - began
