"""Strangers' bytes are decoded in a process of their own: neither a bomb nor a decoder's crash touches the caller."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple

from articles.renditions import errors
from articles.renditions.credits import Credit
from articles.renditions.frames import MAX_PIXELS, Size

ROOT = Path(__file__).parents[2]
HEADER_SECONDS = 8.0
"""A header takes a tenth of a second; a machine that is busy elsewhere may need more."""
SILENCE_SECONDS = 60.0
"""Between two files of one picture: the widest takes a second."""
INHERITED = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "LANG")
# Each arena of malloc takes 64 MB of the address space that is allowed.
OWN = {"MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True)
class Inspection:
    """What a file says of itself; `width` and `height` are those of the upright picture."""

    format: str
    width: int
    height: int
    color: str
    """ "#rrggbb", the average; "" while not decoded."""
    is_whole: bool
    """Decoded to its end. False: nothing is known against it yet, but time ran out."""
    metadata: dict[str, str]


@dataclass(frozen=True)
class RenditionFile:
    """One public file, whole, at `path`; `name` is what it is to be called in public."""

    name: str
    frame: str
    format: str
    width: int
    height: int
    path: Path


class Color(str):
    """ "#rrggbb", the average of the picture: stands in its place until it arrives."""


def inspect(path: Path, *, max_pixels: int = MAX_PIXELS, patience: float = 0.6) -> Inspection:
    """Header and metadata always; the full decode as far as `patience` seconds go, from now. Raises PictureError."""
    started = time.monotonic()
    with process({"task": "inspect", "path": str(path.resolve()), "max_pixels": max_pixels}) as answers:
        header = answers.next(HEADER_SECONDS)
        if header is None:
            raise errors.TooHard("no header in time")
        decoded = answers.next(patience - (time.monotonic() - started))
    return Inspection(color=decoded["color"] if decoded else "", is_whole=bool(decoded), **header)


def develop(
    path: Path,
    wanted: Sequence[Size],
    *,
    token: str,
    credit: Credit,
    focal: tuple[float, float],
    folder: Path,
    max_pixels: int = MAX_PIXELS,
) -> Iterator[RenditionFile | Color]:
    """The picture's average colour, then its files in the order wanted, each whole in `folder`. Raises PictureError."""
    order = {
        "task": "develop",
        "path": str(path.resolve()),
        "wanted": wanted,
        "token": token,
        "credit": asdict(credit),
        "focal": focal,
        "folder": str(folder.resolve()),
        "max_pixels": max_pixels,
    }
    with process(order) as answers:
        for number in range(len(wanted) + 1):
            answer = answers.next(SILENCE_SECONDS)
            if answer is None:
                raise errors.TooHard(f"no answer {number} in time")
            yield Color(answer["color"]) if number == 0 else RenditionFile(**answer | {"path": Path(answer["path"])})


class Logo(NamedTuple):
    """A PNG made anew, small, with its transparency; its name is a digest of its bytes."""

    content: bytes
    digest: str
    width: int
    height: int


def make_logo(file: BinaryIO) -> Logo:
    """A newsroom's mark, from a PNG or WebP. Raises PictureError."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "logo"
        path.write_bytes(file.read())
        with process({"task": "logo", "path": str(path), "folder": folder, "max_pixels": MAX_PIXELS}) as answers:
            answer = answers.next(SILENCE_SECONDS)
        if answer is None:
            raise errors.TooHard("no logo in time")
        content = Path(answer["path"]).read_bytes()
    return Logo(content, sha256(content).hexdigest()[:16], answer["width"], answer["height"])


@contextmanager
def process(order: dict[str, Any]) -> Iterator["Answers"]:
    """Gone when the block ends, whatever it was doing."""
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    command = [sys.executable, "-s", "-m", "articles.renditions"]
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment | OWN,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Answers(child, order)
    finally:
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()


class Answers:
    """Lines of JSON, one for each thing done."""

    def __init__(self, child: subprocess.Popen, order: dict[str, Any]) -> None:
        self.out = child.stdout.fileno()
        self.heard = b""
        with suppress(BrokenPipeError):  # it ended already, which reading will show
            child.stdin.write(json.dumps(order).encode() + b"\n")
            child.stdin.flush()

    def next(self, seconds: float) -> dict[str, Any] | None:
        """None: nothing in that time. Raises what the other side raised, TooHard where it ended without a word."""
        until = time.monotonic() + seconds
        while b"\n" not in self.heard:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.out], [], [], left)[0]:
                return None
            more = os.read(self.out, 65_536)
            if not more:
                raise errors.TooHard("the process ended")
            self.heard += more
        line, _, self.heard = self.heard.partition(b"\n")
        answer = json.loads(line)
        if "error" in answer:
            raise getattr(errors, answer["error"])(answer["why"])
        return answer
