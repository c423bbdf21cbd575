"""Who comes: readers through nginx, one or a crowd, and a person at the desk of one app."""

import http.client
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from lxml import html

from deploy.rehearsal.places import NAME

PATIENCE = 30
IDLE = 10
"""Seconds; nginx ends a connection that says nothing for thirty."""


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def path(self) -> str:
        """Where it leads on to."""
        return urlsplit(self.headers["Location"])._replace(scheme="", netloc="").geturl()


class OverTls(http.client.HTTPSConnection):
    """By its name to this machine; `source` is the visitor's address on the loopback."""

    def __init__(self, port: int, certificate: Path, source: str = "127.0.0.1") -> None:
        super().__init__(NAME, port, timeout=PATIENCE, context=ssl.create_default_context(cafile=str(certificate)))
        self.source = source

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", self.port), PATIENCE, source_address=(self.source, 0))
        self.sock = self._context.wrap_socket(plain, server_hostname=NAME)


class Reader:
    """Keeps the connection, as a browser does, unless it has been idle for long."""

    def __init__(self, connection: OverTls) -> None:
        self.connection = connection
        self.asked_at = 0.0

    def ask(self, path: str, *, accepting: str = "identity", etag: str = "") -> Answer:
        if time.monotonic() - self.asked_at > IDLE:
            self.connection.close()
        self.asked_at = time.monotonic()
        had = {"If-None-Match": etag} if etag else {}
        self.connection.request("GET", path, headers=had | {"Host": NAME, "Accept-Encoding": accepting})
        return answer_on(self.connection)


def answer_on(connection: http.client.HTTPConnection) -> Answer:
    answer = connection.getresponse()
    return Answer(answer.status, answer.headers, answer.read())


class Person:
    """At the desk, with a connection of its own for each request; `address` is what the header says of where from."""

    def __init__(
        self, connect: Callable[[], http.client.HTTPConnection], address: str, cookies: dict[str, str]
    ) -> None:
        self.connect, self.address, self.cookies = connect, address, cookies

    def ask(self, path: str, body: bytes | None = None, kind: str = "application/x-www-form-urlencoded") -> Answer:
        headers = {
            "Host": NAME,
            "X-Forwarded-For": self.address,
            "X-Forwarded-Proto": "https",
            "Origin": f"https://{NAME}",
            "Referer": f"https://{NAME}/",
            "Accept": "text/html",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        connection = self.connect()
        connection.request(
            "GET" if body is None else "POST", path, body, headers | ({"Content-Type": kind} if body else {})
        )
        answer = answer_on(connection)
        connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def send(self, path: str, button: str = "", **changes: str) -> Answer:
        """The form of that page which has the first of these fields, with these in it."""
        page, first = self.ask(path), next(iter(changes))
        forms = [form for form in html.document_fromstring(page.text).forms if first in form.fields]
        if not forms:
            raise AssertionError(f"{path} answers {page.status} without a form that asks for {first}")
        fields = [(name, value) for name, value in forms[0].form_values() if name not in changes]
        return self.ask(path, urlencode([*fields, *changes.items(), (button, "1")]).encode())

    def sign_in(self, name: str, password: str) -> Answer:
        return self.send("/accounts/login/", login=name, password=password)

    def upload(self, path: str, page: str, name: str, data: bytes, **fields: str) -> Answer:
        """As `fetch` sends a file from that page."""
        token = html.document_fromstring(self.ask(page).text).xpath(
            "string(//input[@name='csrfmiddlewaretoken']/@value)"
        )
        edge = token_hex(16)
        said = [f'name="{key}"\r\n\r\n{value}' for key, value in (fields | {"csrfmiddlewaretoken": token}).items()]
        parts = [part.encode() for part in said] + [f'name="file"; filename="{name}"\r\n\r\n'.encode() + data]
        opening = f"--{edge}\r\nContent-Disposition: form-data; ".encode()
        body = b"".join(opening + part + b"\r\n" for part in parts) + f"--{edge}--\r\n".encode()
        return self.ask(path, body, f"multipart/form-data; boundary={edge}")


class Crowd:
    """Readers who ask without a pause; what they did not get is in `failures`."""

    def __init__(self) -> None:
        self.answers: Counter[int] = Counter()
        self.failures: list[str] = []
        self.slowest = 0.0
        self.is_over = threading.Event()

    def read(self, reader: Reader, paths: Iterator[str]) -> None:
        while not self.is_over.is_set():
            path, began = next(paths), time.monotonic()
            try:
                status = reader.ask(path).status
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(f"{path}: {error!r}")
                reader.connection.close()
                continue
            self.answers[status] += 1
            self.slowest = max(self.slowest, time.monotonic() - began)
            if status != 200:
                self.failures.append(f"{path}: {status}")


def mixed(paths: list[str], numbers: Iterator[int]) -> Iterator[str]:
    """Every other one is no page that is kept: each cursor of the news line is another."""
    for number in numbers:
        yield f"/lenta.json?after={number}"
        yield paths[number % len(paths)]


@contextmanager
def crowd(reader_at: Callable[[str], Reader], paths: list[str], *, readers: int = 6) -> Iterator[Crowd]:
    """They ask as long as the block lasts."""
    asked, numbers = Crowd(), count()
    threads = [
        threading.Thread(target=asked.read, args=[reader_at(f"127.0.1.{each}"), mixed(paths, numbers)], daemon=True)
        for each in range(1, readers + 1)
    ]
    for thread in threads:
        thread.start()
    try:
        yield asked
    finally:
        asked.is_over.set()
        for thread in threads:
            thread.join(PATIENCE + 5)
