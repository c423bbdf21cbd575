"""Making a backup: the database as it is at one moment, then the files that its rows name."""

from contextlib import closing
from pathlib import Path

from django.core.management.base import OutputWrapper
from django.db import connection
from django.utils import timezone

from articles.management.progress import Progress
from newsroom.backup import postgresql, sqlite
from newsroom.backup.files import Catalogue, Keeping, discard, naming
from newsroom.backup.folder import Folder
from newsroom.backup.manifest import Manifest, applied

FORGOTTEN = ("django_session", "newsroom_cache")
"""Who holds a backup is not signed in by it; limits are counted anew."""


def dialect(vendor: str):
    return sqlite if vendor == "sqlite" else postgresql


def make_backup(folder: Folder, out: OutputWrapper, *, public: bool) -> tuple[Path, Manifest]:
    """Raises CommandError and OSError; then nothing that looks like a backup is there."""
    with folder.new() as making:
        with closing(Catalogue(making / Catalogue.NAME, new=True)) as catalogue:
            manifest = write_database(making, catalogue, out, public=public)
            keeping = keep_files(folder, catalogue, out)
            manifest.missing, manifest.spoilt = keeping.missing.names, keeping.spoilt.names
            manifest.deleted = keeping.deleted.names
            manifest.files = catalogue.totals()
        manifest.write(making)
    return folder.backups()[-1], manifest


def write_database(making: Path, catalogue: Catalogue, out: OutputWrapper, *, public: bool) -> Manifest:
    manifest = Manifest(timezone.now().isoformat(timespec="seconds"), connection.vendor, applied(), {})
    bar = Bar(out, "pages of the database")
    manifest.rows = dialect(connection.vendor).write_out(
        making, FORGOTTEN, bar.told, naming(public=public), catalogue.note
    )
    bar.finish()
    return manifest


def keep_files(folder: Folder, catalogue: Catalogue, out: OutputWrapper) -> Keeping:
    progress = Progress(out, "files", catalogue.how_many_named())
    keeping = Keeping(folder, catalogue)
    for file in catalogue.named():
        keeping.keep(file)
        progress.advance(1)
    progress.finish()
    tell(keeping, out)
    return keeping


def tell(keeping: Keeping, out: OutputWrapper) -> None:
    out.write(f"{keeping.copied:,} files copied; what earlier backups have is not copied again.")
    if keeping.mended:
        out.write(f"{keeping.mended:,} files of earlier backups were damaged, and are mended from their originals.")
    for noted, said in (
        (keeping.deleted, "files were deleted at the desk meanwhile, not their rows:"),
        (keeping.missing, "files are not in their place; see check_integrity:"),
        (keeping.spoilt, "files are not as they were taken in; see check_integrity:"),
    ):
        if noted.number:
            out.write("\n".join([f"{noted.number:,} {said}", *(f"  {name}" for name in noted.names)]))


def keep_newest(folder: Folder, number: int) -> int:
    """How many old backups are gone."""
    old = folder.backups()[:-number]
    for backup in old:
        discard(folder, backup)
    return len(old)


class Bar:
    """For what tells how far it is and how far there is to go."""

    def __init__(self, out: OutputWrapper, what: str) -> None:
        self.out, self.what = out, what
        self.progress: Progress | None = None

    def told(self, done: int, total: int) -> None:
        if self.progress is None:
            self.progress = Progress(self.out, self.what, total)
        self.progress.advance(done - self.progress.done)

    def finish(self) -> None:
        if self.progress:
            self.progress.finish()
