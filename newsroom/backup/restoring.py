"""Putting a backup back: everything is looked at before anything is touched, files come first and the database last."""

from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connection

from articles.management.progress import Progress
from articles.models import Identity, Photo, Rendition
from articles.models.triggers import missing
from articles.pages.naming import SITE
from articles.publishing.developing import order_renditions
from articles.publishing.touching import touch
from newsroom.backup.files import PUBLIC, Catalogue, any_there, damaged, put_back
from newsroom.backup.folder import Folder, wrong_sums
from newsroom.backup.making import Bar, dialect
from newsroom.backup.manifest import Manifest, unknown_to_the_code

OURS = ("articles", "subscriptions")
MOST_NAMED = 20


def chosen(folder: Folder, name: str) -> Path:
    """That backup, or the newest."""
    if not folder.path.is_dir():
        raise CommandError(f"There is no folder {folder.path}.")
    backups = folder.backups()
    if not backups:
        raise CommandError(f"{folder.path} holds no backup that is whole.")
    if name and name not in [each.name for each in backups]:
        raise CommandError(f"There is no backup {name}. There are: {', '.join(each.name for each in backups)}")
    return folder.path / name if name else backups[-1]


def check_backup(folder: Folder, backup: Path, manifest: Manifest, out: OutputWrapper) -> None:
    """Every byte of it against its checksum."""
    size = sum(path.stat().st_size for path in backup.iterdir())
    progress = Progress(out, "bytes of the database", size)
    if wrong := wrong_sums(backup, progress.advance):
        raise CommandError(f"This backup is damaged: {', '.join(wrong)} is not as it was written. Nothing was touched.")
    progress.finish()
    with closing(Catalogue.of(backup)) as catalogue:
        progress = Progress(out, "bytes of files", sum(each["bytes"] for each in manifest.files.values()))
        bad = []
        for path, size in damaged(folder, catalogue):
            progress.advance(size)
            bad += [path] if path else []
        progress.finish()
    if bad:
        named = "\n".join(f"  {path}" for path in bad[:MOST_NAMED])
        raise CommandError(f"This backup is damaged: {len(bad):,} files. Nothing was touched.\n{named}")


def refuse_unfit(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise CommandError(
            f"This is a backup of {names[manifest.vendor]}, and the database here is {names[connection.vendor]}: "
            "see DATABASE_URL. How one becomes the other: docs/operating.md"
        )
    if newer := unknown_to_the_code(manifest.migrations):
        raise CommandError(f"This backup is of newer code, which has {newer[-1]}: install that first.")


def refuse_what_is_there() -> None:
    if table := first_with_rows():
        raise CommandError(f"The database holds something already ({table}): --replace puts the backup in its place.")
    if any_there():
        raise CommandError("Pictures are there already: --replace puts those of the backup beside and over them.")


def first_with_rows() -> str:
    """Of tables that are empty after `migrate`: a person who can sign in counts too."""
    there = set(connection.introspection.table_names())
    models = [model for app in OURS for model in apps.get_app_config(app).get_models() if model is not Identity]
    named = (model._meta.label for model in models if model._meta.db_table in there and model._default_manager.exists())
    return next(named, "")


def put_everything_back(folder: Folder, backup: Path, manifest: Manifest, out: OutputWrapper) -> None:
    with closing(Catalogue.of(backup)) as catalogue:
        progress = Progress(out, "files", sum(each["number"] for each in manifest.files.values()))
        for _name in put_back(folder, catalogue):
            progress.advance(1)
        progress.finish()
    bar = Bar(out, "pages of the database")
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    dialect(manifest.vendor).put_back(backup, bar.told)
    bar.finish()
    refuse_incomplete(manifest)
    call_command("migrate", verbosity=0)
    if lost := missing():
        raise CommandError(f"The database has lost rules: {', '.join(sorted(lost))}. See put_triggers_back.")
    cache.clear()
    touch({SITE})
    if PUBLIC not in manifest.files:
        out.write(f"{order_all_public_files():,} photos are to be made anew by `work`, the newest first.")


def refuse_incomplete(manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        for table, number in manifest.rows.items():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            if cursor.fetchone()[0] != number:
                raise CommandError(f"{table} has not the {number} rows of the backup: run restore again.")


def order_all_public_files() -> int:
    """Of a backup without them: no row names a file that is not there."""
    Rendition.objects.all().delete()
    number = 0
    for photo in Photo.objects.permitted().order_by("pk").iterator():
        number += order_renditions(photo)
    return number
