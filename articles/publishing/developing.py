"""The public files of a photo: made in the background, each whole and in its place before a row says so."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from time import monotonic

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.models import Photo, Rendition
from articles.models.photo import Failure
from articles.publishing.touching import names_of, touch
from articles.renditions import Color, Credit, PictureError, RenditionFile, Size, TooHard, develop, recipe, sizes

LEASE = timedelta(minutes=2)
"""How long a photo that was taken may be silent before somebody else takes it; twice as long with each try."""
MOST_TRIES = 5
BEAT = 1.0
"""Seconds between two words of progress."""


class Taken(Exception):
    """The photo was withdrawn, ordered anew or taken by somebody else meanwhile: what was made of it is not wanted."""


def order_renditions(photo: Photo, *, due_at: datetime | None = None, tries: int = 0) -> bool:
    """Have its public files made: those that it lacks by today's sizes, focal point and credit. False, and nothing is
    ordered, where it was withdrawn or its rights have ended.
    """
    fields = {
        "renditions_due_at": due_at or timezone.now(),
        "renditions_tries": tries,
        "renditions_made": 0,
        "renditions_wanted": len(sizes(photo.width, photo.height)),
        "failure": Failure.NONE,
    }
    if not Photo.objects.permitted().filter(pk=photo.pk).update(**fields):
        return False
    for name, value in fields.items():
        setattr(photo, name, value)
    return True


def order_lacking(photo: Photo) -> None:
    """After any change of what is said of it: of what its files carry, or of whether it may be used."""
    if photo.is_usable() and lacks_files(photo):
        order_renditions(photo)


def make_renditions(photo: Photo) -> bool:
    """All of them, now and here, whoever else is at it. `photo.failure` says why there are none; False as above."""
    if not order_renditions(photo, due_at=timezone.now() + LEASE, tries=1):
        return False
    photo.refresh_from_db()
    Making(photo).run()
    return True


def make_next(at: datetime | None = None) -> Photo | None:
    """The files of the photo that was ordered last; None where nothing is due.

    What the storage or the database raise comes through: the photo comes due again by itself, later each time.
    """
    photo = _take(at or timezone.now())
    if photo and photo.renditions_tries > MOST_TRIES:
        Making(photo).fail(Failure.TOO_HARD)
    elif photo:
        Making(photo).run()
    return photo


def most_pixels() -> int:
    return settings.NEWSROOM_PHOTO_MEGAPIXELS * 1_000_000


def credit_of(photo: Photo) -> Credit:
    return Credit(
        creator=photo.creator,
        credit_line=photo.credit_line or photo.credit,
        copyright_notice=photo.copyright_notice,
        licence_url=photo.licence_url,
        licensor_url=photo.licensor_url,
    )


def recipe_of(photo: Photo) -> str:
    """What its files are to be made by today."""
    return recipe(credit_of(photo), (photo.focal_x, photo.focal_y))


def lacks_files(photo: Photo) -> bool:
    """By arithmetic on its rows, or has some too many."""
    made_by = recipe_of(photo)
    current = [each for each in photo.renditions.all() if each.replaced_at is None]
    there = {size_of(each) for each in current if each.recipe == made_by}
    return len(there) != len(current) or there != set(sizes(photo.width, photo.height))


def _take(at: datetime) -> Photo | None:
    """Moving on the moment at which it is due is taking it: of two who try, one changes a row."""
    for photo in Photo.objects.usable(at).due(at)[:20]:
        until = at + LEASE * 2**photo.renditions_tries
        untouched = Photo.objects.filter(pk=photo.pk, renditions_due_at=photo.renditions_due_at)
        if untouched.update(renditions_due_at=until, renditions_tries=F("renditions_tries") + 1):
            photo.renditions_due_at = until
            photo.renditions_tries += 1
            return photo
    return None


class Making:
    """One photo from taking it to nothing being due. `renditions_due_at` is the lease by which it is held."""

    def __init__(self, photo: Photo) -> None:
        self.photo = photo
        self.recipe = recipe_of(photo)
        self.wanted = sizes(photo.width, photo.height)
        self.told_at = monotonic()

    def run(self) -> None:
        try:
            self.make()
        except Taken:
            self.photo.refresh_from_db()
        except TooHard:
            # Of a process that was killed from outside a second try is worth while.
            if self.photo.renditions_tries > 1:
                self.fail(Failure.TOO_HARD)
        except PictureError:
            self.fail(Failure.BROKEN)
        except (KeyboardInterrupt, SystemExit):
            self.give_back()
            raise

    def make(self) -> None:
        current = list(self.photo.renditions.current())
        there = {size_of(each) for each in current if each.recipe == self.recipe}
        lacking = [size for size in self.wanted if size not in there]
        # A photo that readers see in another cut changes to the new one in one moment, not file by file.
        is_remade = len(there.intersection(self.wanted)) < len(current)
        kept_back: list[Rendition] = []
        if lacking and not self.photo.original.storage.exists(self.photo.original.name or ""):
            self.fail(Failure.MISSING)
            return
        for stage in self.stages(lacking):
            kept_back += stage
            if not is_remade:
                with transaction.atomic():
                    self.hold(renditions_made=len(self.wanted) - len(lacking) + self.made)
                    put_rows(kept_back)
                    self.tell_readers()
                kept_back = []
        self.finish(kept_back)

    def stages(self, lacking: list[Size]) -> Iterator[list[Rendition]]:
        """Rows of files that are in their places; together those that make a frame complete for some browser."""
        self.made = 0
        with TemporaryDirectory(prefix="newsroom-developing-") as folder:
            files = self.developed(lacking, Path(folder)) if lacking else iter(())
            for _stage, stage in groupby(files, key=lambda file: (file.frame, file.format == "avif")):
                rows = []
                for file in stage:
                    rows.append(self.put_in_place(file))
                    self.made += 1
                    if monotonic() - self.told_at > BEAT:
                        self.hold(renditions_made=len(self.wanted) - len(lacking) + self.made)
                yield rows

    def developed(self, lacking: list[Size], folder: Path) -> Iterator[RenditionFile]:
        photo = self.photo
        with local_file(photo) as path:
            answers = develop(
                path,
                lacking,
                token=photo.token,
                credit=credit_of(photo),
                focal=(photo.focal_x, photo.focal_y),
                folder=folder,
                max_pixels=most_pixels(),
            )
            with closing(answers):
                for answer in answers:
                    if isinstance(answer, Color):
                        photo.color = answer
                    else:
                        yield answer

    def put_in_place(self, file: RenditionFile) -> Rendition:
        """Also over a file that is there: one that no row names yet may be about to be swept away."""
        with file.path.open("rb") as content:
            default_storage.save(file.name, File(content))
        file.path.unlink()
        return Rendition(
            photo=self.photo,
            frame=file.frame,
            format=file.format,
            width=file.width,
            height=file.height,
            name=file.name,
            recipe=self.recipe,
        )

    @transaction.atomic
    def finish(self, rows: list[Rendition]) -> None:
        total = len(self.wanted)
        self.hold(
            until=None, renditions_tries=0, renditions_made=total, renditions_wanted=total, color=self.photo.color
        )
        wanted, fresh = set(self.wanted), {size_of(row) for row in rows}
        gone = [
            each.pk for each in self.photo.renditions.current() if size_of(each) in fresh or size_of(each) not in wanted
        ]
        self.photo.renditions.filter(pk__in=gone).update(replaced_at=timezone.now())
        put_rows(rows)
        self.tell_readers()

    def tell_readers(self) -> None:
        """While the photo is held: a story that is about to show it waits, and tells of it itself."""
        self.photo.refresh_from_db(fields=["used_at"])
        touch(names_of(self.photo))

    def fail(self, failure: Failure) -> None:
        """What readers see already they go on seeing."""
        said = Failure.NONE if self.photo.renditions.current().exists() else failure
        try:
            self.hold(until=None, failure=said, renditions_wanted=len(self.wanted))
        except Taken:
            self.photo.refresh_from_db()

    def give_back(self) -> None:
        try:
            self.hold(until=timezone.now(), renditions_tries=max(self.photo.renditions_tries - 1, 0))
        except Taken:
            self.photo.refresh_from_db()

    def hold(self, **fields) -> None:
        """Write them if the photo is still ours, and keep it for another while. Raises Taken."""
        until = fields.pop("until", timezone.now() + LEASE * 2 ** (self.photo.renditions_tries - 1))
        ours = Photo.objects.filter(pk=self.photo.pk, renditions_due_at=self.photo.renditions_due_at, withdrawn_at=None)
        if not ours.update(renditions_due_at=until, **fields):
            raise Taken
        self.told_at = monotonic()
        for name, value in ({"renditions_due_at": until} | fields).items():
            setattr(self.photo, name, value)


def size_of(rendition: Rendition) -> Size:
    return Size(rendition.frame, rendition.format, rendition.width, rendition.height)


def put_rows(rows: list[Rendition]) -> None:
    """A cut that a photo had before comes back under its old names, in new rows."""
    Rendition.objects.filter(name__in=[row.name for row in rows]).delete()
    Rendition.objects.bulk_create(rows)


@contextmanager
def local_file(photo: Photo) -> Iterator[Path]:
    """The original as a file of this machine, wherever it is kept."""
    try:
        path = Path(photo.original.path)
    except NotImplementedError:  # what Django has a storage say that keeps nothing on this machine
        with TemporaryDirectory(prefix="newsroom-original-") as folder:
            path = Path(folder, "original")
            with photo.original.storage.open(photo.original.name or "") as source, path.open("wb") as target:
                copyfileobj(source, target)
            yield path
    else:
        yield path
