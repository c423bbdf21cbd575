"""Whether rows, files, lists and the search still agree, while the desk works."""

from argparse import ArgumentParser
from collections import defaultdict
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import Error

from articles.management.progress import Progress
from articles.pages.naming import SITE
from articles.publishing.touching import touch
from newsroom.integrity import database, editions, working_copies
from newsroom.integrity.findings import Check, Finding, batches, wrong_twice
from newsroom.readiness import refuse_pending_migrations
from subscriptions.models import Subscriber


class Command(BaseCommand):
    help = "Looks at every reference, file, place on a list and entry of the search. Ends with 1 if anything is wrong."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="make anew what can be: places, entries, public files")
        parser.add_argument(
            "--digests", action="store_true", help="read every original, too, and compare it with its checksum"
        )

    def handle(self, *, mend: bool, digests: bool, **options: Any) -> None:
        refuse_pending_migrations()
        self.found: dict[str, Finding] = defaultdict(Finding)
        try:
            self.look_at_database(mend=mend)
            subscribers = Check(Subscriber.objects.all(), database.look_at_subscribers, {})
            for check in (editions.check(), *working_copies.checks(digests=digests), subscribers):
                self.look(check, mend=mend)
        except (OSError, Error) as error:
            raise CommandError(f"Broken off: {error}", returncode=2) from error
        if any(finding.mended for finding in self.found.values()):
            touch({SITE})  # kept pages may show what was wrong
        self.tell()

    def look_at_database(self, *, mend: bool) -> None:
        for what, pk in (*database.rules(), *database.references()):
            self.found[what].add(pk, mended=False)
        for what, pk in database.stray_entries(mend=mend):
            self.found[what].add(pk, mended=mend)

    def look(self, check: Check, *, mend: bool) -> None:
        progress = Progress(self.stdout, str(check.rows.model._meta.model_name), check.rows.count())
        for batch in batches(check.rows):
            for what, pk in wrong_twice(check, batch):
                if can_be_mended := mend and what in check.mend:
                    check.mend[what](pk)
                self.found[what].add(pk, mended=can_be_mended)
            progress.advance(len(batch))
        progress.finish()

    def tell(self) -> None:
        lines = [finding.told(what) for what, finding in self.found.items()]
        if not lines:
            self.stdout.write("All is well.")
            return
        if any(finding.is_left for finding in self.found.values()):
            raise CommandError("\n".join(["Wrong:", *lines]), returncode=1)
        self.stdout.write("\n".join(["Was wrong:", *lines]))
