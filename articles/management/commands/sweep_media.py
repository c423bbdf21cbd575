"""Files that nobody needs: left by a process that was killed, or by a deletion that a storage refused."""

from shutil import rmtree
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser

from articles.models import Rendition
from articles.models.photo import originals
from articles.publishing.sweeping import delete_unnamed, left_behind, sweep_spent, unnamed_files
from newsroom.readiness import refuse_pending_migrations


class Command(BaseCommand):
    help = "Lists the files that no row names and those replaced more than a day ago. With --delete, deletes them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete them instead of listing them alone")

    def handle(self, *, delete: bool, **options: Any) -> None:
        refuse_pending_migrations()
        number = size = 0
        for room, storage in {"media": default_storage, "originals": originals()}.items():
            for file in unnamed_files(storage):
                if delete and not delete_unnamed(storage, file.name):
                    continue
                number, size = number + 1, size + file.bytes
                self.stdout.write(f"{room}/{file.name}  {file.bytes:,} bytes")
        for path in left_behind():
            number, size = number + 1, size + sum(file.stat().st_size for file in (path, *path.rglob("*")))
            self.stdout.write(str(path))
            if delete and path.is_dir():
                rmtree(path)
            elif delete:
                path.unlink()
        spent = sweep_spent() if delete else Rendition.objects.spent().count()
        said = " Deleted." if delete else " `sweep_media --delete` deletes them."
        found = f"{number:,} files that no row names ({size:,} bytes), {spent:,} replaced more than a day ago."
        self.stdout.write(found + (said if number or spent else ""))
