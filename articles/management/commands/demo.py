"""A newsroom to look at: the seed, the handbook's stories, drawn pictures, four sign-ins."""

from io import StringIO
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from articles.management.demo.cast import make_people, set_up_newsroom
from articles.management.demo.files import SEED_STORIES, group_of
from articles.management.demo.loading import load_stories, loaded_stories, stories_of_others
from articles.management.demo.pictures import missing_pictures, picture_ids, put_in_library, unmade
from articles.management.progress import Progress
from articles.models import Article, User
from newsroom.checks import DEMO_PASSWORD
from newsroom.readiness import refuse_pending_migrations


class Command(BaseCommand):
    help = "Loads the seed, the demo's stories and pictures, and sign-ins chief, editor, reporter and photo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--pictures", action="store_true", help="make all sizes of the pictures too; else `serve` makes them"
        )

    def handle(self, *, pictures: bool, **options: Any) -> None:
        refuse_pending_migrations()
        is_first_time = not loaded_stories().exists()
        if is_first_time:
            if stories_of_others().exists():
                raise CommandError("This database holds stories of its own: the demo is for one without.")
            self.load_seed()
            set_up_newsroom()
            self.make_sign_ins()
        drawn = self.put_pictures_in_place()
        if is_first_time:
            self.load_stories()
        elif not drawn:
            self.stdout.write("The demo is there already; nothing was changed.")
        self.see_to_renditions(now=pictures)

    def load_seed(self) -> None:
        if not Article.objects.filter(group=group_of(SEED_STORIES[0])).exists():
            call_command("loaddata", "seed", verbosity=0)
            call_command("reindex", verbosity=0, stdout=StringIO())  # a fixture writes rows alone
            self.stdout.write("Loaded the seed.")

    def make_sign_ins(self) -> None:
        made = make_people()
        if made:
            self.stdout.write(f"Made sign-ins {', '.join(made)}, each with the password {DEMO_PASSWORD}.")

    def put_pictures_in_place(self) -> int:
        missing = missing_pictures()
        progress = Progress(self.stdout, "pictures drawn", len(missing))
        for _name in put_in_library(missing):
            progress.advance(1)
        progress.finish()
        return len(missing)

    def see_to_renditions(self, *, now: bool) -> None:
        if now:
            call_command("renditions", stdout=self.stdout)
        elif number := unmade().count():
            self.stdout.write(f"The sizes of {number} pictures are made by `serve`, or at once: manage.py renditions")

    def load_stories(self) -> None:
        number = load_stories(picture_ids(), by=User.objects.get(username="editor"))
        self.stdout.write(f"Loaded {number} stories.")
