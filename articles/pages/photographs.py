"""Photos as pages show them: which files exist and whether they may be shown is asked at reading."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.storage import default_storage

from articles.models import Photo
from articles.pages.addresses import absolute
from articles.renditions.frames import crop_size

WHOLE, WIDE = "whole", "16:9"
DEFAULT_WIDTH = 640  # what a browser without srcset gets


@dataclass(frozen=True)
class File:
    format: str
    width: int
    height: int
    url: str

    @property
    def canonical(self) -> str:
        return absolute(self.url)


@dataclass
class Shot:
    """One photo in one frame: its files by width, or only its size and colour until they are made."""

    width: int
    height: int
    color: str
    files: list[File] = field(default_factory=list)

    def srcset(self, format: str) -> str:
        return ", ".join(f"{file.url} {file.width}w" for file in self.files if file.format == format)

    @property
    def webp(self) -> str:
        return self.srcset("webp")

    @property
    def jpeg(self) -> str:
        return self.srcset("jpeg")

    @property
    def is_upright(self) -> bool:
        return self.height > self.width

    @property
    def fallback(self) -> File | None:
        """The JPEG nearest to what a page needs; None while there are no files."""
        choice = [file for file in self.files if file.format == "jpeg"]
        return min(choice, key=lambda file: abs(file.width - DEFAULT_WIDTH), default=None)

    @property
    def largest(self) -> File | None:
        return max((file for file in self.files if file.format == "jpeg"), key=lambda file: file.width, default=None)


@dataclass(frozen=True)
class Figure:
    """A photo in its place: frozen words, living files."""

    shot: Shot
    caption: str
    alt: str
    credit: str


def photo_id(use: dict) -> int:
    """A frozen photo is {"id", "caption", "alt", "credit"}; as a block of the text its id is under "photo"."""
    return use["photo"] if "photo" in use else use["id"]


class Album:
    """The photos of one page, fetched in one query through the gate; what is not public is not there."""

    def __init__(self, ids: Iterable[int], *, at: datetime):
        self.shots: dict[tuple[int, str], Shot] = {}
        wanted = set(ids)
        if wanted:
            self._fetch(wanted, at)

    def _fetch(self, ids: set[int], at: datetime) -> None:
        rows = Photo.objects.public(at).filter(pk__in=ids).order_by("renditions__width")
        for pk, width, height, color, *rendition in rows.values_list(
            "pk",
            "width",
            "height",
            "color",
            "renditions__frame",
            "renditions__format",
            "renditions__width",
            "renditions__height",
            "renditions__name",
        ):
            self.shots.setdefault((pk, WHOLE), Shot(width, height, color))
            self.shots.setdefault((pk, WIDE), Shot(*crop_size(width, height, WIDE), color))
            frame, form, file_width, file_height, name = rendition
            if name and (pk, frame) in self.shots:
                file = File(form, file_width, file_height, default_storage.url(name))
                self.shots[pk, frame].files.append(file)

    def figure(self, use: dict | None, frame: str = WHOLE) -> Figure | None:
        """`use` is a frozen photo: see `photo_id`. None for no photo and for one that is not public."""
        if not use:
            return None
        shot = self.shots.get((photo_id(use), frame))
        return Figure(shot, use["caption"], use["alt"], use["credit"]) if shot else None
