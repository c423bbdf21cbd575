"""What a backup says of itself."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.core.management import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
NAME = "manifest.json"


@dataclass
class Manifest:
    made_at: str
    vendor: str
    migrations: list[list[str]]
    """Applied ones, as [app, name]: what the tables look like."""
    rows: dict[str, int]
    """By table."""
    files: dict[str, dict[str, int]] = field(default_factory=dict)
    """By room: their number and bytes."""
    missing: list[str] = field(default_factory=list)
    """The first files that the database names and that were not in their place."""
    spoilt: list[str] = field(default_factory=list)
    """The first files that are empty, or are not what was taken in: they are kept as they are."""
    deleted: list[str] = field(default_factory=list)
    """The first files that were deleted at the desk before they were copied: rows of the backup name them."""
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False))
        (folder / NAME).chmod(0o600)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        try:
            said = json.loads((folder / NAME).read_text())
            if said["format"] != FORMAT:
                raise CommandError(f"{folder} is a backup of another kind ({said['format']}): newer code reads it.")
            return cls(**said)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{folder / NAME} cannot be read: {error}") from error


def applied() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def unknown_to_the_code(migrations: list[list[str]]) -> list[str]:
    """Those of apps that the code has, made later than the code. What an app of before left behind harms nobody."""
    loader = MigrationLoader(None)
    known = loader.disk_migrations
    return [f"{app}.{name}" for app, name in migrations if app in loader.migrated_apps and (app, name) not in known]
