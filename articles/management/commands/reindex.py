"""Builds the search indexes again, while the desk works."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.management.progress import Progress
from articles.search.rebuilding import INDEXES, Index
from newsroom.readiness import refuse_pending_migrations


class Command(BaseCommand):
    help = "Builds the search indexes again. Broken off, it goes on from there when it is run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", choices=[index.name for index in INDEXES], help="one of the indexes")
        parser.add_argument("--anew", action="store_true", help="from the beginning, wherever the last run stopped")

    def handle(self, *, only: str | None, anew: bool, **options: Any) -> None:
        refuse_pending_migrations()
        for index in INDEXES:
            if only in (None, index.name):
                self.rebuild(index, after=0 if anew else index.stopped_at)

    def rebuild(self, index: Index, *, after: int) -> None:
        if after:
            self.stdout.write(f"{index.name}: going on after number {after}, where the last run stopped.")
        progress = Progress(self.stdout, index.name, index.count_after(after))
        try:
            for number in index.rebuild(after=after):
                progress.advance(number)
        except KeyboardInterrupt as stop:
            progress.finish()
            raise CommandError("Stopped. Run it again to go on from here.", returncode=130) from stop
        progress.finish()
        self.stdout.write(f"{index.name}: {progress.done:,} indexed.")
