"""Through a real Varnish with our own configuration: what is published, killed or withdrawn is seen at once."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings as project
from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.utils import timezone

from articles.models import Purge
from articles.publishing import make_renditions, take_in, withdraw_photo
from articles.publishing.purging import purge_due
from tests.factories import kill, make_article, make_edition, make_section, make_user, publish
from tests.faults.processes import ended
from tests.newsroom.server import free_port, wait_until_listening
from tests.renditions.drawing import as_file, gradient

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Varnish:
    def __init__(self, folder: Path, port: int, app: int):
        self.port, self.folder = port, folder
        configuration = Path(project.BASE_DIR, "deploy", "varnish")
        if not shutil.which("varnishd"):
            pytest.fail("Varnish is missing. On Debian: sudo apt install varnish varnish-modules")
        machines = (configuration / "machines.vcl").read_text()
        machines = re.sub(r"(backend app1 .*?\.port = )\"\d+\"", rf'\1"{app}"', machines)
        machines = "\n".join(line for line in machines.splitlines() if "app2" not in line)
        (folder / "machines.vcl").write_text(machines)
        shutil.copy(configuration / "newsroom.vcl", folder)
        address, vcl = f"127.0.0.1:{self.port}", folder / "newsroom.vcl"
        command = ["varnishd", "-F", "-j", "none", "-n", str(folder / "run"), "-a", address, "-f", str(vcl)]
        command += ["-p", f"vcl_path={folder}"]
        nothing = subprocess.DEVNULL
        self.process = subprocess.Popen(command, start_new_session=True, stdout=nothing, stderr=nothing)

    def get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert not {"xkey", "surrogate-control"} & {name.lower() for name in answer.headers}
        return answer.status, answer.read().decode(errors="replace")

    def hits(self) -> int:
        asked = ["varnishstat", "-n", str(self.folder / "run"), "-1", "-f", "MAIN.cache_hit"]
        return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()[1])

    @contextmanager
    def frozen(self):
        os.killpg(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.process.pid, signal.SIGCONT)

    def is_kept(self, path: str) -> bool:
        before = self.hits()
        self.get(path)
        return until(lambda: self.hits() > before, seconds=2)


def until(is_so, seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def app() -> Iterator[int]:
    """The port of a server in this process; Django's own for tests gives pictures out by itself."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(WSGIHandler())
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def varnish(tmp_path, settings, transactional_db):
    port = free_port()
    settings.NEWSROOM_PAGE_MEGABYTES = 1
    settings.NEWSROOM_VARNISH = [f"http://127.0.0.1:{port}"]
    with app() as behind:
        varnish = Varnish(tmp_path, port, behind)
        with ended(varnish.process) as process:
            wait_until_listening(process, port)
            assert until(lambda: varnish.get("/about/")[0] == 200, seconds=20)
            yield varnish


def kept(varnish: Varnish, *paths: str) -> None:
    """Asked for until Varnish keeps them: what is made in the second of a purge it does not."""
    for path in paths:
        assert until(lambda path=path: varnish.is_kept(path), seconds=10), path


def test_what_is_published_or_killed_is_seen_at_once_and_other_sections_pages_stay(varnish, figures):
    other = make_edition(section=make_section("sport"), headline="Матч")
    edition = make_edition(section=make_section("politics"), headline="Мост открыт")
    path = edition.get_absolute_url()
    kept(varnish, "/", path, other.get_absolute_url(), "/sport/")

    edition.article.headline = "Мост закрыт"
    began = time.monotonic()
    publish(edition.article, by=None)
    pages = [varnish.get(each)[1] for each in ("/", path)]
    took = time.monotonic() - began
    figures(published_and_seen=f"{took:.2f} s")
    assert took < 1
    assert ["Мост закрыт" in page for page in pages] == [True, True]
    assert varnish.is_kept("/sport/")
    assert varnish.is_kept(other.get_absolute_url())

    kill(edition.article, by=make_user("chief"))
    assert varnish.get(path)[0] == 410
    assert "Мост закрыт" not in varnish.get("/")[1]


def test_a_withdrawn_photo_is_gone_with_its_files(varnish):
    photo = take_in(ContentFile(as_file(gradient(400, 300)).getvalue()), filename="мост.jpg", agency="Sputnik", alt="М")
    make_renditions(photo)
    path = make_edition(photo=photo).get_absolute_url()
    file = re.search(r'src="(/media/[^"]+)"', varnish.get(path)[1])[1]
    kept(varnish, path, file)

    withdraw_photo(photo, by=make_user("chief"), reason="Не наш снимок.")

    assert varnish.get(file)[0] == 404
    assert "<img" not in varnish.get(path)[1]


def test_a_scheduled_story_appears_on_the_second(varnish):
    kept(varnish, "/")
    at = timezone.now() + timedelta(seconds=5)
    publish(make_article(headline="Мост открыт"), by=None, at=at)
    early = []
    while timezone.now() < at:
        page = varnish.get("/")[1]
        early += [page] if timezone.now() < at else []
        time.sleep(0.05)

    assert "Мост открыт" in varnish.get("/")[1]
    assert early and not any("Мост открыт" in page for page in early)


def test_a_varnish_that_was_frozen_is_told_in_order_when_it_is_back(varnish, figures):
    edition = make_edition(headline="Мост открыт")
    kept(varnish, "/")

    longest = 0.0
    with varnish.frozen():
        for headline in ("Мост закрыт", "Мост снова открыт"):
            edition.article.headline = headline
            began = time.monotonic()
            publish(edition.article, by=None)
            longest = max(longest, time.monotonic() - began)
        assert Purge.objects.filter(is_again=False).count() >= 2
    back = time.monotonic()
    assert until(purge_due, seconds=20)

    figures(longest_publishing=f"{longest:.2f} s", told_after=f"{time.monotonic() - back:.2f} s")
    assert longest < 3
    assert "Мост снова открыт" in varnish.get("/")[1]
    assert until(lambda: purge_due() or not Purge.objects.exists(), seconds=10)
