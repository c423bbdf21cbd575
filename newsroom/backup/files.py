"""Pictures of a backup: a list of them by name and digest, and the pool in which each is kept once."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple, Self

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet

from articles.models import Photo, Rendition
from articles.models.photo import originals
from articles.publishing.sweeping import names_among
from newsroom.backup.folder import BLOCK, SUMS, Folder, digest_of, open_private, put

MOST_NAMED = 20
OF_NOTHING = sha256().hexdigest()
ORIGINALS, PUBLIC = "originals", "media"


class Named(NamedTuple):
    room: str
    name: str
    digest: str


def rooms() -> dict[str, Any]:
    return {ORIGINALS: originals(), PUBLIC: default_storage}


class Catalogue:
    """The list, a small database of its own: of a million names the one that is wanted is found at once."""

    NAME = "files.sqlite3"

    def __init__(self, path: Path, *, new: bool = False) -> None:
        if new:
            open_private(path, "xb").close()
        self.rows = sqlite3.connect(path if new else f"file:{path}?mode=ro&immutable=1", uri=not new)
        if new:
            self.rows.execute("PRAGMA journal_mode = OFF")
            self.rows.execute(
                "CREATE TABLE file (room TEXT, name TEXT, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, "
                "PRIMARY KEY (room, name)) WITHOUT ROWID"
            )
            self.rows.execute("CREATE INDEX by_digest ON file (sha256, bytes)")
            self.rows.execute("CREATE TEMP TABLE named (room TEXT, name TEXT, sha256 TEXT)")

    @classmethod
    def of(cls, backup: Path) -> Self:
        return cls(backup / cls.NAME)

    def close(self) -> None:
        self.rows.commit()
        self.rows.close()

    def note(self, room: str, rows: Iterable[tuple]) -> None:
        """What rows of the backup name, with its digest where they know it. It is forgotten with the connection."""
        noted = ((room, name, (known[0] if known else None) or "") for name, *known in rows)
        self.rows.executemany("INSERT INTO named VALUES (?, ?, ?)", noted)

    def named(self) -> Iterator[Named]:
        yield from map(Named._make, self.rows.execute("SELECT room, name, sha256 FROM named ORDER BY rowid"))

    def how_many_named(self) -> int:
        return self.rows.execute("SELECT count(*) FROM named").fetchone()[0]

    def add(self, room: str, name: str, size: int, digest: str) -> None:
        self.rows.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", [room, name, size, digest])

    def digest(self, room: str, name: str) -> str:
        row = self.rows.execute("SELECT sha256 FROM file WHERE room = ? AND name = ?", [room, name]).fetchone()
        return row[0] if row else ""

    def has(self, digest: str) -> bool:
        return bool(self.rows.execute("SELECT 1 FROM file WHERE sha256 = ?", [digest]).fetchone())

    def totals(self) -> dict[str, dict[str, int]]:
        rows = self.rows.execute("SELECT room, count(*), sum(bytes) FROM file GROUP BY room")
        return {room: {"number": number, "bytes": size} for room, number, size in rows}

    def digests(self) -> Iterator[tuple[str, int]]:
        yield from self.rows.execute("SELECT DISTINCT sha256, bytes FROM file ORDER BY sha256")

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        yield from self.rows.execute("SELECT room, name, sha256 FROM file ORDER BY name, room DESC")


@dataclass
class Noted:
    """Files of which something is to be said: how many, and the first of them by name."""

    number: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, file: Named) -> None:
        self.number += 1
        self.names += [f"{file.room}/{file.name}"][: MOST_NAMED - len(self.names)]


class Keeping:
    """One backup's files on their way into the pool: what an earlier one has whole is not copied again."""

    def __init__(self, folder: Folder, catalogue: Catalogue) -> None:
        self.folder, self.catalogue = folder, catalogue
        earlier = folder.backups()
        self.earlier = Catalogue.of(earlier[-1]) if earlier else None
        self.copied = self.mended = 0
        self.missing, self.spoilt, self.deleted = Noted(), Noted(), Noted()

    def keep(self, file: Named) -> None:
        known = file.digest or (self.earlier.digest(file.room, file.name) if self.earlier else "")
        known = "" if known == OF_NOTHING else known  # what was empty then may be mended since
        pooled = self.folder.pooled(known)
        is_pooled = bool(known) and pooled.is_file()
        if is_pooled and digest_of(pooled) == known:  # the disk may have lost a bit since
            self.catalogue.add(file.room, file.name, pooled.stat().st_size, known)
            return
        try:
            self.mended += self.copy(file) == known and is_pooled
        except FileNotFoundError:
            storage = rooms()[file.room]
            if names_among(storage, [file.name]):
                self.missing.add(file)
            else:
                self.deleted.add(file)  # since the database was written out: a row of the backup names it

    def copy(self, file: Named) -> str:
        """Its digest."""
        arriving = self.folder.pool / "arriving"
        with closing(rooms()[file.room].open(file.name)) as source:
            digest, size = put(arriving, blocks(source))
        target = self.folder.pooled(digest)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        arriving.replace(target)
        self.copied += 1
        if not size or file.digest not in ("", digest):
            self.spoilt.add(file)
        self.catalogue.add(file.room, file.name, size, digest)
        return digest


def blocks(file: File) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def naming(*, public: bool) -> dict[str, QuerySet]:
    """By room, what asks a database for its files' names and digests."""
    photos = Photo.objects.order_by("pk").values_list("original", "sha256")
    renditions = Rendition.objects.order_by("pk").values_list("name")
    return {ORIGINALS: photos, PUBLIC: renditions} if public else {ORIGINALS: photos}


def damaged(folder: Folder, catalogue: Catalogue) -> Iterator[tuple[str, int]]:
    """Each file of the pool that the list names: (what is wrong with it or "", its bytes)."""
    for digest, size in catalogue.digests():
        path = folder.pooled(digest)
        whole = path.is_file() and digest_of(path) == digest
        yield ("" if whole else str(path)), size


def put_back(folder: Folder, catalogue: Catalogue) -> Iterator[str]:
    """Each under its name: a file that is there gets the same bytes, for a name never has others."""
    storages = rooms()
    for room, name, digest in catalogue:
        with folder.pooled(digest).open("rb") as source:
            storages[room].save(name, File(source))
        yield name


def any_there() -> bool:
    return any(next(iter(storage.walk()), None) for storage in rooms().values())


def discard(folder: Folder, backup: Path) -> int:
    """An old backup, and the files of the pool that no other names. How many. Broken off, some files stay for good."""
    others = [Catalogue.of(each) for each in folder.backups() if each != backup]
    number = 0
    with closing(Catalogue.of(backup)) as catalogue:
        (backup / SUMS).unlink()  # from here on it is none
        for digest, _size in catalogue.digests():
            if not any(other.has(digest) for other in others):
                folder.pooled(digest).unlink(missing_ok=True)
                number += 1
    for other in others:
        other.close()
    rmtree(backup)
    return number
