"""Strangers' bytes are decoded in a process of their own: neither a bomb nor a decoder's crash touches the caller."""

import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, BinaryIO, NamedTuple, cast

from articles.renditions import errors
from articles.renditions.credits import Credit
from articles.renditions.frames import MAX_PIXELS, Size
from articles.renditions.names import LOGO_FILE, parse_name

ROOT = Path(__file__).parents[2]
HEADER_SECONDS = 8.0
"""A header takes a tenth of a second; a machine that is busy elsewhere may need more."""
SILENCE_SECONDS = 60.0
"""Between two files of one picture: the widest takes a second."""
MEMORY = 2_500_000_000
"""Of addresses, libraries and stacks of threads included. 120 megapixels take 0.6 GB as PNG, JPEG or TIFF; 96 as WebP
take 1.6, 80 with transparency as AVIF 1.0."""
LONGEST_ANSWER = 1_000_000  # bytes
COLOR = re.compile("#[0-9a-f]{6}")
INHERITED = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "LANG")
# Each arena of malloc takes 64 MB of the address space that is allowed.
OWN = {"MALLOC_ARENA_MAX": "2"}


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
    """ "#rrggbb", the average of the picture: stands in its place until it arrives. Raises TooHard for other text."""

    def __new__(cls, text: str) -> "Color":
        if not COLOR.fullmatch(text):
            raise errors.TooHard(f"{text!r} is no colour")
        return super().__new__(cls, text)


def inspect(path: Path, *, max_pixels: int = MAX_PIXELS, patience: float = 0.6) -> Inspection:
    """Header and metadata always; the full decode as far as `patience` seconds go, from now. Raises PictureError."""
    started = time.monotonic()
    with process({"task": "inspect", "path": str(path.resolve()), "max_pixels": max_pixels}) as answers:
        header = answers.expected(HEADER_SECONDS)
        decoded = answers.next(patience - (time.monotonic() - started))
    return Inspection(color=Color(decoded["color"]) if decoded else "", is_whole=bool(decoded), **header)


def develop(
    path: Path,
    wanted: Sequence[Size],
    *,
    token: str,
    credit: Credit,
    focal: tuple[float, float],
    folder: Path,
    max_pixels: int = MAX_PIXELS,
) -> Generator[RenditionFile | Color, None, None]:
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
        yield Color(answers.expected(SILENCE_SECONDS)["color"])
        for size in wanted:
            name = answers.expected(SILENCE_SECONDS)["name"]
            # Whoever broke into that process must not have other files published.
            if parse_name(name) != (token, size.frame, size.width, size.format):
                raise errors.TooHard(f"{name!r} was not ordered")
            yield RenditionFile(name, *size, folder / Path(name).name)


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
            drawn = answers.expected(SILENCE_SECONDS)
        content = Path(folder, LOGO_FILE).read_bytes()
    return Logo(content, sha256(content).hexdigest()[:16], drawn["width"], drawn["height"])


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
        bufsize=0,  # nothing is left to be written to a process that is gone
    )
    stdin, stdout = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
    try:
        with suppress(BrokenPipeError):  # it ended already, which listening will show
            stdin.write(json.dumps({"memory": MEMORY} | order).encode() + b"\n")
        yield Answers(stdout.fileno())
    finally:
        child.kill()
        child.wait()
        stdin.close()
        stdout.close()


class Answers:
    """Lines of JSON, one for each thing done."""

    def __init__(self, out: int) -> None:
        self.out = out
        self.ear = select.poll()  # `select` knows no file above 1024, and a server may have more
        self.ear.register(self.out, select.POLLIN)
        self.heard = b""

    def expected(self, seconds: float) -> dict[str, Any]:
        """Raises TooHard also where nothing came in that time."""
        answer = self.next(seconds)
        if answer is None:
            raise errors.TooHard(f"no answer in {seconds} s")
        return answer

    def next(self, seconds: float) -> dict[str, Any] | None:
        """None: nothing in that time. Raises what the other side raised, TooHard where it ended without a word."""
        until = time.monotonic() + seconds
        while b"\n" not in self.heard:
            left = until - time.monotonic()
            if left <= 0 or not self.ear.poll(left * 1000):
                return None
            more = os.read(self.out, 65_536)
            if not more or len(self.heard) > LONGEST_ANSWER:
                raise errors.TooHard("the process ended")
            self.heard += more
        line, _, self.heard = self.heard.partition(b"\n")
        answer = json.loads(line)
        if "error" in answer:
            raise getattr(errors, answer["error"])(answer["why"])
        return answer
