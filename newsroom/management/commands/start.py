"""What `make run` calls: one's own machine made ready, and served."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command

from articles.management.demo.files import SEED_STORIES, group_of
from articles.models import Article, Edition
from newsroom.checks import DEMO_PASSWORD, DEMO_SIGN_INS
from newsroom.readiness import refuse_taken_port

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Bring the database up to date, load the demo where there is no story yet, and serve on this machine."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on (default: %(default)s).")

    def handle(self, *, port: int, **options: Any) -> None:
        if not settings.NEWSROOM_LOCAL:
            raise CommandError("NEWSROOM_LOCAL is not true here: this is for your own machine. On a server: serve")
        refuse_taken_port(HOST, port)
        call_command("migrate", verbosity=0)
        self.load_demo_once()
        if static_is_older():
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(welcome(f"http://{HOST}:{port}"))
        self.stdout.flush()
        call_command("serve", host=HOST, port=port)

    def load_demo_once(self) -> None:
        """Into a database without articles; what Ctrl+C cut short is gone on with at the next start."""
        unfinished = settings.DATA / "demo-unfinished"
        if Article.objects.exists() and not unfinished.exists():
            return
        unfinished.touch()
        self.stdout.write("Loading the seed and the demo ...")
        call_command("demo", stdout=self.stdout)
        unfinished.unlink()


def static_is_older() -> bool:
    """Whether a stylesheet or script was changed, added or installed since all were gathered."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    gathered_at = manifest.stat().st_mtime
    files = (
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(ignore_patterns=None)
    )
    return any(file.stat().st_ctime > gathered_at for file in files)


def welcome(address: str) -> str:
    lines = {"Front page": "/"}
    seed = Edition.objects.live().filter(group=group_of(SEED_STORIES[0])).first()
    if seed:
        lines["Seed story"] = seed.get_absolute_url()
    lines["Desk"] = "/admin/"
    shown = [f"  {name:<12}{address}{path}" for name, path in lines.items()]
    signs_in = f"  {'Sign in as':<12}{', '.join(DEMO_SIGN_INS)}: the password of each is {DEMO_PASSWORD}"
    letters = f"  {'Letters':<12}{'go out by EMAIL_URL' if settings.NEWSROOM_MAILS else settings.EMAIL_FILE_PATH}"
    return "\n".join(["", *shown, signs_in, letters, "", "Ctrl+C stops it.", ""])
