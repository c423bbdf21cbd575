"""Killed at any moment, by no warning at all: readers' files are whole, and the next who comes goes on."""

import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from PIL import Image

from articles.renditions import sizes
from tests.faults.processes import ended, wait_until
from tests.newsroom.machine import machine, run_on

PHOTOS = 8
FILES = len(sizes(40, 30))
TAKE_IN = f"""
from io import BytesIO
from PIL import Image
from articles.publishing import take_in
for number in range({PHOTOS}):
    file = BytesIO()
    Image.new("RGB", (40, 30), (number, 99, 99)).save(file, "PNG")
    file.seek(0)
    take_in(file, agency="Sputnik")
"""


@pytest.fixture
def newsroom(tmp_path):
    """A machine with a library of photos, none of them made."""
    environment = machine(tmp_path, NEWSROOM_LOCAL="true")
    if connection.vendor == "sqlite":  # the tests' own database, as migrations left it
        with sqlite3.connect(connection.settings_dict["TEST"]["NAME"]) as source:
            source.backup(sqlite3.connect(tmp_path / "newsroom.sqlite3"))
    assert run_on(environment, "manage.py", "migrate", "-v0").returncode == 0
    done = run_on(environment, "manage.py", "shell", "-v0", "-c", TAKE_IN)
    assert done.returncode == 0, done.stderr
    return environment


def begin(environment, *command) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def ask(environment, question) -> list:
    with sqlite3.connect(Path(environment["NEWSROOM_DATA"], "newsroom.sqlite3"), timeout=20) as database:
        return database.execute(question).fetchall()


def rows(environment) -> int:
    return ask(environment, "SELECT count(*) FROM articles_rendition")[0][0]


def every_file_is_whole(environment) -> bool:
    names = ask(environment, "SELECT name, width, height FROM articles_rendition")
    for name, width, height in names:
        with Image.open(Path(environment["NEWSROOM_DATA"], "media", name)) as image:
            image.load()
            assert image.size == (width, height)
    return bool(names)


@pytest.mark.django_db
def test_whatever_is_killed_every_row_names_a_whole_picture_and_each_photo_is_made_once_in_the_end(newsroom, figures):
    for command in ("renditions", "work", "work"):
        before = rows(newsroom)
        with ended(begin(newsroom, command)) as process:
            wait_until(lambda before=before: rows(newsroom) > before, lambda process=process: process.poll() is None)
        assert every_file_is_whole(newsroom)
    assert rows(newsroom) < PHOTOS * FILES

    with sqlite3.connect(Path(newsroom["NEWSROOM_DATA"], "newsroom.sqlite3")) as database:  # their leases are over
        database.execute("UPDATE articles_photo SET renditions_due_at = added_at WHERE renditions_due_at IS NOT NULL")
    waiting = ask(newsroom, "SELECT id FROM articles_photo WHERE renditions_due_at IS NOT NULL ORDER BY id")
    due = "SELECT 1 FROM articles_photo WHERE renditions_due_at IS NOT NULL"
    with ended(begin(newsroom, "work")) as one, ended(begin(newsroom, "work")) as other:
        two = (one, other)
        wait_until(lambda: not ask(newsroom, due), lambda: all(process.poll() is None for process in two))
        for process in two:
            process.send_signal(signal.SIGTERM)
        said = "".join(process.communicate(timeout=30)[1] for process in two)

    assert [process.returncode for process in two] == [0, 0]
    assert sorted(int(number) for number in re.findall(r"photo (\d+): \d+ files", said)) == [pk for (pk,) in waiting]
    figures(killed=3, photos=PHOTOS, files=rows(newsroom))
    assert rows(newsroom) == PHOTOS * FILES
    assert every_file_is_whole(newsroom)
