"""Where files lie on the disk: each is whole under its name or is not there, and originals have no address."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import FileSystemStorage

PART = ".part"
"""Ends the name of a file that is being written; one left behind by a killed process belongs to nobody."""


class Stored(NamedTuple):
    name: str
    bytes: int
    changed_at: datetime


def exact(name: str, max_length: int | None) -> str:
    """The same name is the same picture, so none is ever given another."""
    if max_length is not None and len(name) > max_length:
        raise SuspiciousFileOperation(f"The name {name} has more than {max_length} characters.")
    return name


class WholeFiles(FileSystemStorage):
    """Saving a name that is there puts the new bytes in its place in one step: whoever reads meanwhile has the old."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return exact(name, max_length)

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError(f"{name} is written by save() alone: whole or not at all.")
        return File(Path(self.path(name)).open(mode))

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        self.make_folder(path.parent)
        part = path.with_name(f".{token_hex(8)}{PART}")
        try:
            with part.open("xb") as file:
                if self.file_permissions_mode is not None:
                    os.fchmod(file.fileno(), self.file_permissions_mode)
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)
        return name

    def make_folder(self, folder: Path) -> None:
        """With those above it. Not `os.makedirs`: its mode is for the last one alone."""
        if folder.is_dir():
            return
        self.make_folder(folder.parent)
        mode = self.directory_permissions_mode
        folder.mkdir(mode=0o777 if mode is None else mode, exist_ok=True)
        sync_folder(folder.parent)

    def walk(self) -> Iterator[Stored]:
        """Every file, parts left behind too, in no order."""
        for folder, _folders, files in os.walk(self.location):
            for name in files:
                path = Path(folder, name)
                try:
                    stat = path.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue  # gone since the folder was read
                changed_at = datetime.fromtimestamp(stat.st_mtime, UTC)
                yield Stored(path.relative_to(self.location).as_posix(), stat.st_size, changed_at)


class PrivateFiles(WholeFiles):
    """Files that no visitor can ask for, nor another user of the machine; only what is made from them is public."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700} | options))

    def url(self, name: str | None) -> str:
        raise ValueError("An original has no public address.")


def sync_folder(folder: Path) -> None:
    """A new name in it survives a power cut."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
