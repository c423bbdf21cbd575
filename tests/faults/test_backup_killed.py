"""A backup or a restore that is killed at any moment: no half of one is taken for one, and the next goes through."""

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from newsroom.backup.folder import Folder, wrong_sums
from tests.faults.processes import ended
from tests.faults.test_pictures_killed import ask, begin, newsroom  # noqa: F401 - a fixture
from tests.newsroom.machine import run_on

ROUNDS = int(os.environ.get("ROUNDS", "2"))


@pytest.mark.django_db
def test_killed_at_any_moment_a_backup_is_whole_or_none_and_a_restore_has_changed_all_or_nothing(newsroom, tmp_path):  # noqa: F811
    shelf, elsewhere = tmp_path / "backups", newsroom | {"NEWSROOM_DATA": str(tmp_path / "elsewhere")}
    for _round in range(ROUNDS):
        shutil.rmtree(shelf, ignore_errors=True)
        kill_once_begun(newsroom, Folder(shelf).making, "backup", str(shelf))
        assert not any(wrong_sums(backup, lambda _number: None) for backup in Folder(shelf).backups())
    assert run_on(newsroom, "manage.py", "backup", str(shelf)).returncode == 0

    photos = ask(newsroom, "SELECT count(*) FROM articles_photo")
    for _round in range(ROUNDS):
        shutil.rmtree(elsewhere["NEWSROOM_DATA"], ignore_errors=True)
        kill_once_begun(elsewhere, tmp_path / "elsewhere" / "originals", "restore", str(shelf))
        assert tables_of(elsewhere) in ([], photos)
    done = run_on(elsewhere, "manage.py", "restore", str(shelf), "--replace")
    assert done.returncode == 0, done.stderr
    checked = run_on(elsewhere, "manage.py", "check_integrity", "--digests")
    assert checked.returncode == 0, checked.stderr
    assert ask(elsewhere, "SELECT count(*) FROM articles_photo") == photos


def kill_once_begun(environment, sign: Path, *command) -> None:
    """At any moment of the short time that it takes; it may be over by then."""
    with ended(begin(environment, *command)) as process:
        while process.poll() is None and not sign.exists():
            time.sleep(0.005)
        time.sleep(random.uniform(0, 0.15))


def tables_of(environment) -> list:
    """How many photos there are; nothing where there are no tables."""
    if not Path(environment["NEWSROOM_DATA"], "newsroom.sqlite3").exists():
        return []
    if not ask(environment, "SELECT 1 FROM sqlite_master WHERE name = 'articles_photo'"):
        return []
    return ask(environment, "SELECT count(*) FROM articles_photo")
