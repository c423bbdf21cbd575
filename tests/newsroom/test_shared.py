"""Pages that machines share are those of one code and one set of settings."""

import re
from pathlib import Path

from django.conf import settings

from newsroom.shared import SAYING, edition_of_the_code

READERS_ROOMS = ("articles/pages", "articles/reader", "articles/syndication", "newsroom/security_txt.py")


def test_every_setting_that_readers_are_told_parts_the_pages_of_two_starts():
    paths = [Path(settings.BASE_DIR, room) for room in READERS_ROOMS]
    files = [file for path in paths for file in (path.rglob("*.py") if path.is_dir() else [path])]
    told = {name for file in files for name in re.findall(r"settings\.(NEWSROOM_\w+)", file.read_text())}

    assert "NEWSROOM_SECURITY_CONTACT" in told
    assert told <= set(SAYING)


def test_a_page_with_another_contact_is_another_page(settings):
    before = edition_of_the_code()
    settings.NEWSROOM_SECURITY_CONTACT = "mailto:other@example.com"

    assert edition_of_the_code() != before
