"""Names of public files: nobody can guess one, and a changed picture gets another."""

import hashlib
import re
import secrets
from typing import NamedTuple

from articles.renditions.frames import Size

LOGO_FILE = "logo.png"
EXTENSIONS = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}
FORMATS = {extension: format for format, extension in EXTENSIONS.items()}
NAME = re.compile(rf"([0-9a-f]{{32}})/(whole|\d+x\d+)-(\d{{1,5}})-[0-9a-f]{{8}}\.({'|'.join(FORMATS)})", re.ASCII)


class Named(NamedTuple):
    token: str
    frame: str
    width: int
    format: str


def new_token() -> str:
    """128 bits, safe in addresses and on file systems that ignore case."""
    return secrets.token_hex(16)


def file_name(token: str, size: Size, data: bytes) -> str:
    """`<token>/16x9-640-<digest>.webp`: the digest lets caches keep a file for ever."""
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{token}/{size.frame.replace(':', 'x')}-{size.width}-{digest}.{EXTENSIONS[size.format]}"


def parse_name(name: str) -> Named | None:
    """What `file_name` was told; None for a name it never gave."""
    match = NAME.fullmatch(name)
    if not match:
        return None
    token, frame, width, extension = match.groups()
    return Named(token, frame.replace("x", ":"), int(width), FORMATS[extension])
