"""Fills the settings' database with many stories: `python -m bench.fill 100000`. Run again, it adds what is missing."""

import argparse
import shutil
import sys

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.db import connection, transaction
from django.utils import timezone

from articles.management.progress import Progress
from articles.models import Article
from articles.publishing import freeze
from bench.cast import MARK, Cast, gather
from bench.stories import Maker
from bench.words import Writer

BATCH = 250
BYTES_A_STORY = {"sqlite": 51_000, "postgresql": 51_000}
"""Measured at 100 000: rows, their indexes, and the two indexes of search."""


def main(arguments: list[str]) -> int:
    options = read(arguments)
    out = OutputWrapper(sys.stdout)
    there = stories_of_ours().count()
    missing = max(options.number - there, 0)
    room = missing * BYTES_A_STORY[connection.vendor]
    out.write(f"{missing:,} stories into {settings.DATABASES['default']['NAME']}: about {room / 1e9:.1f} GB of disk.")
    if stories_of_others() and not options.beside_others:
        out.write("This database holds other people's stories: --beside-others fills it all the same.")
        return 1
    if connection.vendor == "sqlite" and shutil.disk_usage(settings.DATA).free < room * 1.2:
        out.write("There is not so much room.")
        return 1
    fill(there, options.number, out)
    return 0


def read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.fill", description=__doc__)
    parser.add_argument("number", type=int, help="how many stories there are to be")
    parser.add_argument("--beside-others", action="store_true", help="into a database that holds other stories too")
    return parser.parse_args(arguments)


def stories_of_ours():
    return Article.objects.filter(created_by__username__startswith=MARK)


def stories_of_others() -> bool:
    return Article.objects.exclude(pk__in=stories_of_ours()).exists()


def fill(first: int, total: int, out: OutputWrapper) -> None:
    keep_times()
    writer = Writer(seed=first + 1)
    cast = gather(writer)
    maker = Maker(writer, cast, shape_of_content(cast), now=timezone.now())
    progress = Progress(out, "stories", total - first)
    for place in range(first, total, BATCH):
        number = min(BATCH, total - place)
        with transaction.atomic():
            maker.make(place, number, total)
        progress.advance(number)
    progress.finish()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database that has lived has been


def keep_times() -> None:
    """This process alone writes the times that it is given."""
    for name in ("created_at", "changed_at"):
        field = Article._meta.get_field(name)
        field.auto_now = field.auto_now_add = False


def shape_of_content(cast: Cast) -> dict:
    """What publishing freezes today, whatever it freezes: of a story that is gone again."""
    with transaction.atomic():
        article = Article.objects.create(
            headline=MARK, section=cast.sections[0], created_at=timezone.now(), changed_at=timezone.now()
        )
        content = freeze(article).content
        transaction.set_rollback(True)
    return content


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
