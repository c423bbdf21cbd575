"""A picture that encodes like a photograph, the same each time: light, haze, foliage, edges and a sensor's grain."""

from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (6000, 4000)
SEED = 20210430
GRAIN = 10
OCTAVES = (4, 9, 21, 50, 120, 290, 700, 1700)
"""Widths of layers of noise, each drawn out over the whole picture: detail of every scale, as nature has it."""
LEAVES, LINES = 6_000, 900
QUALITY = 92


def make_photograph(path: Path, size: tuple[int, int] = SIZE, seed: int = SEED) -> None:
    """A JPEG as a camera writes it, without metadata."""
    random = Random(seed)
    light = clouds(random, size)
    tints = [layer(random, size, width=30, strength=0.12) for _channel in range(3)]
    picture = Image.merge("RGB", [ImageChops.add(light, tint, offset=-128) for tint in tints])
    draw_leaves(random, picture)
    draw_lines(random, picture)
    picture = picture.filter(ImageFilter.GaussianBlur(0.7))  # no lens is sharper
    grain = Image.merge("RGB", [layer(random, size, size[0], GRAIN / 128) for _channel in range(3)])
    ImageChops.add(picture, grain, offset=-128).save(path, "JPEG", quality=QUALITY)


def shade(random: Random) -> tuple[int, ...]:
    """Grey with a little of a colour, as most things are."""
    grey = random.randint(25, 200)
    return tuple(max(0, grey + random.randint(-22, 22)) for _channel in range(3))


def noise(random: Random, size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", size, random.randbytes(size[0] * size[1]))


def layer(random: Random, size: tuple[int, int], width: int, strength: float) -> Image.Image:
    """Noise around the middle grey, drawn out from that width."""
    width = min(width, size[0])
    drawn = noise(random, (width, max(1, width * size[1] // size[0]))).resize(size, Image.Resampling.BICUBIC)
    return drawn.point(lambda value: int(128 + (value - 128) * strength))


def clouds(random: Random, size: tuple[int, int]) -> Image.Image:
    """Noise of all scales, the finer the weaker, darker towards the ground."""
    light = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(size)
    light = light.point(lambda value: int(70 + value * 0.5))
    for step, width in enumerate(OCTAVES):
        light = ImageChops.add(light, layer(random, size, width, 0.5 * 0.8**step), offset=-128)
    return light


def draw_leaves(random: Random, picture: Image.Image) -> None:
    """Smaller and denser towards the bottom; each shaded by a second one within it."""
    pen = ImageDraw.Draw(picture)
    width, height = picture.size
    for _leaf in range(LEAVES):
        x, y = random.uniform(0, width), height * (1 - random.random() ** 2 * 0.6)
        across, down = (random.uniform(0.001, 0.012) * width for _side in range(2))
        lit = shade(random)
        darker = tuple(channel * 2 // 3 for channel in lit)
        pen.ellipse((x, y, x + across, y + down), fill=lit)
        pen.ellipse((x + across / 4, y + down / 4, x + across, y + down), fill=darker)


def draw_lines(random: Random, picture: Image.Image) -> None:
    """Branches, wires, edges of houses."""
    pen = ImageDraw.Draw(picture)
    width, height = picture.size
    for _line in range(LINES):
        x, y = random.uniform(0, width), random.uniform(0, height)
        end = (x + random.gauss(0, width / 20), y + random.gauss(0, height / 20))
        pen.line((x, y, *end), fill=shade(random), width=random.randint(1, max(1, width // 500)))
