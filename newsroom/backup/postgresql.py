"""PostgreSQL's own programs: `pg_dump` writes out one moment of the database, `pg_restore` and `psql` put it back."""

import os
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.management import CommandError
from django.db import connection, transaction
from django.db.models import QuerySet
from psycopg.conninfo import make_conninfo

from newsroom.backup.folder import open_private

FILE = "database.pgdump"

EMPTIED = """DO $$ DECLARE it record; BEGIN
FOR it IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relkind IN ('r', 'p')
 AND c.relnamespace = current_schema()::regnamespace
 AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
LOOP EXECUTE format('DROP TABLE %s CASCADE', it.name); END LOOP;
FOR it IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
 AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
LOOP EXECUTE format('DROP FUNCTION %s CASCADE', it.name); END LOOP;
END $$"""
"""Tables and functions, but those of extensions: newer ones than the backup's would be in a migration's way."""


def write_out(
    folder: Path,
    forgotten: tuple[str, ...],
    told: Callable[[int, int], None],
    naming: dict[str, QuerySet],
    noted: Callable[[str, Iterable], None],
) -> dict[str, int]:
    """The database as it was at one moment, without the rows of these tables. How many rows each has. Files are named
    as of that moment too."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        options = [f"--snapshot={cursor.fetchone()[0]}", *(f"--exclude-table-data={name}" for name in forgotten)]
        with open_private(folder / FILE, "xb") as file:
            run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", *options, stdout=file)
            os.fsync(file.fileno())
        run("pg_restore", "--list", str(folder / FILE), stdout=subprocess.DEVNULL, reaches=False)
        for room, asked in naming.items():
            noted(room, asked.iterator())
        names = set(connection.introspection.table_names(cursor))
        return {name: 0 if name in forgotten else rows_of(cursor, name) for name in sorted(names)}


def rows_of(cursor, table: str) -> int:
    cursor.execute(f'SELECT count(*) FROM "{table}"')
    return cursor.fetchone()[0]


def put_back(folder: Path, told: Callable[[int, int], None]) -> None:
    """In one transaction: whoever is killed here has changed nothing."""
    connection.close()
    plain = ("--no-owner", "--no-privileges", "-f", "-")
    quiet = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    with TemporaryFile() as complaints:  # a pipe that nobody reads meanwhile would be full of warnings
        reading = begin("pg_restore", *plain, str(folder / FILE), stdout=subprocess.PIPE, stderr=complaints)
        sql, nothing = reading.stdout, subprocess.DEVNULL
        assert sql
        writing = begin("psql", *quiet, "-c", EMPTIED, "-f", "-", reached(), stdin=sql, stdout=nothing)
        sql.close()
        refused = writing.communicate()[1]
        code = reading.wait()
        refuse_failed("psql", writing.returncode, refused)
        complaints.seek(0)
        refuse_failed("pg_restore", code, complaints.read())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a dump holds no statistics, and without them lists are slow


def run(name: str, *arguments: str, reaches: bool = True, **streams) -> None:
    process = begin(name, *arguments, *([f"--dbname={reached()}"] if reaches else []), **streams)
    said = process.communicate()[1]
    refuse_failed(name, process.returncode, said)


def begin(
    name: str, *arguments: str, stderr: IO[bytes] | int = subprocess.PIPE, **streams: Any
) -> subprocess.Popen[bytes]:
    password = str(connection.settings_dict["PASSWORD"])
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    return subprocess.Popen([program(name), *arguments], env=environment, stderr=stderr, **streams)


def refuse_failed(name: str, code: int, said: bytes) -> None:
    if code:
        words = said.decode(errors="replace").strip().splitlines() or [f"ended with {code}"]
        told = next((line for line in words if "rror" in line), words[-1])
        raise CommandError(f"{name} failed: {told.removeprefix(f'{name}: error: ')}")


def reached() -> str:
    """How the database is reached; the password goes by the environment, which other users do not see."""
    known = connection.settings_dict
    said = {"dbname": known["NAME"], "user": known["USER"], "host": known["HOST"], "port": known["PORT"]}
    said |= {name: value for name, value in known["OPTIONS"].items() if isinstance(value, str)}
    return make_conninfo(**{name: value for name, value in said.items() if value})


def program(name: str) -> str:
    """The newest that is installed, and not older than the server: Debian keeps one folder for each version."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.environ["PATH"].split(":"))]
    found = {
        version_of(path): path for path in (folder / name for folder in reversed(folders)) if os.access(path, os.X_OK)
    }
    server = server_version()
    if not found:
        raise CommandError(f"{name} is not installed. On Debian: apt install postgresql-client-{server}")
    newest = max(found)
    if newest < server:
        raise CommandError(
            f"{name} is of PostgreSQL {newest}, the server of {server}. "
            f"On Debian: apt install postgresql-client-{server}"
        )
    return str(found[newest])


def version_of(path: Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else 0


def server_version() -> int:
    with connection.temporary_connection():
        return connection.pg_version // 10_000  # type: ignore[attr-defined]
