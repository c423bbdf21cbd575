"""Start the site with its demo on data of its own, walk through it, and keep what is seen."""

import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, sync_playwright

from docs.pictures.scenes import SCENES
from tests.conftest import CHROMIUM
from tests.newsroom.server import free_port, serving

FOLDER = Path(__file__).parent
COLORS = 256
WINDOW = {"width": 1360, "height": 850}


def main(wanted: list[str]) -> None:
    """All pictures, or those named."""
    with ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-pictures-"))
        port = free_port()
        site = f"http://127.0.0.1:{port}"
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "NEWSROOM_ENV_FILE": os.devnull,
            "NEWSROOM_LOCAL": "true",
            "NEWSROOM_SECRET_KEY": secrets.token_urlsafe(60),
            "NEWSROOM_DATA": data,
            "NEWSROOM_ORIGIN": site,
        }
        for command in (["migrate", "-v0"], ["demo", "--pictures"], ["collectstatic", "-v0", "--noinput"]):
            subprocess.run([sys.executable, "manage.py", *command], check=True)
        stack.enter_context(serving(dict(os.environ), port, "serve"))
        playwright = stack.enter_context(sync_playwright())
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        for name, scene in SCENES.items():
            if not wanted or name in wanted:
                draw(browser, site, name, scene)
        browser.close()


def draw(browser: Browser, site: str, name: str, scene) -> None:
    """Each scene begins with a browser that nobody has used."""

    def window(**options) -> Page:
        return browser.new_context(base_url=site, viewport=WINDOW, locale="ru", **options).new_page()

    page = scene(window)
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    with_few_colors(Image.open(path).convert("RGB")).save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1000} kB")  # noqa: T201 — a command's answer
    for context in browser.contexts:
        context.close()


def with_few_colors(image: Image.Image) -> Image.Image:
    """The octree keeps small spots of strong colour, but takes pale greys for one: not for a page of those."""
    few = image.quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    off = max(ImageStat.Stat(ImageChops.difference(image, few.convert("RGB"))).mean)
    return few if off < 1.5 else image.quantize(COLORS, dither=Image.Dither.NONE)


main(sys.argv[1:])
