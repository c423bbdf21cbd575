"""How near a picture is to another of the same size, with nothing but Pillow."""

import math

from PIL import Image, ImageChops, ImageMath, ImageStat

WINDOW = 8
# Wang, Bovik, Sheikh, Simoncelli: Image quality assessment: from error visibility to structural similarity, 2004.
C1, C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def psnr(one: Image.Image, other: Image.Image) -> float:
    """Decibels over all channels; infinite for the same picture."""
    squares = ImageStat.Stat(ImageChops.difference(one, other)).sum2
    mean = sum(squares) / (len(squares) * one.width * one.height)
    return 10 * math.log10(255**2 / mean) if mean else math.inf


def ssim(one: Image.Image, other: Image.Image) -> float:
    """Of the lightness, in windows of 8 x 8 side by side; 1 for the same picture."""
    x, y = (image.convert("L").convert("F") for image in (one, other))
    mean_x, mean_y = x.reduce(WINDOW), y.reduce(WINDOW)
    windows = {
        "x": mean_x,
        "y": mean_y,
        "xx": product(x, x).reduce(WINDOW),
        "yy": product(y, y).reduce(WINDOW),
        "xy": product(x, y).reduce(WINDOW),
    }
    likeness = ImageMath.lambda_eval(likeness_of_windows, **windows)
    return likeness.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))


def product(one: Image.Image, other: Image.Image) -> Image.Image:
    return ImageMath.lambda_eval(lambda given: given["one"] * given["other"], one=one, other=other)


def likeness_of_windows(given):
    x, y = given["x"], given["y"]
    spread = given["xx"] - x * x + given["yy"] - y * y
    together = given["xy"] - x * y
    return ((2 * x * y + C1) * (2 * together + C2)) / ((x * x + y * y + C1) * (spread + C2))
