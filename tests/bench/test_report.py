"""What was measured is told as it was measured."""

import json
import re
from itertools import pairwise
from xml.etree import ElementTree

from django.utils import timezone

from bench.growth import BETWEEN_LABELS, picture
from bench.report import ANEW, page, read_lines, table

SITE = {"system": "ours", "database": "sqlite"}
FIGURES = {"p50": 2.0, "p99": 5.0, "bytes": 7_600, "requests": 900, "refused": 0, "broken": 0}


def line(what: str, stories: int, processor: float, *, connections: int = 8, way: str = ANEW) -> dict:
    known = {"what": what, "way": way, "connections": connections, "stories": stories, "processor": processor}
    return SITE | FIGURES | known | {"rate": 1000 / processor}


LINES = [
    SITE | {"stories": 1_000, "what": "story", "way": "queries", "queries": 4, "most": 5},
    *(line(what, stories, ms) for what, stories, ms in (("story", 1_000, 2), ("front", 1_000, 3.999))),
    *(line(what, stories, ms) for what, stories, ms in (("story", 10**6, 2.2), ("front", 10**6, 4))),
    line("story", 1_000, 2, connections=32),
    line("story", 1_000, 0.1, way="from memory"),
    SITE | {"stories": 1_000, "what": "memory of a worker", "way": ANEW, "rss": 120.4, "pss": 99.6},
]


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_growth_is_told_from_the_fewest_stories_to_the_most():
    rows = [cells(row) for row in table(LINES).splitlines() if row.startswith("| story")]

    assert rows[0] == ["story", "2.00", "2.20", "× 1.10"]


def test_a_report_names_the_command_that_makes_it_again_and_its_day():
    text = page("Costs", "python -m bench.site 1000", table(LINES))

    assert text.startswith("# Costs\n\nMade on ")
    assert f"{timezone.localdate().year} by `python -m bench.site 1000`" in text
    assert "\n\n## ours, sqlite: what more stories cost" in text


def test_a_page_is_told_with_its_queries_and_from_memory_apart_from_made_anew():
    rows = [cells(row) for row in table(LINES).splitlines() if row.startswith("| story")]

    assert rows[1] == ["story", "4", "7.6", "2.00", "500", "2.0 / 5.0", "500", "2.0 / 5.0"]
    assert rows[2][:4] == ["story, from memory", "", "7.6", "0.10"]
    assert "(RSS) and with its part of that (PSS): 120 MB and 100 MB (made anew)." in table(LINES)


def test_every_row_has_as_many_cells_as_its_head():
    for part in table(LINES).split("\n\n"):
        widths = {len(cells(row)) for row in part.splitlines() if row.startswith("|")}
        assert len(widths) <= 1


def test_the_picture_names_each_page_and_no_name_lies_on_another():
    drawn = ElementTree.fromstring(picture(LINES))

    names = [text for text in drawn.iter("{http://www.w3.org/2000/svg}text") if text.get("class") == "name"]
    heights = sorted(float(text.get("y", "0")) for text in names)
    assert sorted(re.sub(",.*", "", text.text or "") for text in names) == ["front", "story"]
    assert all(below - above >= BETWEEN_LABELS for above, below in pairwise(heights))


def test_lines_of_a_broken_off_run_are_read(tmp_path):
    file = tmp_path / "figures.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in LINES[:3]))

    assert read_lines(file) == LINES[:3]
