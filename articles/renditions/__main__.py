"""The other side of `darkroom`: one order on standard input, a line of JSON for each thing done."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.renditions.credits import Credit
from articles.renditions.errors import PictureError
from articles.renditions.files import average_color, encoded, scaled
from articles.renditions.frames import Rung, Size
from articles.renditions.names import file_name
from articles.renditions.reading import open_picture


def inspect(path: str, max_pixels: int) -> Iterator[dict[str, Any]]:
    with Path(path).open("rb") as file:
        picture = open_picture(file, max_pixels=max_pixels)
        yield {"format": picture.format, "width": picture.width, "height": picture.height, "metadata": {}}
        yield {"color": average_color(picture)}


def develop(
    path: str,
    wanted: list,
    token: str,
    credit: dict[str, str],
    focal: tuple[float, float],
    folder: str,
    max_pixels: int,
) -> Iterator[dict[str, Any]]:
    with Path(path).open("rb") as file:
        picture = open_picture(file, max_pixels=max_pixels)
    yield {"color": average_color(picture)}
    for size in (Size(*each) for each in wanted):
        rung = Rung(size.frame, size.width, size.height)
        data = encoded(scaled(picture, rung, focal), size.format, Credit(**credit))
        name = file_name(token, rung, size.format, data)
        place = Path(folder) / name.rpartition("/")[2]
        place.write_bytes(data)
        yield size._asdict() | {"name": name, "path": str(place)}


TASKS = {"inspect": inspect, "develop": develop}


def main() -> None:
    order = json.loads(sys.stdin.readline())
    try:
        for answer in TASKS[order.pop("task")](**order):
            print(json.dumps(answer), flush=True)  # noqa: T201 (this is what it is for)
    except PictureError as error:
        print(json.dumps({"error": type(error).__name__, "why": str(error)}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
