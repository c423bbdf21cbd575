"""The other side of `darkroom`: one order on standard input, a line of JSON for each thing done."""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image, PngImagePlugin

from articles.renditions.credits import Credit
from articles.renditions.errors import NoSuchSize, PictureError, TooHard
from articles.renditions.files import encode_all
from articles.renditions.frames import Size, sizes
from articles.renditions.logo import LOGO_PIXELS, draw_logo
from articles.renditions.metadata import read_metadata
from articles.renditions.names import LOGO_FILE
from articles.renditions.reading import develop_negative, read_header
from articles.renditions.scaling import reduction

CPU_SECONDS = 120
FILE_BYTES = 64 * 1024 * 1024
TEXT_BYTES = 16 * 1024 * 1024
"""Of one text in a PNG: programs keep the history of a picture there."""
POLITE = 10
SMALL_ENOUGH = 64
"""What an average colour is taken from."""


def inspect(path: str, max_pixels: int) -> Iterator[dict[str, Any]]:
    with Path(path).open("rb") as file:
        negative = read_header(file, max_pixels=max_pixels)
        yield {
            "format": negative.format,
            "width": negative.width,
            "height": negative.height,
            "metadata": read_metadata(negative.image),
        }
        picture = develop_negative(negative, max(1, min(negative.width, negative.height) // SMALL_ENOUGH))
        yield {"color": picture.color}


def develop(
    path: str,
    wanted: list[tuple[str, str, int, int]],
    token: str,
    credit: dict[str, str],
    focal: tuple[float, float],
    folder: str,
    max_pixels: int,
) -> Iterator[dict[str, Any]]:
    os.nice(POLITE)  # nobody waits for it, as somebody does for `inspect`
    order = [Size(*each) for each in wanted]
    with Path(path).open("rb") as file:
        negative = read_header(file, max_pixels=max_pixels)
        if not set(order) <= set(sizes(negative.width, negative.height)):
            raise NoSuchSize(f"of {negative.width} x {negative.height}")
        picture = develop_negative(negative, reduction(negative.width, negative.height, order))
    yield {"color": picture.color}
    for made in encode_all(picture, order, token=token, credit=Credit(**credit), focal=focal):
        Path(folder, Path(made.name).name).write_bytes(made.data)
        yield {"name": made.name}


def logo(path: str, folder: str, max_pixels: int) -> Iterator[dict[str, Any]]:
    with Path(path).open("rb") as file:
        drawn = draw_logo(read_header(file, max_pixels=min(max_pixels, LOGO_PIXELS)))
    drawn.save(Path(folder, LOGO_FILE), "PNG", optimize=True)
    yield {"width": drawn.width, "height": drawn.height}


TASKS: dict[str, Callable[..., Iterator[dict[str, Any]]]] = {"inspect": inspect, "develop": develop, "logo": logo}


def behave(memory: int, max_pixels: int) -> None:
    """What a picture takes beyond these is its own end."""
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (value, value))
    Image.MAX_IMAGE_PIXELS = max_pixels
    PngImagePlugin.MAX_TEXT_CHUNK = TEXT_BYTES


def main() -> None:
    order = json.loads(sys.stdin.readline())
    behave(order.pop("memory"), order["max_pixels"])
    try:
        for answer in TASKS[order.pop("task")](**order):
            say(answer)
    except PictureError as error:
        say({"error": type(error).__name__, "why": str(error)})
    except MemoryError:
        say({"error": TooHard.__name__, "why": "out of memory"})


def say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
