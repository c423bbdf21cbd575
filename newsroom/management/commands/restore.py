"""A backup put back where it is wanted, after every byte of it was looked at."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import Error

from newsroom.backup.folder import Folder
from newsroom.backup.manifest import Manifest
from newsroom.backup.restoring import check_backup, chosen, put_everything_back, refuse_unfit, refuse_what_is_there


class Command(BaseCommand):
    help = "Put a backup's database and pictures back. Refuses to replace anything unless told to."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, help="the folder that `backup` was given")
        parser.add_argument("--from", dest="name", default="", metavar="NAME", help="that backup and not the newest")
        parser.add_argument("--check", action="store_true", help="only compare every byte with its checksum")
        parser.add_argument("--replace", action="store_true", help="in the place of whatever the database holds now")

    def handle(self, *, dir: Path, name: str, check: bool, replace: bool, **options: Any) -> None:
        folder = Folder(dir)
        backup = chosen(folder, name)
        try:
            with folder.held(to_read=True):
                manifest = Manifest.read(backup)
                if check:
                    check_backup(folder, backup, manifest, self.stdout)
                    self.stdout.write(f"{backup} is whole.")
                    return
                refuse_unfit(manifest)
                if not replace:
                    refuse_what_is_there()
                check_backup(folder, backup, manifest, self.stdout)
                put_everything_back(folder, backup, manifest, self.stdout)
        except (OSError, Error) as error:
            if check:
                raise CommandError(f"Not compared to its end: {error}.") from error
            raise CommandError(f"Not put back: {error}. Run it again, with --replace, when that is mended.") from error
        self.stdout.write(f"{backup} is put back. Start every server anew, and see: manage.py check_integrity")
