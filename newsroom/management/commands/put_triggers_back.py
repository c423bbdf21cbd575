"""After a table was rebuilt by hand, or a database was copied without its triggers."""

from typing import Any

from django.core.management import BaseCommand
from django.db import connection, transaction

from articles.models.triggers import missing, statements


class Command(BaseCommand):
    help = "Put back the triggers that keep editions frozen, versions append-only and stories from stepping back."
    requires_system_checks = []

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        lost = sorted(missing())
        with connection.cursor() as cursor:
            for statement in statements(connection):
                cursor.execute(statement)
        self.stdout.write(f"Put back: {', '.join(lost)}." if lost else "Nothing was missing.")
