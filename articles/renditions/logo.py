"""A newsroom's mark: small, with its transparency, without anything that the file carried besides."""

from PIL import Image

from articles.renditions.colors import Colors
from articles.renditions.errors import BrokenPicture, NotAPicture
from articles.renditions.reading import DAMAGE, Negative

LOGO_PIXELS = 4_000_000
LARGEST = (640, 128)  # twice what a page shows


def draw_logo(negative: Negative) -> Image.Image:
    """Raises NotAPicture for a kind without transparency, BrokenPicture."""
    if negative.format not in ("png", "webp"):
        raise NotAPicture(f"{negative.format} has no transparency")
    try:
        negative.image.load()
        colors, alpha = Colors(negative.image).apart(negative.image)
    except DAMAGE as error:
        raise BrokenPicture(str(error)) from error
    clean = Image.new("RGBA", colors.size)
    clean.paste(colors)
    if alpha:
        clean.putalpha(alpha)
    clean.thumbnail(LARGEST)
    return clean
