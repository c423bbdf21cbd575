"""Pictures as files: reading one safely, cutting and scaling it, naming and crediting what readers get."""

from articles.renditions.credits import Credit
from articles.renditions.files import RenditionFile, average_color, make_renditions, render
from articles.renditions.frames import FRAMES, RATIOS, WIDTHS, Rung, crop_box, ladder
from articles.renditions.logo import Logo, make_logo
from articles.renditions.names import file_name, new_token, parse_name
from articles.renditions.reading import (
    BrokenPicture,
    NotAPicture,
    Picture,
    PictureError,
    TooManyPixels,
    open_picture,
)

__all__ = [
    "FRAMES",
    "RATIOS",
    "WIDTHS",
    "BrokenPicture",
    "Credit",
    "Logo",
    "NotAPicture",
    "Picture",
    "PictureError",
    "RenditionFile",
    "Rung",
    "TooManyPixels",
    "average_color",
    "crop_box",
    "file_name",
    "ladder",
    "make_logo",
    "make_renditions",
    "new_token",
    "open_picture",
    "parse_name",
    "render",
]
