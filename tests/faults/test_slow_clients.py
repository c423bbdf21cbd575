"""Hundreds who send a letter a second, or take one, hold nobody up."""

import socket
import statistics
from threading import Event, Thread
from time import monotonic

from tests.faults.reading import Seen, warm

MANY = 300
PATIENCE = 10.0
"""Seconds for whoever reads as everybody does: a crowd that held seats would keep them for half a minute."""
HEADERS = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = b"POST /subscribe/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
BODY += b"Content-Type: application/x-www-form-urlencoded\r\n\r\na="
ANSWER = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 50


def test_readers_do_not_wait_for_hundreds_of_slow_clients(site_on_sqlite, rounds, figures):
    site, over, seen = site_on_sqlite, Event(), Seen()
    warm(site, "/")
    crowd = [connected(site.port) for _client in range(MANY)]
    for number, client in enumerate(crowd):
        client.sendall((HEADERS, BODY, ANSWER)[number % 3])
    trickling = Thread(target=trickle, args=[crowd, over])
    trickling.start()

    until = monotonic() + rounds
    while monotonic() < until:
        seen.ask(site, "/")
    over.set()
    trickling.join()
    for client in crowd:
        client.close()

    figures(
        slow_clients=MANY,
        readers=len(seen.statuses),
        median=f"{statistics.median(seen.seconds) * 1000:.0f} ms",
        longest_gap=f"{seen.slowest:.2f} s",
    )
    assert set(seen.statuses) == {200}, seen.faults
    assert seen.slowest < PATIENCE


def connected(port):
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return client


def trickle(crowd, over):
    while not over.wait(1):
        for number, client in enumerate(crowd):
            try:
                client.sendall(b"a") if number % 3 < 2 else client.recv(1)
            except OSError:
                continue  # the server has had enough of this one
