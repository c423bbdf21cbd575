"""The disk is full: readers read, whoever writes is told, and all goes on as soon as there is room."""

import resource
import shutil
import subprocess
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from tests.faults.processes import wait_until
from tests.faults.reading import readers, warm
from tests.faults.site import ADD, Editor, Site, served
from tests.faults.stories import judge

MEGABYTES = 64
BIG = 3_000_000
"""Bytes of an upload that Django writes to the disk before anybody looks at it."""


class SmallDisk:
    """A file system of its own in memory; where none may be mounted, processes that may write no byte to any file."""

    def __init__(self, folder):
        folder.mkdir()
        options = ["-t", "tmpfs", "-o", f"size={MEGABYTES}m", "newsroom", folder]
        self.folder = folder
        self.is_mounted = subprocess.run(["mount", *options], capture_output=True).returncode == 0

    def fill(self, site):
        if not self.is_mounted:
            return limit(site, 0)
        with (self.folder / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
            while True:
                ballast.write(bytes(4096))

    def make_room(self, site):
        if not self.is_mounted:
            return limit(site, resource.RLIM_INFINITY)
        (self.folder / "ballast").unlink()

    def remove(self):
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", self.folder], check=True)


def limit(site, size):
    for pid in [site.process.pid, *site.workers()]:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.fixture
def disk(tmp_path):
    small = SmallDisk(tmp_path / "disk")
    try:
        yield small
    finally:
        small.remove()


@pytest.fixture
def site(made, disk):
    shutil.copytree(made, disk.folder / "data")
    (disk.folder / "tmp").mkdir()
    site = Site(disk.folder / "data", TMPDIR=str(disk.folder / "tmp"))
    site.written = disk.folder.parent / "log"
    with served(site):
        yield site


def picture(size):
    file = BytesIO()
    Image.effect_noise((40, 30), 50).save(file, "PNG")
    return file.getvalue().ljust(size, b"\0")


def test_while_the_disk_is_full_readers_read_and_writers_are_told(site, disk, rounds, figures):
    editor, acknowledged, recovered = Editor(site), [], []
    story = site.said(ADDRESS)
    warm(site, "/")

    with readers(site, "/", story, "/search/?q=мост", "/lenta.json") as seen:
        for number in range(rounds):
            disk.fill(site)
            headlines = [f"Мост {copy} круга {number}" for copy in range(40)]
            for headline in headlines:  # until what was left in the last block is used up
                answer = editor.post(ADD, editor.story(headline) | {"body": f"<p>{'Мост. ' * 2000}</p>"})
                if answer.status_code == 503:
                    break
                acknowledged.append(headline)
            assert answer.status_code == 503
            assert "Nothing that you typed is lost" in answer.text and headline in answer.text
            assert editor.get("/admin/articles/article/").status_code == 200
            for size in (10_000, BIG):
                refused = upload(editor, size)
                assert refused.status_code in (200, 503), refused.status_code
                assert refused.status_code == 503 or refused.json()["kind"] == "refused"
            disk.make_room(site)
            recovered.append(wait_until(lambda number=number: editor.publish(f"Мост номер {number}")))
            acknowledged.append(f"Мост номер {number}")

    found = judge(site, acknowledged)
    parts = [*disk.folder.rglob("*.part"), *disk.folder.glob("tmp/newsroom-*")]
    figures(
        rounds=rounds,
        **found,
        parts=len(parts),
        readers=len(seen.statuses),
        longest_gap=f"{seen.slowest:.2f} s",
        slowest_recovery=f"{max(recovered):.1f} s",
    )
    assert set(seen.statuses) == {200}, seen.faults
    assert found | {"acknowledged": 0} == {"acknowledged": 0, "lost": 0, "half": 0, "twice": 0, "unread": 0}
    assert not parts
    assert upload(editor, 10_000).json()["kind"] in ("taken", "refused")


ADDRESS = """
import json
from articles.models import Edition
print(json.dumps(Edition.objects.live().first().get_absolute_url()))
"""


def upload(editor, size):
    files = {"file": ("мост.png", picture(size), "image/png")}
    token = {"csrfmiddlewaretoken": editor.form["csrfmiddlewaretoken"], "agency": "Sputnik"}
    return editor.post("/admin/articles/photo/send/", token, files=files)
