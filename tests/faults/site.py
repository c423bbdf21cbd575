"""A newsroom of a test's own, served as in production; an editor speaks to it as a browser does."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import requests
from django.conf import settings

from tests.admin.forms import fields_of
from tests.factories import REASON
from tests.faults.processes import children, command_of, kill, wait_until
from tests.newsroom.machine import machine, run_on
from tests.newsroom.server import free_port

ADD = "/admin/articles/article/add/"


class Site:
    """`manage.py serve` with all that it starts, in a process group of its own."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder, self.port = folder, free_port()
        self.written = folder.parent / "log"
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = machine(folder, NEWSROOM_LOCAL="true", NEWSROOM_ORIGIN=self.address, **variables)
        self.process: subprocess.Popen | None = None

    def start(self, *options: str) -> float:
        """Seconds until it served."""
        began = time.monotonic()
        with self.written.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port), *options],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(self.is_alive, lambda: self.process.poll() is None)
        return time.monotonic() - began

    def is_alive(self) -> bool:
        try:
            return requests.get(f"{self.address}/healthz", timeout=5).ok
        except requests.RequestException:
            return False

    def kill(self) -> None:
        """Server, workers and whoever makes pictures, by no warning at all; they have groups of their own."""
        if self.process:
            kill(self.process)

    def workers(self) -> list[int]:
        """Processes that answer."""
        return [
            pid for pid in children(self.process.pid) if not re.search(b"companion|resource_tracker", command_of(pid))
        ]

    def get(self, path: str, **options) -> requests.Response:
        return requests.get(self.address + path, timeout=30, **options)

    def log(self) -> str:
        return self.written.read_text()

    def said(self, code: str):
        """What a program of the newsroom prints as JSON."""
        done = run_on(self.environment, "manage.py", "shell", "-v0", "-c", code)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """It is killed whatever becomes of the test, and of its start."""
    try:
        site.start()
        yield site
    finally:
        site.kill()


class Editor:
    """Signed in, with an empty form of a story open."""

    def __init__(self, site: Site, name: str = "editor") -> None:
        self.site, self.session = site, requests.Session()
        page = self.get("/accounts/login/?language=en")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
        signed = self.post("/accounts/login/", {"login": name, "password": "pass", "csrfmiddlewaretoken": token})
        assert signed.status_code == 302, site.log()[-3000:]
        self.form = fields_of(self.get(ADD).content, "article_form")
        self.section = self.sections()[0]

    def sections(self) -> list[str]:
        return re.findall(r'value="(\d+)"', re.search(r'id="id_section".*?</select>', self.get(ADD).text, re.S)[0])

    def get(self, path: str, **options) -> requests.Response:
        return self.session.get(self.site.address + path, timeout=60, allow_redirects=False, **options)

    def post(self, path: str, data: dict, **options) -> requests.Response:
        return self.session.post(self.site.address + path, data, timeout=60, allow_redirects=False, **options)

    def story(self, headline: str, button: str = "_publish") -> dict:
        """What the form of a new story brings."""
        return self.form | {
            "language": "ru",
            "headline": headline,
            "lead": "Движение пущено.",
            "body": "<p>Мост открыли утром.</p>",
            "section": self.section,
            "reason": REASON,
            "sitting": str(uuid4()),
            button: "1",
        }

    def publish(self, headline: str) -> bool:
        """Whether the desk said that it is published."""
        return self.post(ADD, self.story(headline)).status_code == 302
