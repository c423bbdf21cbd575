"""What the proofs do at the desk, and how long they wait for what readers then get."""

import re
import socket
import ssl
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from http.client import HTTPConnection
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image

from deploy.rehearsal.machines import SIGN_IN, Machines
from deploy.rehearsal.places import NAME
from deploy.rehearsal.visitors import PATIENCE, Answer, OverTls, Person, Reader, answer_on

ADD = "/admin/articles/article/add/"
HERE = ZoneInfo("Asia/Almaty")
"""Where the newsroom is, unless it says otherwise: times at the desk are of there."""


class Newsroom:
    """Two apps, a person signed in, and a reader who comes through nginx and Varnish."""

    def __init__(self, machines: Machines) -> None:
        self.machines = machines
        self.cookies: dict[str, str] = {}
        self.reader = self.reader_at("127.0.0.1")

    def over_tls(self, source: str) -> OverTls:
        return OverTls(self.machines.port["https"], self.machines.folder / "tls" / "fullchain.pem", source)

    def reader_at(self, source: str) -> Reader:
        return Reader(self.over_tls(source))

    def at(self, app: str) -> Person:
        """The same person, at that app."""
        return self.person(app, "192.0.2.7", self.cookies)

    def person(self, app: str, address: str, cookies: dict[str, str] | None = None) -> Person:
        """At an app, as nginx would hand on what somebody at that address asks."""
        port = self.machines.port[app]
        connect = partial(HTTPConnection, "127.0.0.1", port, timeout=PATIENCE)
        return Person(connect, address, {} if cookies is None else cookies)

    def send(self, method: str, path: str, body: bytes | None = None) -> Answer:
        """Past all that a form would do."""
        connection = self.over_tls("127.0.0.1")
        connection.request(method, path, body, {"Host": NAME})
        return answer_on(connection)

    def is_met_as(self, name: str) -> bool:
        """Whether nginx shakes hands with who asks for another name."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        try:
            with socket.create_connection(("127.0.0.1", self.machines.port["https"]), PATIENCE) as plain:
                context.wrap_socket(plain, server_hostname=name).close()
        except ssl.SSLError:
            return False
        return True

    def in_the_clear(self, path: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.machines.port["http"], timeout=PATIENCE)
        connection.request("GET", path, headers={"Host": NAME})
        return answer_on(connection)

    def liar(self, address: str) -> Person:
        """Comes through nginx and writes another's address into the header."""
        return Person(partial(self.over_tls, "127.0.0.66"), address, {})

    def sign_in(self, app: str) -> None:
        answer = self.at(app).sign_in(*SIGN_IN)
        expect(answer.status == 302, f"signing in was answered {answer.status}")

    def publish(self, app: str, headline: str, **fields: str) -> str:
        """The story's address, or that of its page at the desk while readers may not see it yet."""
        said = {"headline": headline, "lead": f"{headline}.", "body": f"<p>{headline}.</p>", "reason": "Проверка."}
        said["section"] = self.section_at(app)
        answer = self.at(app).send(ADD, "_publish", **said | fields)
        expect(answer.status == 302, f"publishing was answered {answer.status}: {errors_of(answer.text)}")
        return answer.path

    def section_at(self, app: str) -> str:
        page = self.at(app).ask(ADD).text
        return re.search(r'<select name="section".+?<option value="(\d+)"', page, re.DOTALL)[1]

    def address_of(self, app: str, desk_page: str) -> str:
        found = re.search(r'"(?:https://news\.example)?(/\d{8}/[^"]+\.html)"', self.at(app).ask(desk_page).text)
        expect(found is not None, f"{desk_page} names no address of the story")
        return found[1]


def errors_of(page: str) -> str:
    found = re.search(r'class="errornote".+?</(?:p|ul|div)>', page, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[0]) if found else "no reason"


def expect(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise AssertionError(otherwise)


def seconds_until(is_so: Callable[[], bool], what: str, *, most: float = 30) -> float:
    """When the question was asked that was answered so: how long an answer takes is another matter."""
    began = asked = time.monotonic()
    while not is_so():
        expect(asked - began < most, f"not within {most} s: {what}")
        time.sleep(0.01)
        asked = time.monotonic()
    return asked - began


def at_the_desk(moment: datetime, field: str) -> dict[str, str]:
    here = moment.astimezone(HERE)
    return {f"{field}_0": f"{here:%Y-%m-%d}", f"{field}_1": f"{here:%H:%M:%S}"}


def picture() -> bytes:
    file = BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()
