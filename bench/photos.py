"""Fills the settings' database with photos without files: `python -m bench.photos 200000`. Run again, it adds what is
missing."""

import argparse
import sys
from datetime import timedelta

from django.core.management.base import OutputWrapper
from django.db import connection, transaction
from django.utils import timezone

from articles.management.progress import Progress
from articles.models import Photo, Rendition
from articles.models.photo import DigitalSource
from articles.search import index_photos
from bench.words import Writer

MARK = "bench-photo"
BATCH = 1_000
A_DAY = 150
AGENCIES = ("Sputnik", "Фотослужба", "Пресс-служба Акорды", "Пресс-служба премьер-министра", "Пресс-служба акимата", "")
OFTEN = (60, 15, 8, 5, 4, 8)
CREATORS = 600
SHAPES = ((1920, 1280), (1920, 1280), (1280, 1920), (1920, 1080), (1600, 1600))


class Maker:
    def __init__(self, writer: Writer):
        self.writer, self.random, self.now = writer, writer.random, timezone.now()
        self.creators = [writer.phrase(2).title() for _ in range(CREATORS)]
        self.captions = [writer.sentence() for _ in range(20_000)]

    def make(self, first: int, number: int, total: int) -> None:
        """Photos `first` and on, of so many in all: the last of them is of today."""
        rows = Photo.objects.bulk_create(self.photo(each, total) for each in range(first, first + number))
        index_photos(rows)
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
            caption=random.choice(self.captions),
            alt=self.writer.phrase(5),
            people=self.writer.phrase(2).title() if random.random() < 0.4 else "",
            city=self.writer.phrase(1),
            added_at=at,
            **self.rights(at),
        )

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


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.photos", description=__doc__)
    parser.add_argument("number", type=int, help="how many photos there are to be")
    total = parser.parse_args(arguments).number
    first = Photo.objects.filter(token__startswith=f"{MARK}-").count()
    maker = Maker(Writer(seed=first + 1))
    progress = Progress(OutputWrapper(sys.stdout), "photos", max(total - first, 0))
    for place in range(first, total, BATCH):
        number = min(BATCH, total - place)
        with transaction.atomic():
            maker.make(place, number, total)
        progress.advance(number)
    progress.finish()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database that has lived has been
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
