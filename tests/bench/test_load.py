"""Figures of a load are taken from the processes that bore it."""

import os
import subprocess
import sys
import time

from bench.load import memory, processor_time, with_children


def test_work_of_a_process_is_counted_and_its_sleep_is_not():
    before = processor_time([os.getpid()])
    time.sleep(0.1)
    asleep = processor_time([os.getpid()]) - before
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass

    assert asleep <= 30  # whatever else the tests' process does
    assert processor_time([os.getpid()]) - before >= 90


def test_children_of_a_server_are_found_with_it():
    code = "import subprocess, sys; subprocess.run(['cat'])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        server.stdin.write(b"ready\n")
        server.stdin.flush()
        assert server.stdout.readline() == b"ready\n"  # said by the child

        found = with_children(server.pid)
        server.stdin.close()

    assert found[0] == server.pid
    assert len(found) == 2


def test_memory_is_told_in_megabytes():
    weight = memory(os.getpid())

    assert 20 < weight["pss"] <= weight["rss"] < 2_000
