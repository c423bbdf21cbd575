"""After an upgrade, and after a new secret key: second factors lie in the database sealed with today's key."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from newsroom.sealing import is_opened, opened, sealed, with_secrets


class Command(BaseCommand):
    help = "Seal the secrets of second factors with today's key. Those of a key that is lost can only be deleted."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delete-unreadable", action="store_true", help="those sealed with a key that nobody has: set up anew"
        )

    @transaction.atomic
    def handle(self, *, delete_unreadable: bool, **options: Any) -> None:
        number, unreadable = 0, []
        for row, name in with_secrets():
            if not is_opened(row, name):
                unreadable.append(row)
                continue
            row.data[name] = sealed(opened(row.data[name]))
            row.save(update_fields=["data"])
            number += 1
        if unreadable and not delete_unreadable:
            raise CommandError(
                f"{len(unreadable)} second factors are sealed with another key: set NEWSROOM_OLD_SECRET_KEY to it, "
                "or give --delete-unreadable if it is lost. Nothing was changed."
            )
        for row in unreadable:
            row.delete()
        self.stdout.write(f"{number} sealed with today's key, {len(unreadable)} deleted.")
