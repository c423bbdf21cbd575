"""Fills the settings' database with many stories: `python -m bench.fill 100000`. Run again, it adds what is missing."""

import argparse
import gc
import logging
import shutil
import sys
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.db import connection, transaction
from django.utils import timezone

from articles.management.progress import Progress
from articles.models import Article, Event
from articles.publishing import freeze
from articles.publishing.versions import snapshot
from bench.cast import MARK, Crowd, gather
from bench.desk_rows import Desk
from bench.passages import Names, Pattern
from bench.reader_rows import Readers
from bench.sheets import Rows, Sheet, in_bulk, write
from bench.stories import DESK, POOL, Chance
from bench.words import Writer

BATCH, PORTION = 10_000, 1_000
"""Stories of a transaction, and those that are handed over at once."""
BYTES_A_STORY = {"sqlite": 42_000, "postgresql": 42_000}
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
    if missing:
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
    """The last of all is of today, whenever the others were made."""
    gc.disable()  # millions of rows, none of which refers to another
    logging.getLogger("newsroom.slow").setLevel(logging.ERROR)  # a statement of ten thousand rows is slow
    progress = Progress(out, "stories", total - first)
    with in_bulk():
        with transaction.atomic():
            maker = Maker(
                Writer(seed=first + 1), now=timezone.now(), pool=min(POOL, 5 * (total - first)), crowd=Crowd()
            )
        beside = made_beside(maker, first, total)
        for place in range(first, total, BATCH):
            end = min(place + BATCH, total)
            with transaction.atomic():
                for portion in range(place, end, PORTION):
                    for rows in beside.recv():
                        write(rows)
                    progress.advance(min(PORTION, end - portion))
    progress.finish()


def made_beside(maker: "Maker", first: int, total: int) -> Connection:
    """A process makes the next portion while this one writes the one before."""
    ours, theirs = (context := get_context("fork")).Pipe(duplex=False)
    context.Process(target=make_all, args=(maker, first, total, theirs), daemon=True).start()
    theirs.close()  # so that its death is noticed
    return ours


def make_all(maker: "Maker", first: int, total: int, out: Connection) -> None:
    for place in range(first, total, BATCH):
        end = min(place + BATCH, total)
        for portion in range(place, end, PORTION):
            out.send(maker.make(portion, min(PORTION, end - portion), total))


class Maker:
    def __init__(self, writer: Writer, *, now: datetime, pool: int, crowd: Crowd):
        cast, names = gather(writer, crowd), Names()
        version, edition = contents(cast.sections[0], now)
        self.events = Sheet(Event)
        self.chance = Chance(writer, cast, now=now, pool=pool)
        self.desk = Desk(self.chance, names, Pattern(version), self.events)
        self.readers = Readers(self.chance, names, Pattern(edition), self.events)

    def make(self, first: int, number: int, total: int) -> list[Rows]:
        """Stories `first` and on, of so many in all."""
        for place in range(first, first + number):
            story = self.chance.story(place, total)
            written = self.desk.put(story)
            if story.kind not in DESK:
                self.readers.put(written)
            if story.kind == "live":
                self.chance.lately[story.language].append(written.pk)
        return [*self.desk.take(), *self.readers.take(), self.events.take()]


def contents(section, now: datetime) -> tuple[dict, dict]:
    """What the verbs write today, whatever it is, of a version and an edition: of a story that is gone again."""
    with transaction.atomic():
        article = Article.objects.create(headline=MARK, section=section)
        found = snapshot(article), freeze(article).content
        transaction.set_rollback(True)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
