"""Our whole ladder of one picture, as the background work makes it: `python -m bench.ladder picture.jpg folder`."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import OutputWrapper

from articles.renditions import Color, Credit, develop, new_token, sizes
from bench.spending import spending

CREDIT = Credit("Владислав Воднев", "© Sputnik / Владислав Воднев", "© Sputnik")


def make(picture: Path, size: tuple[int, int], folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True)
    with spending() as spent:
        answers = develop(picture, sizes(*size), token=new_token(), credit=CREDIT, focal=(0.5, 0.5), folder=folder)
        made = [each for each in answers if not isinstance(each, Color)]
    files = [
        {"frame": each.frame, "format": each.format, "width": each.width, "height": each.height, "path": str(each.path)}
        for each in made
    ]
    return spent | {"files": files}


def main(picture: str, width: str, height: str, folder: str) -> None:
    OutputWrapper(sys.stdout).write(json.dumps(make(Path(picture), (int(width), int(height)), Path(folder))))


if __name__ == "__main__":
    main(*sys.argv[1:])
