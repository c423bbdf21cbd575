"""Where backups lie: each a folder of its own, there whole or not at all, and one pool of files that all share."""

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import IO

from django.core.management import CommandError
from django.utils import timezone

from newsroom.storage import PART, sync_folder

SUMS = "SHA256SUMS"
"""As `sha256sum --check` reads it. Written last: a folder without it is no backup."""
BLOCK = 1 << 20
UNWRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}


class Folder:
    """Nobody but its owner reads what is in it: a backup holds password hashes and addresses."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.pool = self.path / "files"
        self.making = self.path / ".making"

    def make(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise CommandError(f"{self.path} is a file: name a folder.")
        if not self.pool.is_dir() and self.path.is_dir() and any(self.path.iterdir()):
            raise CommandError(f"{self.path} holds other things: name a folder that is empty or holds backups.")
        for folder in (self.path, self.pool):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def held(self, *, to_read: bool = False) -> Iterator[None]:
        """By one at a time; given up by itself when its process ends, however it does."""
        lock = self.open_lock(to_read=to_read)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise CommandError(f"Another backup or restore is at work in {self.path}.") from error
            yield
        finally:
            os.close(lock)

    def open_lock(self, *, to_read: bool) -> int:
        """A disk that takes no writing, or a copy of another's: who only reads is in nobody's way there."""
        lock = self.path / ".lock"
        try:
            return os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            if not to_read or error.errno not in UNWRITABLE:
                raise
        return os.open(lock if os.access(lock, os.R_OK) else self.path, os.O_RDONLY)

    @contextmanager
    def new(self) -> Iterator[Path]:
        """A folder that gets its name when all that is in it is on the disk. What was killed before is cleared away."""
        shutil.rmtree(self.making, ignore_errors=True)
        for part in self.pool.glob(f".*{PART}"):
            part.unlink()
        self.making.mkdir(mode=0o700)
        yield self.making
        for folder in self.pool.iterdir():
            if folder.is_dir():
                sync_folder(folder)
        sync_folder(self.pool)
        write_sums(self.making)
        for path in self.making.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(self.making)
        self.making.rename(self.path / f"{timezone.now():%Y%m%d-%H%M%S-%f}")
        sync_folder(self.path)

    def backups(self) -> list[Path]:
        """Whole ones, the oldest first."""
        return sorted(each.parent for each in self.path.glob(f"[0-9]*/{SUMS}"))

    def pooled(self, digest: str) -> Path:
        return self.pool / digest[:2] / digest


def open_private(path: Path, mode: str) -> IO[bytes]:
    return open(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600))


def put(target: Path, chunks: Iterator[bytes]) -> tuple[str, int]:
    """Write a file that is under its name whole or not at all. Its digest and its bytes, as read back."""
    part = target.with_name(f".{token_hex(8)}{PART}")
    try:
        with open_private(part, "xb") as file:
            written = hashlib.sha256()
            for chunk in chunks:
                written.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if digest_of(part) != written.hexdigest():
            raise CommandError(f"{target.parent} does not keep what is written to it: the disk is to be looked at.")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return written.hexdigest(), target.stat().st_size


def digest_of(path: Path, advance: Callable[[int], None] = lambda number: None) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            advance(len(block))
    return digest.hexdigest()


def write_sums(folder: Path) -> None:
    lines = [f"{digest_of(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    put(folder / SUMS, iter([line.encode() for line in lines]))


def wrong_sums(folder: Path, advance: Callable[[int], None]) -> list[str]:
    """Names of the backup's own files that are not as they were written."""
    lines = [line.split("  ", 1) for line in (folder / SUMS).read_text().splitlines()]
    named = {name: digest for digest, name in (line for line in lines if len(line) == 2)}
    paths = {name: folder / name for name in named}
    return [name for name, path in paths.items() if not path.is_file() or digest_of(path, advance) != named[name]]
