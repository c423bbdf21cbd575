"""The whole ladder of one 24-megapixel photograph, ours and Wagtail's: `python -m bench.pictures` prints two tables.

Makes the photograph, and a Wagtail of its own (the newest that there is) in the data folder; then each ladder in turn,
so many rounds. Another's seconds are told as a median and as a ratio to ours of the same round. `--upload` alone tells
what an editor waits for who sends that photograph in.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import OutputWrapper
from PIL import Image

from articles.renditions import crop_box, sizes
from articles.renditions.recipes import ENCODERS
from bench.likeness import psnr, ssim
from bench.photograph import SIZE, make_photograph
from bench.upload import answers

FOLDER = settings.DATA / "bench"
WAGTAIL_LADDER = Path(__file__).with_name("wagtail_ladder.py")
FORMATS = ("jpeg", "webp", "avif")
OURS = "ours"
RIVALS: dict[str, dict[str, Any]] = {
    "Wagtail, all at once": {"together": True, "qualities": {}},
    "Wagtail, all at once, our qualities": {
        "together": True,
        "qualities": {format: ENCODERS[format]["quality"] for format in FORMATS},
    },
    "Wagtail, one by one": {"together": False, "qualities": {}},
}
"""`get_renditions` makes all at once in three threads; `get_rendition` is what a page's template calls."""


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--upload", action="store_true", help="only what an editor waits for")
    options = parser.parse_args(arguments)
    out = OutputWrapper(sys.stdout)
    photograph = the_photograph()
    width, height = SIZE
    out.write(f"a photograph of {width} x {height} pixels, {photograph.stat().st_size / 1e6:.1f} MB\n")
    if not options.upload:
        python, version = wagtail()
        out.write(f"Wagtail {version}, {len(sizes(*SIZE))} files, rounds: {options.rounds}\n")
        for line in compared(photograph, python, options.rounds):
            out.write(line)
        out.write("")
    for line in answers(photograph):
        out.write(line)
    return 0


def the_photograph() -> Path:
    path = FOLDER / "photograph.jpg"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        make_photograph(path)
    return path


def wagtail() -> tuple[Path, str]:
    """A Python with the newest Wagtail, and its version."""
    home = FOLDER / "wagtail"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", "wagtail"]
    subprocess.run(pip, check=True)
    asked = [python, "-c", "import wagtail; print(wagtail.__version__)"]
    return python, subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def compared(photograph: Path, python: Path, rounds: int) -> Iterator[str]:
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in (OURS, *RIVALS)}
    yield "| | seconds | to ours | processor | peak MB | JPEG kB | WebP kB | AVIF kB | all kB | PSNR dB | SSIM |"
    yield "|---|" + "---:|" * 10
    likenesses = {}
    for number in range(rounds):
        for name, told in runs.items():
            with TemporaryDirectory(dir=FOLDER) as folder:
                told.append(ladder(name, photograph, python, Path(folder) / "made"))
                if number == 0:
                    likenesses[name] = likeness(photograph, told[0]["files"])
                told[-1]["bytes"] = [weight(told[-1]["files"], format) for format in FORMATS]
    for name, told in runs.items():
        yield row(name, told, [run["seconds"] for run in runs[OURS]], likenesses[name])


def ladder(name: str, photograph: Path, python: Path, folder: Path) -> dict[str, Any]:
    """One run in a process of its own; see `make` in bench.ladder and bench.wagtail_ladder for what it says."""
    if name == OURS:
        command = [sys.executable, "-m", "bench.ladder", photograph, *map(str, SIZE), folder]
        order = ""
    else:
        command = [python, "-P", WAGTAIL_LADDER]
        order = json.dumps(RIVALS[name] | {"picture": str(photograph), "folder": str(folder), "sizes": sizes(*SIZE)})
    done = subprocess.run(command, input=order, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def weight(files: list[dict[str, Any]], format: str) -> int:
    return sum(Path(file["path"]).stat().st_size for file in files if file["format"] == format)


def likeness(photograph: Path, files: list[dict[str, Any]]) -> tuple[list[float], list[float]]:
    """PSNR and SSIM in each format, the mean over the sizes of the uncut picture, to a careful scaling."""
    found: dict[str, list[tuple[float, float]]] = {format: [] for format in FORMATS}
    with Image.open(photograph) as whole:
        whole.load()
    for file in files:
        if file["frame"] == "whole":
            with Image.open(file["path"]) as opened:
                made = opened.convert("RGB")
            scaled = whole.resize(made.size, Image.Resampling.LANCZOS, box=crop_box(*whole.size, "whole"))
            found[file["format"]].append((psnr(made, scaled), ssim(made, scaled)))
    means = [[mean(each) for each in zip(*found[format], strict=True)] for format in FORMATS]
    return [each[0] for each in means], [each[1] for each in means]


def row(name: str, runs: list[dict[str, Any]], ours: list[float], alike: tuple[list[float], list[float]]) -> str:
    ratio = median(run["seconds"] / own for run, own in zip(runs, ours, strict=True))
    weights = [*runs[0]["bytes"], sum(runs[0]["bytes"])]
    cells = [
        name,
        f"{median(run['seconds'] for run in runs):.1f}",
        f"{ratio:.1f}",
        f"{median(run['processor'] for run in runs):.1f}",
        f"{max(run['peak'] for run in runs) / 1e6:.0f}",
        *(f"{each / 1000:,.0f}" for each in weights),
        " / ".join(f"{each:.1f}" for each in alike[0]),
        " / ".join(f"{each:.3f}" for each in alike[1]),
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
