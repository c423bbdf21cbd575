"""The rooms and floors of the design, read from the code itself."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "renditions": 0,
    "text": 0,
    "models": 1,
    "migrations": 1,
    "pages": 2,
    "search": 2,
    "publishing": 3,
    "admin": 4,
    "management": 4,
    "preview": 4,
    "reader": 4,
    "syndication": 4,
}
SATELLITES = ("subscriptions",)
"""Apps to whose tables nothing points, and without which the site still serves stories."""
READER_ROOMS = ("pages", "reader", "syndication")
TEMPLATES = ROOT / "templates"
READERS_TEMPLATES = TEMPLATES / "jinja2"
PURE = ("renditions", "text")
NAMELESS = {"utils", "helpers", "common", "core", "services", "misc", "tools"}


def modules(*rooms: str) -> list[Path]:
    folders = [ROOT / "articles" / room for room in rooms] or [
        ROOT / "articles",
        ROOT / "newsroom",
        *map(ROOT.joinpath, SATELLITES),
    ]
    return sorted(path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts)


def imports(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions, and every name that it takes from one."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "articles" and len(parts) > 1 and parts[1] in FLOORS else None


def test_every_room_has_its_floor():
    rooms = {path.name for path in (ROOT / "articles").iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert rooms == set(FLOORS)


@pytest.mark.parametrize("room", FLOORS)
def test_imports_point_down_and_never_sideways(room):
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in modules(room)
        for module in imports(path)
        if (other := room_of(module)) and other != room and FLOORS[other] >= FLOORS[room]
    ]

    assert wrong == []


def test_wiring_is_imported_by_nobody_but_commands():
    rooms = FLOORS.keys() - {"management"}
    wrong = [str(path) for path in modules(*rooms) if any(name.split(".")[0] == "newsroom" for name in imports(path))]

    assert wrong == []


def test_nothing_of_the_newspaper_knows_a_satellite():
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in modules(*FLOORS)
        for module in imports(path)
        if module.split(".")[0] in SATELLITES
    ]

    assert wrong == []


def test_a_satellite_meets_the_newspaper_below_its_doors():
    """It may add itself to the desk; what readers and verbs are, it asks of rooms that know; wiring is for commands."""
    doors = {name for name, floor in FLOORS.items() if floor == 4} - {"admin", "reader"}
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for name in SATELLITES
        for path in sorted((ROOT / name).rglob("*.py"))
        for module in imports(path)
        if room_of(module) in doors or (module.split(".")[0] == "newsroom" and "management" not in path.parts)
    ]

    assert wrong == []


def test_the_ground_knows_no_models():
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in modules(*PURE)
        for module in imports(path)
        if module.startswith(("django.db", "django.apps", "django.contrib", "django.conf"))
    ]

    assert wrong == []


def test_reader_rooms_never_name_the_working_copy():
    """`article_id` is a number of an address; `Article` and `.article` are the working copy."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules(*READER_ROOMS)
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Attribute) and node.attr == "article")
        or (isinstance(node, ast.Name) and node.id == "Article")
        or (isinstance(node, ast.ImportFrom) and any(alias.name in ("Article", "Version") for alias in node.names))
    ]

    assert wrong == []


def test_reader_templates_never_name_the_working_copy():
    wrong = [
        f"{path.relative_to(ROOT)}: {match}"
        for path in reader_templates()
        for match in re.findall(r"{[{%][^}%]*\.article\b[^}%]*[}%]}|{[{%]\s*article\.", path.read_text())
    ]

    assert wrong == []


def test_text_is_marked_safe_in_one_place():
    unescaped = re.compile(r"\|\s*safe\b|autoescape (off|false)|Markup")
    safe = [path for path in TEMPLATES.rglob("*.html") if unescaped.search(path.read_text())]
    marked = [path for path in modules() if re.search(r"mark_safe|SafeString\(|Markup\(|\(Markup\b", path.read_text())]

    assert safe == [READERS_TEMPLATES / "partials" / "text.html"]
    assert marked == [ROOT / "newsroom" / "compiling.py"]  # of pieces that were escaped one by one


def test_only_publishing_makes_editions():
    makers = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Edition", "Version")
    }

    assert {path.split("/")[1] for path in makers} <= {"publishing"}


def test_no_file_is_long_and_none_is_nameless():
    paths = [*modules(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "fixtures").rglob("*.py")]
    long = [
        f"{path.relative_to(ROOT)}: {count}" for path in paths if (count := len(path.read_text().splitlines())) > 300
    ]

    assert not long
    assert [path for path in paths if path.stem in NAMELESS] == []


def reader_templates() -> list[Path]:
    """All but previews, whose bar speaks of the working copy."""
    return sorted(path for path in READERS_TEMPLATES.rglob("*.*") if "preview" not in path.parts)
