"""Pictures that the tests make for themselves, as bytes of files."""

import io
from typing import Any

from PIL import ExifTags, Image

ALMATY = {1: "N", 2: (43.0, 15.0, 0.0), 3: "E", 4: (76.0, 54.0, 0.0)}


def as_file(image: Image.Image, format: str = "JPEG", **options: Any) -> io.BytesIO:
    file = io.BytesIO()
    image.save(file, format, **options)
    return file


def gradient(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Dark above, light below, with enough detail that a cut file shows."""
    noise = Image.effect_noise((256, 256), 40)
    return Image.blend(Image.linear_gradient("L"), noise, 0.3).resize((width, height)).convert(mode)


def from_a_phone(width: int = 400, height: int = 300, orientation: int = 1) -> io.BytesIO:
    """A JPEG with everything that must not reach a reader: place, camera, comment, thumbnail-sized EXIF."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "SECRETCAMERA"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(ALMATY)
    return as_file(gradient(width, height), exif=exif, comment=b"SECRETCOMMENT")
