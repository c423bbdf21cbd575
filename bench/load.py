"""What a server does under load: wrk asks, and the server's own processes say what it took them.

Knows nothing of the site: whatever listens on an address of this machine is measured alike.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("load.lua")
TICK = 1000 / os.sysconf("SC_CLK_TCK")
"""Milliseconds in one unit of `/proc/PID/stat`."""
AS_A_BROWSER = {"Accept-Encoding": "gzip, br"}


@dataclass(frozen=True)
class Figures:
    """Latencies and processor time in milliseconds; bytes with the headers; all but the rate for one request."""

    rate: float
    p50: float
    p99: float
    processor: float
    bytes: int
    requests: int
    refused: int
    """Answers of 400 and over."""
    broken: int
    """Connections that failed or answered too late."""


def measure(
    server: str,
    pids: Iterable[int],
    *,
    connections: int,
    seconds: int,
    paths: Sequence[str] = ("/",),
    headers: Mapping[str, str] = AS_A_BROWSER,
) -> Figures:
    """Asks `server` ("http://127.0.0.1:8000") for the paths in turn; the processor time is that of `pids` together."""
    pids = list(pids)
    before = processor_time(pids)
    told = ask(server, connections=connections, seconds=seconds, paths=paths, headers=headers)
    took = processor_time(pids) - before
    number = max(told["requests"], 1)
    return Figures(
        rate=told["requests"] * 1e6 / told["microseconds"],
        p50=told["p50"] / 1000,
        p99=told["p99"] / 1000,
        processor=took / number,
        bytes=told["bytes"] // number,
        requests=told["requests"],
        refused=told["refused"],
        broken=told["broken"],
    )


def ask(
    server: str, *, connections: int, seconds: int, paths: Sequence[str], headers: Mapping[str, str]
) -> dict[str, int]:
    wrk = shutil.which("wrk") or sys.exit("wrk is not installed. On Debian: sudo apt install wrk")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as asked:
        asked.write("\n".join(paths))
        asked.flush()
        said = subprocess.run(
            [wrk, "--threads=1", f"--connections={connections}", f"--duration={seconds}s", "--timeout=10s"]
            + [f"--header={name}: {value}" for name, value in headers.items()]
            + [f"--script={SCRIPT}", server, "--", asked.name],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    return json.loads(said.splitlines()[-1])


def processor_time(pids: Iterable[int]) -> float:
    """Milliseconds that the processes have taken so far, in their own code and in the kernel's for them."""
    return sum(sum(map(int, fields_of(pid)[11:13])) for pid in pids) * TICK


def fields_of(pid: int) -> list[str]:
    """Of `/proc/PID/stat`, from the state on: the name before it may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def with_children(pid: int) -> list[int]:
    """The process, and all that it and they have started."""
    found = [pid]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            found += map(int, children.read_text().split())
    return found


def memory(pid: int) -> dict[str, float]:
    """Megabytes: `rss` that the process has before it, `pss` with what it shares divided among those who share it."""
    told = dict(line.split()[:2] for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return {"rss": int(told["Rss:"]) * 1024 / 1e6, "pss": int(told["Pss:"]) * 1024 / 1e6}
