"""What browsers are given is HTML as the standard has it: the Nu checker finds no error on any kind of page."""

import json
import subprocess
from pathlib import Path

from django.conf import settings

from articles.management.commands.show_public_urls import public_patterns
from tests.validity.walk import LANGUAGES, Found

NOT_PAGES = {"", "healthz", "readyz", "robots", "media", "logo", "sitemap", "lenta-json"}
ASKED_FOR_ALONE = {"shared_preview", "signed_picture"}  # a preview is the page of its story: see tests/preview


def test_the_walk_meets_every_kind_of_page(pages: list[Found]):
    kinds = {name for name, pattern in public_patterns() if not pattern.endswith((".xml", ".json"))}

    met = {page.kind for page in pages}

    assert kinds - met - NOT_PAGES - ASKED_FOR_ALONE == set()
    assert {page.language for page in pages if page.kind == "story"} == set(LANGUAGES)


def test_no_page_has_an_error_of_markup(pages: list[Found], tmp_path: Path):
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(page.markup)

    found = checked(tmp_path)

    by_page = [f"{pages[int(Path(each['url']).stem)]}: {each['message']} — {each.get('extract')}" for each in found]
    assert by_page == []


def checked(folder: Path) -> list[dict]:
    """Errors alone; what the checker remarks besides is advice."""
    jar = subprocess.run([settings.BASE_DIR / "bin/validator"], capture_output=True, text=True, check=False)
    assert jar.returncode == 0, jar.stderr
    command = ["java", "-Xss1m", "-jar", jar.stdout.strip(), "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [each for each in json.loads(done.stderr)["messages"] if each["type"] != "info"]
