"""The colours that a file means, in sRGB."""

import io
from typing import cast

from PIL import Image, ImageCms

SPACES = {"L": "GRAY", "RGB": "RGB ", "CMYK": "CMYK"}
WITH_ALPHA = {"LA": "LA", "La": "LA", "PA": "RGBA", "RGBa": "RGBA", "RGBA": "RGBA", "L": "LA"}


class Colors:
    """What one decoded picture's profile says, for any part of it."""

    def __init__(self, image: Image.Image) -> None:
        self.may_be_mixed = image.mode in SPACES and not image.has_transparency_data
        """Whether averages of its pixels mean anything before they are converted."""
        self.brightest = brightest(image)
        sample, _ = self.opaque(image.crop((0, 0, 1, 1)))
        self.mode, self.transform = sample.mode, None
        if sample.mode == "LAB":
            self.transform = transform_from(ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), "LAB")
        elif profile := image.info.get("icc_profile"):
            self.mode, self.transform = described_by(profile, sample.mode)

    def of(self, part: Image.Image) -> Image.Image:
        """RGB, transparent parts on white."""
        colors, alpha = self.apart(part)
        if alpha is None:
            return colors
        white = Image.new("RGB", part.size, "white")
        white.paste(colors, mask=alpha)
        return white

    def apart(self, part: Image.Image) -> tuple[Image.Image, Image.Image | None]:
        """RGB, and the transparency if there is one."""
        colors, alpha = self.opaque(part)
        if self.transform:
            colors = ImageCms.applyTransform(colors.convert(self.mode), self.transform) or colors
        return colors.convert("RGB"), alpha

    def opaque(self, part: Image.Image) -> tuple[Image.Image, Image.Image | None]:
        """Eight bits a channel as the file has them, and the transparency."""
        if self.brightest:
            return part.convert("F").point(lambda value: value * (255 / self.brightest) + 0.5).convert("L"), None
        if part.has_transparency_data:
            part = part.convert(WITH_ALPHA.get(part.mode, "RGBA"))
            return part.convert(part.mode[:-1]), part.getchannel("A")
        if part.mode in (*SPACES, "LAB"):
            return part, None
        return part.convert("L" if part.mode == "1" else "RGB"), None


def brightest(image: Image.Image) -> float:
    """White in a picture of more than eight bits a pixel, 0 in others."""
    if image.mode.startswith("I;16"):
        return 65_535
    if image.mode not in ("I", "F"):
        return 0
    highest = cast(float, image.getextrema()[1])
    return next((white for white in (1, 255, 65_535) if highest <= white), highest)


def described_by(profile: bytes, mode: str) -> tuple[str, ImageCms.ImageCmsTransform | None]:
    """A profile that fits nothing is as good as none."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = source.profile.xcolor_space
        if mode == "L" and space == SPACES["RGB"]:
            mode = "RGB"
        return mode, transform_from(source, mode) if space == SPACES[mode] else None
    except (ImageCms.PyCMSError, OSError):
        return mode, None


def transform_from(source: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
