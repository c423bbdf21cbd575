"""The public files that photos lack, after a change of sizes, of encoders, or a loss."""

from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from articles.management.progress import Progress
from articles.models import Photo, Rendition
from articles.publishing import make_renditions
from articles.publishing.developing import lacks_files
from newsroom.readiness import refuse_pending_migrations

BATCH = 200
MOST_NAMED = 20


class Command(BaseCommand):
    help = "Makes the public files that photos lack. Broken off, it goes on from there when it is run again."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--photo", type=int, nargs="+", metavar="ID", help="these alone; those that failed before are tried again"
        )
        which.add_argument(
            "--failed", action="store_true", help="those alone that failed before: after a storage was away, say"
        )
        parser.add_argument(
            "--check-files",
            action="store_true",
            help="see whether each file is in its place: slow where there are many",
        )

    def handle(self, *, photo: list[int] | None, failed: bool, check_files: bool, **options: Any) -> None:
        refuse_pending_migrations()
        photos = Photo.objects.exclude(failure="") if failed else named(photo) if photo else Photo.objects.usable()
        self.make(photos, check_files=check_files)

    def make(self, photos: QuerySet[Photo], *, check_files: bool) -> None:
        progress, made, failed = Progress(self.stdout, "photos", photos.count()), 0, []
        try:
            for each in batches(photos):
                if check_files:
                    forget_lost_files(each)
                if (each.failure or lacks_files(each)) and make_renditions(each):
                    made += 1
                    if each.failure:
                        failed.append(f"{each.pk}: {each.get_failure_display()}")
                progress.advance(1)
        except KeyboardInterrupt as stop:
            progress.finish()
            raise CommandError("Stopped. Run it again to go on from here.", returncode=130) from stop
        progress.finish()
        self.stdout.write(
            f"{made - len(failed):,} photos made, {progress.done - made:,} lacked none or may not be used."
        )
        if failed:
            rest = [f"and {len(failed) - MOST_NAMED} more"] if len(failed) > MOST_NAMED else []
            raise CommandError("\n".join([f"{len(failed)} photos failed:", *failed[:MOST_NAMED], *rest]))


def named(ids: list[int]):
    photos = Photo.objects.filter(pk__in=ids)
    unknown = set(ids) - set(photos.values_list("pk", flat=True))
    if unknown:
        raise CommandError(f"The library has no photo {', '.join(map(str, sorted(unknown)))}.")
    return photos


def batches(photos) -> Iterator[Photo]:
    """In the order of their numbers, a few at a time with their current files."""
    after = 0
    while batch := list(photos.filter(pk__gt=after).order_by("pk").prefetch_related("renditions")[:BATCH]):
        yield from batch
        after = batch[-1].pk


def forget_lost_files(photo: Photo) -> None:
    lost = [each.pk for each in photo.renditions.all() if not default_storage.exists(each.name)]
    if lost:
        Rendition.objects.filter(pk__in=lost).delete()
        photo._prefetched_objects_cache.clear()  # type: ignore[attr-defined]
