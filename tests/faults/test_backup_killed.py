"""A backup or a restore that is killed at any moment: no half of one is taken for one, and the next goes through."""

import random
import shutil
import time
from pathlib import Path

import pytest

from newsroom.backup.folder import Folder, wrong_sums
from tests.faults.processes import ended
from tests.faults.test_pictures_killed import ask, begin, newsroom  # noqa: F401 - a fixture
from tests.newsroom.machine import run_on


@pytest.mark.django_db
def test_killed_at_any_moment_a_backup_is_whole_or_none_and_a_restore_has_changed_all_or_nothing(
    newsroom,  # noqa: F811
    tmp_path,
    rounds,
    figures,
):
    shelf, elsewhere = tmp_path / "backups", newsroom | {"NEWSROOM_DATA": str(tmp_path / "elsewhere")}
    whole = restored = 0
    for _round in range(rounds):
        shutil.rmtree(shelf, ignore_errors=True)
        kill_once_begun(newsroom, Folder(shelf).making, "backup", str(shelf))
        backups = Folder(shelf).backups()
        assert not any(wrong_sums(backup, lambda _number: None) for backup in backups)
        whole += len(backups)
    assert run_on(newsroom, "manage.py", "backup", str(shelf)).returncode == 0

    photos = ask(newsroom, "SELECT count(*) FROM articles_photo")
    for _round in range(rounds):
        shutil.rmtree(elsewhere["NEWSROOM_DATA"], ignore_errors=True)
        kill_once_begun(elsewhere, tmp_path / "elsewhere" / "originals", "restore", str(shelf))
        there = tables_of(elsewhere)
        assert there in ([], photos)
        restored += bool(there)
    figures(rounds=2 * rounds, backups_whole=whole, none=rounds - whole, restored=restored, untouched=rounds - restored)
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
