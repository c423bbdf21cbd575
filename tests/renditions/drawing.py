"""Pictures that the tests make for themselves, as bytes of files."""

import io
import struct
import zlib
from typing import Any

from PIL import ExifTags, Image, ImageChops, ImageCms

# Latitude, degrees as a rational: how EXIF writes it.
GPS = b"\x00\x00\x00\x2b\x00\x00\x00\x01"
ALMATY = {1: "N", 2: (43.0, 15.0, 0.0), 3: "E", 4: (76.0, 54.0, 0.0)}


def as_file(image: Image.Image, format: str = "JPEG", **options: Any) -> io.BytesIO:
    file = io.BytesIO()
    image.save(file, format, **options)
    return file


def gradient(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Dark above, light below, with enough detail that a cut file shows."""
    noise = Image.effect_noise((256, 256), 40)
    return Image.blend(Image.linear_gradient("L"), noise, 0.3).resize((width, height)).convert(mode)


def from_a_phone(width: int = 400, height: int = 300, orientation: int = 1, **options: Any) -> io.BytesIO:
    """A JPEG with everything that must not reach a reader: place, camera, comment, thumbnail-sized EXIF."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "SECRETCAMERA"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(ALMATY)
    return as_file(gradient(width, height), exif=exif, comment=b"SECRETCOMMENT", **options)


SECRETS = (
    b"SECRETCAMERA",
    b"SECRETOWNER",
    b"SECRETSERIAL",
    b"SECRETCOMMENT",
    b"SECRETHISTORY",
    b"SECRETTHUMB",
    b"SECRETTRAIL",
    GPS,
)


def with_secrets() -> io.BytesIO:
    """A JPEG as it may leave a desk of retouchers: place, camera, serial, owner, history, thumbnail, trailing bytes."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SECRETCAMERA"
    exif[ExifTags.Base.CameraOwnerName] = "SECRETOWNER"
    exif[ExifTags.Base.BodySerialNumber] = "SECRETSERIAL"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(ALMATY)
    history = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><history>SECRETHISTORY</history></x:xmpmeta>'
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    thumbnail = b"Photoshop 3.0\0008BIM\x04\x0c\0\0" + struct.pack(">I", 12) + b"SECRETTHUMB\0"
    file = as_file(
        gradient(400, 300),
        exif=exif,
        comment=b"SECRETCOMMENT",
        xmp=history,
        icc_profile=profile,
        extra=b"\xff\xed" + struct.pack(">H", len(thumbnail) + 2) + thumbnail,
    )
    file.seek(0, io.SEEK_END)
    file.write(as_file(Image.new("RGB", (16, 16)), comment=b"SECRETTRAIL").getvalue())
    return file


def photo_like(width: int, height: int) -> Image.Image:
    """Detail of every size, as in nature: the finer, the fainter."""
    picture = Image.linear_gradient("L").resize((width, height))
    for step in range(2, 10):
        noise = Image.effect_noise((3 * 2**step, 2 * 2**step), 300 / 2**step).resize((width, height))
        picture = ImageChops.add(picture, noise, offset=-128)
    return Image.merge("RGB", (picture, picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT), picture))


def png_that_claims(width: int, height: int) -> io.BytesIO:
    """A few bytes, rightly put together, that promise a picture of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b""))
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
            for kind, content in chunks
        )
    )
