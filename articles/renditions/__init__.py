"""Pictures as files: reading one safely, cutting and scaling it, naming and crediting what readers get."""

from articles.renditions.credits import Credit
from articles.renditions.darkroom import Color, Inspection, Logo, RenditionFile, develop, inspect, make_logo
from articles.renditions.errors import BrokenPicture, NoSuchSize, NotAPicture, PictureError, TooHard, TooManyPixels
from articles.renditions.frames import FORMATS, MAX_PIXELS, RATIOS, WIDTHS, Size, crop_box, sizes
from articles.renditions.names import file_name, new_token, parse_name
from articles.renditions.recipes import recipe

__all__ = [
    "FORMATS",
    "MAX_PIXELS",
    "RATIOS",
    "WIDTHS",
    "BrokenPicture",
    "Color",
    "Credit",
    "Inspection",
    "Logo",
    "NoSuchSize",
    "NotAPicture",
    "PictureError",
    "RenditionFile",
    "Size",
    "TooHard",
    "TooManyPixels",
    "crop_box",
    "develop",
    "file_name",
    "inspect",
    "make_logo",
    "new_token",
    "parse_name",
    "recipe",
    "sizes",
]
