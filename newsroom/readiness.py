"""What must be true before the server starts; each refusal is one sentence with its cure."""

import socket
import sys
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from newsroom.storage import PART

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def refuse_unless_ready(host: str, port: int) -> None:
    refuse_strange_address(host)
    refuse_taken_port(host, port)
    refuse_pending_migrations()
    refuse_missing_static()
    refuse_unusable_storage()


def refuse_strange_address(host: str) -> None:
    if settings.NEWSROOM_LOCAL and host not in LOOPBACK:
        raise CommandError(
            f"NEWSROOM_LOCAL is for your own machine alone: {host} is not 127.0.0.1; unset it on a server."
        )


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise CommandError(f"This user may not listen on port {port}; choose one above 1023.") from error
        except OSError as error:
            raise CommandError(taken(host, port, error)) from error


def taken(host: str, port: int, error: OSError) -> str:
    return (
        f"Port {port} on {host} cannot be had ({error.strerror}); choose another: "
        f"PORT={port + 1} make run, or serve --port {port + 1}"
    )


def hold_port(host: str, port: int) -> None:
    """Until the end of this process, under whatever program.

    Each worker opens the port for itself, and so may those of a second server that starts at the same moment: a name
    that only one process can have keeps it out.
    """
    if sys.platform != "linux":
        return
    holder = socket.socket(socket.AF_UNIX)
    try:
        holder.bind(f"\0newsroom {host}:{port}")
    except OSError as error:
        raise CommandError(taken(host, port, error)) from error
    holder.set_inheritable(True)
    holder.detach()


def refuse_pending_migrations() -> None:
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise CommandError(f"The database does not answer: {str(error).splitlines()[0]} (see DATABASE_URL)") from error
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        raise CommandError(f"The database lacks {waiting} migrations; bring it up to date: manage.py migrate")


def refuse_missing_static() -> None:
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        raise CommandError("The stylesheets and scripts are not gathered yet: manage.py collectstatic --noinput")


def refuse_unusable_storage() -> None:
    """By writing and deleting a file: whoever may look need not be allowed to write."""
    probe = f".{token_hex(8)}{PART}"
    for alias, what in (("default", "Public pictures"), ("originals", "Originals")):
        try:
            storages[alias].save(probe, ContentFile(b"probe"))
            storages[alias].delete(probe)
        except OSError as error:
            setting = "NEWSROOM_S3_BUCKET" if settings.NEWSROOM_S3_BUCKET else "NEWSROOM_DATA"
            raise CommandError(f"{what} cannot be stored: {error} (see {setting})") from error
