"""How public files are written, and what tells that one was written otherwise."""

import json
from dataclasses import astuple
from hashlib import sha256
from typing import Any

from articles.renditions.credits import Credit

ENCODERS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 55, "speed": 9, "max_threads": 1},
    "webp": {"quality": 78, "method": 2},
    "jpeg": {"quality": 80, "progressive": True},
}
MAKING = 1
"""Goes up when files of the same settings come out otherwise: another way of cutting, scaling or of colours."""


def recipe(credit: Credit, focal: tuple[float, float]) -> str:
    """Sixteen hexadecimal digits: a digest of everything that a file depends on but the pixels and the size."""
    ingredients = [MAKING, ENCODERS, astuple(credit), [round(share, 4) for share in focal]]
    return sha256(json.dumps(ingredients, sort_keys=True).encode()).hexdigest()[:16]
