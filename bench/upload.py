"""What an editor waits for who sends one big photograph in, while the ladders of those sent before are being made."""

import re
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils.http import urlencode

from tests.newsroom.machine import machine, run_on
from tests.newsroom.server import free_port, serving

LOGIN, SEND = "/accounts/login/", "/admin/articles/photo/send/"
PASSWORD = "кедр-и-снег-2021"
TIMES = 5
MAKE_A_PHOTOGRAPHER = (
    "from django.contrib.auth.models import Group; from articles.models import User; "
    f"user = User.objects.create_user('bench', password={PASSWORD!r}, is_staff=True); "
    "user.groups.add(Group.objects.get(name='photo_editor'))"
)


def answers(photograph: Path) -> Iterator[str]:
    """Over HTTP, from the first byte sent to the last one of the answer."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = machine(Path(folder), NEWSROOM_LOCAL="true", NEWSROOM_ORIGIN=f"http://127.0.0.1:{port}")
        for command in (
            ["migrate", "-v0"],
            ["collectstatic", "--noinput", "-v0"],
            ["shell", "-v0", "-c", MAKE_A_PHOTOGRAPHER],
        ):
            run_on(environment, "manage.py", *command).check_returncode()
        with serving(environment, port, "serve"):
            desk = Desk(port)
            desk.sign_in()
            took = [desk.send(photograph.read_bytes() + bytes(number)) for number in range(TIMES)]
    yield "| an upload answers after | seconds |"
    yield "|---|---:|"
    yield f"| the first | {took[0]:.2f} |"
    yield f"| {TIMES}, one after another: the median | {median(took):.2f} |"
    yield f"| the longest of them | {max(took):.2f} |"


class Desk:
    """One browser's connection."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items())
        self.connection.request(method, path, body, headers | {"Cookie": cookies})
        response = self.connection.getresponse()
        for said in response.headers.get_all("Set-Cookie", []):
            self.cookies.load(said)
        return response.status, response.read().decode()

    def sign_in(self) -> None:
        _status, page = self.ask("GET", LOGIN)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        form = urlencode({"login": "bench", "password": PASSWORD, "csrfmiddlewaretoken": token}).encode()
        status, _page = self.ask("POST", LOGIN, form, **{"Content-Type": "application/x-www-form-urlencoded"})
        if status != 302:
            raise SystemExit(f"signing in was answered {status}")

    def send(self, data: bytes) -> float:
        """Seconds. Each is another file to the library: what follows a JPEG's end is nothing to its picture."""
        said = {"creator": "", "agency": "Sputnik", "file": SimpleUploadedFile("photo.jpg", data)}
        body = encode_multipart(BOUNDARY, said)
        token = {"X-CSRFToken": self.cookies["csrftoken"].value, "Content-Type": MULTIPART_CONTENT}
        begun = time.monotonic()
        status, answer = self.ask("POST", SEND, body, **token)
        took = time.monotonic() - begun
        if status != 200 or '"taken"' not in answer:
            raise SystemExit(f"an upload was answered {status}: {answer[:200]}")
        return took
