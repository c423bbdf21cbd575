"""What browsers are given is HTML as the standard has it: the Nu checker finds no error on any kind of page."""

import gzip
import json
import subprocess
from itertools import product
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from articles.management.commands.show_public_urls import public_patterns
from tests.validity.walk import LANGUAGES, Found, classes

NOT_PAGES = {"", "healthz", "readyz", "robots", "security-txt", "media", "logo", "sitemap", "lenta-json"}
OF_TROUBLE = ("403", "429", "500", "503")
"""Pages that no walk meets; they are made of words alone."""
SAID = {"kept": [("headline", "Город «N» & его мосты")], "is_desk": True, "is_busy": False}
"""What an outage gives back to be sent again."""
A_STORY_HOLDS = {"gallery-frame", "embed", "table", "notes", "quotation", "related", "old", "translations"}
ASKED_FOR_ALONE = {"shared_preview", "signed_picture"}  # a preview is the page of its story: see tests/preview


def test_the_walk_meets_every_kind_of_page(pages: list[Found]):
    kinds = {name for name, pattern in public_patterns() if not pattern.endswith((".xml", ".json"))}

    met = {page.kind.partition("?")[0] for page in pages}

    assert kinds - met - NOT_PAGES - ASKED_FOR_ALONE == set()
    assert {each for page in pages if page.kind == "story" for each in classes(page.markup)} >= A_STORY_HOLDS
    assert {page.language for page in pages if page.kind == "story"} == set(LANGUAGES)


def test_no_page_has_an_error_of_markup(pages: list[Found], tmp_path: Path):
    made = {str(number): (str(page), page.markup) for number, page in enumerate(pages)}
    for name, language in product(OF_TROUBLE, LANGUAGES):
        with translation.override(language):
            made[f"{name}-{language}"] = (f"{name} in {language}", render_to_string(f"{name}.html", SAID))
    for name, (_page, markup) in made.items():
        (tmp_path / f"{name}.html").write_text(markup)

    found = checked(tmp_path)

    by_page = [f"{made[Path(each['url']).stem][0]}: {each['message']} — {each.get('extract')}" for each in found]
    assert by_page == []


def test_every_page_is_light(pages: list[Found]):
    assert [str(page) for page in pages if len(gzip.compress(page.markup.encode())) > 15_000] == []


def checked(folder: Path) -> list[dict]:
    """Errors alone; what the checker remarks besides is advice."""
    jar = subprocess.run([settings.BASE_DIR / "bin/validator"], capture_output=True, text=True, check=False)
    assert jar.returncode == 0, jar.stderr
    command = ["java", "-Xss1m", "-jar", jar.stdout.strip(), "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [each for each in json.loads(done.stderr)["messages"] if each["type"] != "info"]
