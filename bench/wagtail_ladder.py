"""Wagtail's renditions of one picture, run by the Python that has Wagtail: reads an order on standard input.

{"picture", "folder", "sizes": [[frame, format, width, height], ...], "qualities": {"jpeg": 76, ...}, "together": true}
"""

import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.files.images import ImageFile
from django.core.management import call_command

sys.path.append(str(Path(__file__).parent))

from spending import spending


def configure(order: dict) -> None:
    settings.configure(
        SECRET_KEY="only-for-a-bench",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{order['folder']}/wagtail.sqlite3"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MEDIA_ROOT=order["folder"],
        STATIC_URL="/static/",
        USE_TZ=True,
        INSTALLED_APPS=[
            "wagtail.images",
            "wagtail.users",
            "wagtail.admin",
            "wagtail.search",
            "wagtail",
            "taggit",
            "django.contrib.auth",
            "django.contrib.contenttypes",
        ],
        **{f"WAGTAILIMAGES_{format.upper()}_QUALITY": quality for format, quality in order["qualities"].items()},
    )
    django.setup()
    call_command("migrate", verbosity=0)


def spec(frame: str, format: str, width: int, height: int) -> str:
    """Wagtail's words for one of our sizes."""
    return f"{f'width-{width}' if frame == 'whole' else f'fill-{width}x{height}'}|format-{format}"


def make(order: dict) -> dict:
    from wagtail.images.models import Image

    with Path(order["picture"]).open("rb") as file:
        image = Image.objects.create(title="bench", file=ImageFile(file, name="picture.jpg"))
    specs = {spec(*size): size for size in order["sizes"]}
    with spending() as spent:
        if order["together"]:
            made = image.get_renditions(*specs)
        else:
            made = {each: image.get_rendition(each) for each in specs}
    files = [
        {
            "frame": size[0],
            "format": size[1],
            "width": made[each].width,
            "height": made[each].height,
            "path": made[each].file.path,
        }
        for each, size in specs.items()
    ]
    return spent | {"files": files}


if __name__ == "__main__":
    order = json.load(sys.stdin)
    Path(order["folder"]).mkdir(parents=True)
    configure(order)
    json.dump(make(order), sys.stdout)
