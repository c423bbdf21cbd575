"""Sizes and crops: arithmetic on values, no pixels."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

WIDTHS = (320, 480, 640, 960, 1280, 1920)

# Width to height; None keeps the whole picture. Cards take 16:9; search engines ask for the other two beside it.
RATIOS: dict[str, Fraction | None] = {
    "whole": None,
    "16:9": Fraction(16, 9),
    "4:3": Fraction(4, 3),
    "1:1": Fraction(1),
}
FRAMES = ("whole", "16:9")
FORMATS = ("avif", "webp", "jpeg")
CENTRE = (0.5, 0.5)


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


class Rung(NamedTuple):
    """One size of one frame."""

    frame: str
    width: int
    height: int


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
    """Every file to make of an original, nothing enlarged, in the order of making: first what a page can do with."""
    steps = [rung for frame in RATIOS for rung in rungs(frame, *crop_size(width, height, frame))]
    everywhere = [Size(rung.frame, format, rung.width, rung.height) for rung in steps for format in ("jpeg", "webp")]
    return everywhere + [Size(rung.frame, "avif", rung.width, rung.height) for rung in steps]


def ladder(width: int, height: int, frames: Iterable[str] = FRAMES) -> list[Rung]:
    """Every size to make of an original, wider last; nothing is enlarged."""
    return [rung for frame in frames for rung in rungs(frame, *crop_size(width, height, frame))]


def rungs(frame: str, width: int, height: int) -> list[Rung]:
    ratio = RATIOS[frame] or Fraction(width, height)
    widths = [step for step in WIDTHS if step <= width] or [width]
    return [Rung(frame, step, max(1, round(step / ratio))) for step in widths]
