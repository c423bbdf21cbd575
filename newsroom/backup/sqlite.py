"""SQLite's own way of copying a database in use: never the file, which may be half-way through a change."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.db import connection
from django.db.models import QuerySet

from newsroom.backup.folder import open_private

FILE = "database.sqlite3"
PAGES = 4096
"""At a time: between them the bar moves."""


def opened(path: Path | str, **options: Any) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=60, isolation_level=None, **options)


def write_out(
    folder: Path,
    forgotten: tuple[str, ...],
    told: Callable[[int, int], None],
    naming: dict[str, QuerySet],
    noted: Callable[[str, Iterable], None],
) -> dict[str, int]:
    """The database as it was at one moment, without the rows of these tables. How many rows each has. Files are named
    as of that moment too."""
    open_private(folder / FILE, "xb").close()
    with closing(opened(connection.settings_dict["NAME"])) as source, closing(opened(folder / FILE)) as target:
        source.execute("BEGIN")  # one moment, however long it takes: whoever writes meanwhile does not begin it anew
        source.execute("SELECT 1 FROM sqlite_master").fetchall()
        source.backup(target, pages=PAGES, progress=lambda _status, left, total: told(total - left, total))
        source.execute("ROLLBACK")
        target.execute("PRAGMA journal_mode = DELETE")  # one file
        target.execute("PRAGMA secure_delete = ON")
        names = tables(target)
        for name in names & set(forgotten):
            target.execute(f'DELETE FROM "{name}"')
        refuse_damaged(target)
        for room, asked in naming.items():
            noted(room, target.execute(str(asked.query)))
        return {name: target.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(names)}


def tables(database: sqlite3.Connection) -> set[str]:
    """Ours, without what the search's own tables consist of."""
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name for (name,) in rows if not name.startswith("search_")}


def refuse_damaged(database: sqlite3.Connection) -> None:
    said = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        raise CommandError(f"The database is damaged: {said.splitlines()[-1]}")


def put_back(folder: Path, told: Callable[[int, int], None]) -> None:
    """In one transaction: whoever is killed here has changed nothing; who reads meanwhile sees before or after."""
    connection.close()
    source = opened(f"file:{folder / FILE}?mode=ro&immutable=1", uri=True)
    with closing(source), closing(opened(connection.settings_dict["NAME"])) as target:
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("PRAGMA synchronous = FULL")
        source.backup(target, pages=PAGES, progress=lambda _status, left, total: told(total - left, total))
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
