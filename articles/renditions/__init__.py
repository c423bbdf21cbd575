"""Pictures as files: reading one safely, cutting and scaling it, naming and crediting what readers get."""

from articles.renditions.credits import Credit
from articles.renditions.darkroom import MAX_PIXELS, Color, Inspection, RenditionFile, develop, inspect
from articles.renditions.errors import BrokenPicture, NotAPicture, PictureError, TooHard, TooManyPixels
from articles.renditions.files import average_color, make_renditions, render
from articles.renditions.frames import FRAMES, RATIOS, WIDTHS, Rung, Size, crop_box, ladder, sizes
from articles.renditions.logo import Logo, make_logo
from articles.renditions.names import file_name, new_token, parse_name
from articles.renditions.reading import Picture, open_picture
from articles.renditions.recipes import recipe

__all__ = [
    "FRAMES",
    "MAX_PIXELS",
    "RATIOS",
    "WIDTHS",
    "BrokenPicture",
    "Color",
    "Credit",
    "Inspection",
    "Logo",
    "NotAPicture",
    "Picture",
    "PictureError",
    "RenditionFile",
    "Rung",
    "Size",
    "TooHard",
    "TooManyPixels",
    "average_color",
    "crop_box",
    "develop",
    "file_name",
    "inspect",
    "ladder",
    "make_logo",
    "make_renditions",
    "new_token",
    "open_picture",
    "parse_name",
    "recipe",
    "render",
    "sizes",
]
