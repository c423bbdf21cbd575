"""Sizes and crops: arithmetic on values, no pixels."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

WIDTHS = (320, 480, 640, 960, 1280, 1920)

# Width to height; None keeps the whole picture. Cards take 16:9; search engines ask for the other two beside it.
RATIOS: dict[str, Fraction | None] = {
    "whole": None,
    "16:9": Fraction(16, 9),
    "4:3": Fraction(4, 3),
    "1:1": Fraction(1),
}
FORMATS = ("avif", "webp", "jpeg")
# AVIF takes as long as all the rest: a page can do without it for a while.
MADE_TOGETHER = (("jpeg", "webp"), ("avif",))
# Side in pixels at which a format ends (WebP), or beyond which browsers give up (AVIF: libavif's own limit).
LONGEST = {"webp": 16_383, "avif": 32_768}
MAX_SIDE = 65_500  # where libjpeg ends
CENTRE = (0.5, 0.5)
MAX_PIXELS = 120_000_000


class Box(NamedTuple):
    """Edges in pixels of the original; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int


class Size(NamedTuple):
    """One file of the ladder."""

    frame: str
    format: str
    width: int
    height: int


@lru_cache(maxsize=4096)
def crop_size(width: int, height: int, frame: str) -> tuple[int, int]:
    """The largest size of the frame's ratio within the original."""
    ratio = RATIOS[frame]
    if ratio is None:
        return width, height
    return max(1, min(width, round(height * ratio))), max(1, min(height, round(width / ratio)))


def crop_box(width: int, height: int, frame: str, focal: tuple[float, float] = CENTRE) -> Box:
    """The frame with the focal point (0..1 from the left, 0..1 from the top) as near its middle as the edges allow."""
    crop_width, crop_height = crop_size(width, height, frame)
    left = edge(width, crop_width, focal[0])
    top = edge(height, crop_height, focal[1])
    return Box(left, top, left + crop_width, top + crop_height)


def edge(whole: int, part: int, focal: float) -> int:
    return min(max(round(whole * focal - part / 2), 0), whole - part)


def sizes(width: int, height: int) -> list[Size]:
    """Every file to make of an original, nothing enlarged, in the order of making: what most pages need comes first."""
    return [
        Size(frame, format, *shape)
        for formats in MADE_TOGETHER
        for frame in RATIOS
        for shape in shapes(frame, *crop_size(width, height, frame))
        for format in formats
        if shape[1] <= LONGEST.get(format, MAX_SIDE)
    ]


def shapes(frame: str, width: int, height: int) -> list[tuple[int, int]]:
    """Widths with their heights, wider last."""
    ratio = RATIOS[frame] or Fraction(width, height)
    widths = [step for step in WIDTHS if step <= width] or [width]
    return [(step, max(1, round(step / ratio))) for step in widths]
