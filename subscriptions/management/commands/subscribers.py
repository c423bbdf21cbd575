"""Who gets news by mail: written out for a move or a backup, shown to the person it is about, erased when they ask."""

import csv
import json
import os
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple, TextIO

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from newsroom.readiness import refuse_pending_migrations
from subscriptions.forms import MailAddress
from subscriptions.models import ConfirmationLetter, Delivery, Subscriber
from subscriptions.models.mailing import Kind
from subscriptions.sending import KEPT
from subscriptions.subscribing import erase


class Kept(NamedTuple):
    name: str
    rows: QuerySet
    since: str
    """The column of its age."""
    purpose: str
    kept: str


DATA = (
    Kept(
        "subscribers",
        Subscriber.objects.all(),
        "confirmed_at",
        "To send what was asked for",
        "until they leave or are erased",
    ),
    Kept(
        "letters that wait to be confirmed",
        ConfirmationLetter.objects.all(),
        "asked_at",
        "To ask whether they are wanted",
        "until the letter is out, five and a quarter hours at most",
    ),
    Kept(
        "who got which letter",
        Delivery.objects.all(),
        "mailing__made_at",
        "To send each letter once",
        f"{KEPT.days} days after the mailing is over",
    ),
)
COLUMNS = ("address", "language", "kinds", "sections", "confirmed_at")
AT_ONCE = 2000


class Command(BaseCommand):
    help = "Lists what is kept of subscribers; writes all of them into a file, shows one or erases one."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="data|export|show|erase")
        deeds.add_parser("data", help="what is kept of subscribers, what for, and how old the oldest of it is")
        export = deeds.add_parser("export", help="all of them, as CSV or, when the name ends in .json, as JSON")
        export.add_argument("file", help="a file that is not there yet, or - for the screen")
        show = deeds.add_parser("show", help="all that is kept about an address")
        erased = deeds.add_parser("erase", help="an address and all that is kept about it")
        for each in (show, erased):
            each.add_argument("address")

    def handle(self, *, deed: str, **options: Any) -> None:
        refuse_pending_migrations()
        if deed == "data":
            self.list_data()
        elif deed == "export":
            self.export(options["file"])
        elif deed == "show":
            self.show(known(options["address"]))
        else:
            erase(known(options["address"]), by=None)
            self.stdout.write("Erased: no letter goes there any more, and nothing is kept about it.")

    def list_data(self) -> None:
        for each in DATA:
            known = each.rows.aggregate(number=Count("pk"), oldest=Min(each.since))
            age = f"the oldest {(timezone.now() - known['oldest']).days} days old" if known["oldest"] else "none"
            self.stdout.write(f"{each.name}: {known['number']:,}, {age}. {each.purpose}; kept {each.kept}.")

    def export(self, name: str) -> None:
        if name == "-":
            number = written(sys.stdout, as_json=False)
        else:
            with new_file(name) as file:
                number = written(file, as_json=name.endswith(".json"))
        self.stderr.write(f"{number} subscribers.")

    def show(self, address: str) -> None:
        for subscriber in Subscriber.objects.filter(address=address):
            for column, value in told(subscriber).items():
                self.stdout.write(f"{column:<14}{' '.join(value) if isinstance(value, list) else value}")
            letters = subscriber.deliveries.order_by("pk").values_list("mailing__on", "mailing__kind", "sent_at")
            for on, kind, sent_at in letters:
                self.stdout.write(f"{'letter':<14}{on} {kind} {'sent' if sent_at else 'not sent'}")
        for letter in ConfirmationLetter.objects.filter(address=address):
            asked = f"{address}, at {letter.asked_at.isoformat(timespec='seconds')}"
            self.stdout.write(f"{'asked for':<14}{asked}: the letter of confirmation waits")


def known(typed: str) -> str:
    """The address as it is kept."""
    try:
        address = MailAddress().clean(typed)
    except ValidationError as error:
        raise CommandError(f"{typed!r} is not a mail address.") from error
    if not any(rows.objects.filter(address=address).exists() for rows in (Subscriber, ConfirmationLetter)):
        raise CommandError("Nobody subscribed with this address.")
    return address


def new_file(name: str) -> TextIO:
    """For this user's eyes alone, and never over another file."""
    try:
        return os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="")
    except OSError as error:
        raise CommandError(f"{name} cannot be written: {error.strerror}") from error


def written(file: TextIO, *, as_json: bool) -> int:
    """How many. Row by row: the table may be large."""
    number = 0
    lines = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    if not as_json:
        lines.writeheader()
    for row in rows():
        number += 1
        if as_json:
            file.write(("[\n" if number == 1 else ",\n") + json.dumps(row, ensure_ascii=False))
        else:
            lines.writerow(row | {name: " ".join(row[name]) for name in ("kinds", "sections")})
    if as_json:
        file.write("\n]\n" if number else "[]\n")
    return number


def rows() -> Iterator[dict]:
    everyone = Subscriber.objects.order_by("pk").prefetch_related("sections")
    return map(told, everyone.iterator(chunk_size=AT_ONCE))


def told(subscriber: Subscriber) -> dict:
    return {
        "address": subscriber.address,
        "language": subscriber.language,
        "kinds": [kind for kind in Kind.values if getattr(subscriber, f"wants_{kind}")],
        "sections": [section.slug for section in subscriber.sections.all()],
        "confirmed_at": subscriber.confirmed_at.isoformat(timespec="seconds"),
    }
