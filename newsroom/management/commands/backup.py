"""A copy of the database and the pictures, made while the desk works."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import Error

from newsroom.backup.folder import Folder
from newsroom.backup.making import keep_newest, make_backup
from newsroom.backup.manifest import applied


class Command(BaseCommand):
    help = "Write the database and the pictures into a folder, as one moment has them. Pictures are copied once."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, help="the folder of all backups: on another disk, or carried to one")
        parser.add_argument("--keep", type=int, metavar="N", help="then delete all backups but the newest N")
        parser.add_argument(
            "--originals-only",
            action="store_true",
            help="leave out public files: `work` makes them anew, in seconds each",
        )

    def handle(self, *, dir: Path, keep: int | None, originals_only: bool, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep takes a whole number from 1: the newest backup always stays.")
        folder = Folder(dir)
        try:
            if not applied():
                raise CommandError("The database is empty: there is nothing to keep.")
            folder.make()
            with folder.held():
                backup, manifest = make_backup(folder, self.stdout, public=not originals_only)
                gone = keep_newest(folder, keep) if keep else 0
        except (OSError, Error) as error:
            raise CommandError(f"No backup was made: {error}") from error
        rows = manifest.rows
        self.stdout.write(
            f"{backup}: {rows['articles_article']:,} stories, {rows['articles_edition']:,} editions, "
            f"{sum(each['number'] for each in manifest.files.values()):,} files. {gone} old backups deleted."
        )
