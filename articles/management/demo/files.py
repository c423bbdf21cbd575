"""The demo's files: a story is a TOML front matter between lines of `+++`, then the body's HTML."""

import re
import tomllib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
SEED_STORIES = ("tokaev-lukashenko", "nazarbaev-lukashenko", "lukashenko-tokaev")
GROUPS = uuid.UUID("5eed0000-0000-4000-8000-000000000000")


def group_of(key: str) -> uuid.UUID:
    """The translation group of a story of the seed or the demo: by it a second run knows what is there."""
    return uuid.uuid5(GROUPS, key)


def read_newsroom() -> dict:
    """Sections, authors, places and those who sign in."""
    return tomllib.loads((FOLDER / "newsroom.toml").read_text())


def read_captions() -> dict[str, str]:
    """The library's caption of each picture that the stories use, by the picture's name."""
    return tomllib.loads((FOLDER / "pictures.toml").read_text())


@dataclass(frozen=True)
class StoryFile:
    """`06-dateline.kk.html`: the number is only for reading the folder in order."""

    key: str
    language: str
    front: dict
    body: str

    @property
    def is_published(self) -> bool:
        return "hours_ago" in self.front or "in_hours" in self.front

    def publish_at(self, now: datetime) -> datetime:
        """Relative to the moment of loading, so that the front page is fresh; on a whole minute."""
        hours = self.front.get("in_hours", -self.front.get("hours_ago", 0))
        return (now + timedelta(hours=hours)).replace(second=0, microsecond=0)

    def body_with(self, *, stories: dict[str, int], photos: dict[str, int]) -> str:
        """The body whose cards name stories and pictures by id instead of by key."""

        def by_id(match: re.Match) -> str:
            kind, names = match.groups()
            known, attribute = {"story": (stories, "id"), "photo": (photos, "id"), "photos": (photos, "ids")}[kind]
            return f'data-{attribute}="{",".join(str(known[name]) for name in names.split(","))}"'

        return re.sub(r'data-(story|photos?)="([^"]*)"', by_id, self.body)


def read_story(path: Path) -> StoryFile:
    name, language, _extension = path.name.split(".")
    _before, front, body = path.read_text().split("+++\n", 2)
    return StoryFile(name.partition("-")[2], language, tomllib.loads(front), body)


def read_stories() -> list[StoryFile]:
    return [read_story(path) for path in sorted((FOLDER / "stories").glob("*.html"))]
