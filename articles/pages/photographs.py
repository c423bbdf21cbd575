"""Photos as pages show them: which files exist and whether they may be shown is asked at reading."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.functional import cached_property

from articles.models import Photo, Rendition
from articles.models.json import AsList
from articles.models.photo import DigitalSource
from articles.models.prepared import AnyOf, Prepared
from articles.pages.addresses import absolute
from articles.pages.picture_files import readers_address, signed_address
from articles.renditions.frames import FORMATS, MAX_PIXELS, crop_size

WHOLE, WIDE = "whole", "16:9"
CROPS = (WIDE, "4:3", "1:1")
"""What search engines ask for of a story's lead photo."""
DEFAULT_WIDTH = 640  # what a browser without srcset gets
UNKNOWN = "#888888"  # the colour of a picture that nobody has looked at yet
LEVELS = "37bf"  # of red, green and blue in the stylesheet's 64 tones


@dataclass(frozen=True)
class Viewers:
    """Who looks at a page: what they may see, and at which addresses."""

    photos: Callable[[datetime], QuerySet[Photo]]
    address: Callable[[str], str]


READERS = Viewers(Photo.objects.public, readers_address)
NEWSROOM = Viewers(Photo.objects.usable, signed_address)
"""At the desk and in previews a photo is seen before its story is out, and under its embargo."""


class Made(NamedTuple):
    """A file as the database lists it."""

    width: int
    height: int
    name: str


class File(NamedTuple):
    format: str
    width: int
    height: int
    url: str

    @property
    def canonical(self) -> str:
        return absolute(self.url)


@dataclass(frozen=True)
class Origin:
    """Where a picture comes from, as the library knows it now."""

    digital_source_type: str = DigitalSource.UNKNOWN
    agency: str = ""
    creator: str = ""
    copyright_notice: str = ""
    licence_url: str = ""
    licensor_url: str = ""

    @property
    def credit(self) -> str:
        """Twin: `Photo.credit`, without its sign."""
        return " / ".join(part for part in (self.agency, self.creator) if part)

    @property
    def is_by_machine(self) -> bool:
        return self.digital_source_type == DigitalSource.MACHINE

    @property
    def is_partly_by_machine(self) -> bool:
        return self.digital_source_type == DigitalSource.COMPOSITE


ORIGIN = tuple(Origin.__dataclass_fields__)


@lru_cache(maxsize=1024)
def tone(color: str) -> str:
    channels = [int(color[place : place + 2], 16) for place in (1, 3, 5)]
    return "tone-" + "".join(LEVELS[min(max(round((each - 0x33) / 0x44), 0), 3)] for each in channels)


@dataclass(frozen=True)
class Shot:
    """One photo in one frame: its files by width, or only its size and colour until they are made.

    `told` are the photo's files in all frames, as the database lists them: read for a picture that is shown.
    """

    width: int
    height: int
    color: str
    origin: Origin = Origin()
    frame: str = WHOLE
    told: str = "[]"
    address: Callable[[str], str] = readers_address

    @cached_property
    def files(self) -> dict[str, list[Made]]:
        """By their format."""
        files: dict[str, list[Made]] = {format: [] for format in FORMATS}
        for frame, format, *made in sorted(json.loads(self.told), key=itemgetter(2)):
            if frame == self.frame:
                files[format].append(Made(*made))
        return files

    def srcset(self, format: str) -> str:
        """Empty while the format has fewer sizes than JPEG: a browser that likes it best would get too small a one."""
        files = self.files[format]
        enough = len(files) >= len(self.files["jpeg"])
        return ", ".join([f"{self.address(name)} {width}w" for width, _height, name in files]) if enough else ""

    def jpeg_near(self, width: int) -> File | None:
        """None while there are no files."""
        near = min(self.files["jpeg"], key=lambda made: abs(made.width - width), default=None)
        return near and File("jpeg", near.width, near.height, self.address(near.name))

    @cached_property
    def avif(self) -> str:
        return self.srcset("avif")

    @cached_property
    def webp(self) -> str:
        return self.srcset("webp")

    @cached_property
    def jpeg(self) -> str:
        return self.srcset("jpeg")

    @property
    def tone(self) -> str:
        """The stylesheet's class of the nearest of 64 colours: no style may stand in a page."""
        return tone(self.color)

    @property
    def is_upright(self) -> bool:
        return self.height > self.width

    @property
    def is_narrow(self) -> bool:
        """Upright, square or nearly so: beside others it takes less of the width."""
        return self.width < 1.2 * self.height

    @cached_property
    def fallback(self) -> File | None:
        return self.jpeg_near(DEFAULT_WIDTH)

    @cached_property
    def largest(self) -> File | None:
        return self.jpeg_near(MAX_PIXELS)


def shot_of(row: tuple, frame: str, address: Callable[[str], str]) -> Shot:
    """As the database tells of the photo: see `_photos`."""
    _pk, width, height, color, *origin, told = row
    return Shot(*crop_size(width, height, frame), color or UNKNOWN, Origin(*origin), frame, told, address)


readers_shot = lru_cache(maxsize=512)(shot_of)
"""Kept by all that the database tells, which is asked each time: what has changed is another photo. Addresses at the
desk end with the day, and are not kept. To read the list of files and to join it is a tenth of a list's page.
"""


@dataclass(frozen=True)
class Figure:
    """A photo in its place: frozen words, living files."""

    shot: Shot
    caption: str
    alt: str
    credit: str

    @property
    def origin(self) -> Origin:
        return self.shot.origin

    @property
    def said(self) -> str:
        """What is seen and who made it, in a line: where there is room for one text alone."""
        return " — ".join(part for part in (self.alt, self.credit) if part)


def photo_id(use: dict) -> int:
    """A frozen photo is {"id", "caption", "alt", "credit"}; as a block of the text its id is under "photo"."""
    return use["photo"] if "photo" in use else use["id"]


class Album:
    """The photos of one page, fetched in one query through the gate; what may not be shown is not there.

    `cropped` is one of them of which machines get JPEGs in every crop.
    """

    def __init__(
        self,
        ids: Iterable[int],
        *,
        at: datetime,
        frames: Collection[str] = (WIDE,),
        cropped: int | None = None,
        viewers: Viewers = READERS,
    ):
        self.at, self.frames, self.viewers, self.cropped = at, frames, viewers, cropped or 0
        self.rows: dict[int, tuple] = {}
        self.take(ids)

    def take(self, ids: Iterable[int]) -> None:
        """More photos: one query more."""
        wanted = set(ids)
        if wanted:
            rows = _photos(self.viewers, tuple(self.frames), at=self.at, ids=wanted, cropped=self.cropped)
            self.rows |= {row[0]: row for row in rows}

    def figure(self, use: dict | None, frame: str = WHOLE) -> Figure | None:
        """`use` is a frozen photo: see `photo_id`. None for no photo and for one that may not be shown."""
        if not use:
            return None
        shot = self.shot(photo_id(use), frame)
        return Figure(shot, use["caption"], use["alt"], use["credit"]) if shot else None

    def shot(self, photo: int, frame: str) -> Shot | None:
        """None also in a frame that the page does not show, unless there are files of it."""
        if photo not in self.rows:
            return None
        shot = (readers_shot if self.viewers is READERS else shot_of)(self.rows[photo], frame, self.viewers.address)
        return shot if frame in self.frames or any(shot.files.values()) else None


@Prepared
def _photos(viewers: Viewers, frames: tuple[str, ...], *, at, ids, cropped) -> QuerySet:
    """A row for each photo; the last column lists its files."""
    crops = Q(frame__in=frames) | Q(photo=cropped, format="jpeg")
    within = Q(frame__in={*frames, *CROPS})  # one range of the index, which an "or" is not
    files = Rendition.objects.current().filter(within, crops, photo=OuterRef("pk")).order_by()
    told = Subquery(files.values(told=AsList("frame", "format", "width", "height", "name")))
    photos = viewers.photos(at).filter(AnyOf("pk", ids)).order_by()
    return photos.values_list("pk", "width", "height", "color", *ORIGIN, told)
