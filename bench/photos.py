"""Fills the settings' database with photos without files: `python -m bench.photos 200000`. Run again, it adds what is
missing."""

import argparse
import sys
from datetime import timedelta

from django.core.management.base import OutputWrapper
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from articles.management.progress import Progress
from articles.models import Photo, Rendition
from articles.models.photo import DigitalSource
from articles.search.entries import put
from articles.search.indexing import apart, as_written_and_first_forms
from articles.search.layout import PHOTOS, Row
from articles.text.words import split
from bench.words import Writer

MARK = "bench-photo"
BATCH = 1_000
BASE = 20_000
"""So many are made one by one; the others are copies of them."""
A_DAY = 150
AGENCIES = ("Sputnik", "Фотослужба", "Пресс-служба Акорды", "Пресс-служба премьер-министра", "Пресс-служба акимата", "")
OFTEN = (60, 15, 8, 5, 4, 8)
CREATORS, CAPTIONS = 600, 5_000
SHAPES = ((1920, 1280), (1920, 1280), (1280, 1920), (1920, 1080), (1600, 1600))


class Maker:
    def __init__(self, writer: Writer):
        self.writer, self.random, self.now = writer, writer.random, timezone.now()
        self.creators = [writer.phrase(2).title() for _ in range(CREATORS)]
        self.captions = {caption: words_of(caption) for caption in (writer.sentence() for _ in range(CAPTIONS))}
        self.known = list(self.captions)
        self.people = [writer.phrase(2).title() for _ in range(CREATORS)]

    def make(self, first: int, number: int, total: int) -> None:
        """Photos `first` and on, of so many in all: the last of them is of today."""
        rows = Photo.objects.bulk_create(self.photo(each, total) for each in range(first, first + number))
        put(PHOTOS, map(self.entry, rows))
        Rendition.objects.bulk_create(
            Rendition(photo=row, frame="whole", format="webp", width=320, height=213, name=f"{row.token}/320.webp")
            for row in rows
        )

    def photo(self, number: int, total: int) -> Photo:
        random = self.random
        at = self.now - timedelta(days=(total - number) / A_DAY)
        width, height = random.choice(SHAPES)
        agency = random.choices(AGENCIES, OFTEN)[0]
        creator = self.creators[int(CREATORS * random.random() ** 3)]
        return Photo(
            original=f"{MARK}/{number}.jpg",
            filename=f"DSC_{number:06}.jpg",
            token=f"{MARK}-{number}",
            width=width,
            height=height,
            color=f"#{random.randrange(0x1000000):06x}",
            agency=agency,
            creator=creator if random.random() < 0.8 or not agency else "",
            caption=random.choice(self.known),
            alt="Снимок",
            people=random.choice(self.people) if random.random() < 0.4 else "",
            added_at=at,
            **self.rights(at),
        )

    def entry(self, photo: Photo) -> Row:
        """Twin: `photo_row` of the search; the words of a caption are taken apart once."""
        names = as_written_and_first_forms([photo.people, photo.creator, photo.agency], "")
        return Row(photo.pk, *apart([], [*self.captions[photo.caption], *names, *split(photo.filename)[:2]]))

    def rights(self, at) -> dict:
        """Most may be used for ever; of the others there are as many as a newsroom has."""
        random, days = self.random, timedelta(days=1)
        drawn = random.random()
        fields = {"used_at": at + timedelta(hours=1) if random.random() < 0.3 else None}
        if drawn < 0.2:
            fields["usage_until"] = at + 365 * days
        elif drawn < 0.2005:
            fields["usage_until"] = self.now + 3 * days
        elif drawn < 0.201:
            fields["embargo_until"] = self.now + days
        elif drawn < 0.203:
            fields["withdrawn_at"] = at + days
        elif drawn < 0.206:
            fields["digital_source_type"] = DigitalSource.MACHINE
        return fields


def words_of(caption: str) -> list[str]:
    return as_written_and_first_forms([caption], "")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.photos", description=__doc__)
    parser.add_argument("number", type=int, help="how many photos there are to be")
    total = parser.parse_args(arguments).number
    there = photos_of_ours().count()
    base = min(total, BASE)
    progress = Progress(OutputWrapper(sys.stdout), "photos", max(total - there, 0))
    if there < base:
        maker = Maker(Writer(seed=there + 1))
        for place in range(there, base, BATCH):
            number = min(BATCH, base - place)
            with transaction.atomic():
                maker.make(place, number, total)
            progress.advance(number)
    for copy in range(max(there // BASE, 1), total // BASE):
        with transaction.atomic():
            copy_base(copy)
        progress.advance(BASE)
    progress.finish()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database that has lived has been
    return 0


def photos_of_ours():
    return Photo.objects.filter(token__startswith=f"{MARK}-")


def copy_base(number: int) -> None:
    """The first ones again, as many days later as they span: the database does it, many times as quickly."""
    base = photos_of_ours().order_by("pk").values_list("pk", flat=True)[:BASE]
    first, last = base[0], base[BASE - 1]
    away = Photo.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1 - first
    with connection.cursor() as cursor:
        copy_rows(cursor, Photo, {"id": f"id + {away}", "token": f"token || '-{number}'"}, "id", first, last)
        renamed = {"photo_id": f"photo_id + {away}", "name": f"'{number}-' || name"}
        copy_rows(cursor, Rendition, renamed, "photo_id", first, last, without="id")
        cursor.execute(
            f"CREATE TEMPORARY TABLE entries AS SELECT rowid + {away} AS entry, headline, words FROM {PHOTOS.name} "
            f"WHERE rowid BETWEEN {first} AND {last}"
        )
        cursor.execute(f"INSERT INTO {PHOTOS.name} (rowid, headline, words) SELECT * FROM entries ORDER BY entry")
        cursor.execute("DROP TABLE entries")
        for statement in connection.ops.sequence_reset_sql(no_style(), [Photo]):
            cursor.execute(statement)
    later = timedelta(days=number * BASE / A_DAY)
    Photo.objects.filter(pk__range=(first + away, last + away)).update(added_at=F("added_at") + later)


def copy_rows(cursor, model, changed: dict[str, str], key: str, first: int, last: int, *, without: str = "") -> None:
    columns = [field.column for field in model._meta.concrete_fields if field.column != without]
    values = ", ".join(changed.get(column, column) for column in columns)
    table = model._meta.db_table
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} "
        f"WHERE {key} BETWEEN {first} AND {last} ORDER BY {key}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
