"""From one picture to all widths of a frame."""

from collections.abc import Iterable

from PIL import Image

from articles.renditions.frames import Size, crop_box, crop_size
from articles.renditions.reading import Picture

SPARE = 1.0
"""How much wider than its widest rendition a picture is kept: no sharper file comes of more."""
STEP = 1.5
"""A width is made of one that is that much wider already: a fraction of the pixels to read, and none the worse."""


def reduction(width: int, height: int, wanted: Iterable[Size]) -> int:
    """How many times smaller the picture may be and still give those sizes sharp."""
    shares = [crop_size(width, height, size.frame)[0] / size.width for size in wanted]
    return max(1, int(min(shares, default=1) / SPARE))


def in_frame(
    picture: Picture, frame: str, shapes: Iterable[tuple[int, int]], focal: tuple[float, float]
) -> dict[int, Image.Image]:
    """Width -> pixels, for every (width, height) of one frame."""
    box = crop_box(picture.width, picture.height, frame, focal)
    across, down = picture.image.width / picture.width, picture.image.height / picture.height
    cut = (box.left * across, box.top * down, box.right * across, box.bottom * down)
    done: dict[int, Image.Image] = {}
    for width, height in sorted(shapes, reverse=True):
        wider = min((each for each in done if each >= STEP * width), default=None)
        source, part = (done[wider], None) if wider else (picture.image, cut)
        done[width] = source.resize((width, height), Image.Resampling.LANCZOS, part, reducing_gap=3.0)
    return done
