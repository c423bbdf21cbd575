"""The table of docs/roles.md says what the matrix says, and the matrix is what the site does."""

import re

import pytest
from django.conf import settings

from tests.admin.matrix import BUTTONS, DEEDS, MATRIX, PEOPLE

ROW = re.compile(
    r"^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \| (?:(\w+) )?`(?:(GET|POST) )?(.+?)` \|$", re.MULTILINE
)
ROWS = ROW.findall((settings.BASE_DIR / "docs" / "roles.md").read_text())
ROLES = {
    1: ("reporter, story of another", "reporter, own story"),
    2: ("editor, section of others", "editor, own section"),
    3: ("photographer",),
    4: ("chief",),
}
WORDS = {
    (True,): {"да"},
    (False,): {"нет"},
    (True, True): {"все", "да"},
    (False, True): {"свои"},
    (False, False): {"нет"},
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_table_of_roles_says_what_the_matrix_says(row):
    *cells, kind, method, address = row
    found = {"кнопка": BUTTONS, "вместе": DEEDS}.get(kind, MATRIX)[address]
    grid = dict(zip(PEOPLE, (found.get if method == "GET" else found.post).replace(" ", ""), strict=True))

    for column, people in ROLES.items():
        may = tuple(grid[person] in "+=" for person in people)
        assert cells[column] in WORDS[may], f"{cells[0]}: {people[-1]}"


def test_every_row_of_the_table_is_read():
    lines = [line for line in (settings.BASE_DIR / "docs" / "roles.md").read_text().splitlines() if "` |" in line]

    assert len(ROWS) == len(lines) > 40


def test_every_button_and_every_deed_stands_in_the_table():
    addresses = {row[-1] for row in ROWS}

    assert set(BUTTONS) | set(DEEDS) <= addresses
