"""The process in which strangers' bytes are decoded."""

import os
import resource
import signal
import time
from pathlib import Path

import pytest
from PIL import Image

from articles.renditions import (
    MAX_PIXELS,
    BrokenPicture,
    Color,
    Credit,
    NoSuchSize,
    NotAPicture,
    Size,
    TooHard,
    TooManyPixels,
    develop,
    inspect,
    new_token,
    parse_name,
    sizes,
)
from articles.renditions.darkroom import process
from tests.renditions.drawing import as_file, from_a_phone, gradient, png_that_claims

VODNEV = Credit("Владислав Воднев", "Sputnik", "© Sputnik")
PATIENT = 30  # seconds: the machine may be busy with other tests


@pytest.fixture
def on_disk(tmp_path):
    def write(file, name="picture.jpg"):
        path = tmp_path / name
        path.write_bytes(file.getvalue())
        return path

    return write


def children():
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(pid) for task in tasks for pid in task.read_text().split()}


def developing(path, folder, wanted=None):
    return develop(path, wanted or sizes(400, 300), token=new_token(), credit=VODNEV, focal=(0.5, 0.5), folder=folder)


def test_a_picture_tells_its_kind_its_upright_size_its_colour_and_its_words(on_disk):
    file = from_a_phone(400, 300, orientation=6, xmp=VODNEV.xmp())

    found = inspect(on_disk(file), patience=PATIENT)

    assert (found.format, found.width, found.height, found.is_whole) == ("jpeg", 300, 400, True)
    assert found.color.startswith("#") and len(found.color) == 7
    assert found.metadata["creator"] == "Владислав Воднев"


def test_who_has_no_patience_learns_of_the_header_alone_and_leaves_no_process(on_disk):
    before = children()

    found = inspect(on_disk(as_file(gradient(4000, 3000), "PNG")), patience=0)

    assert (found.format, found.width, found.is_whole, found.color) == ("png", 4000, False, "")
    assert children() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg/>", NotAPicture),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", NotAPicture),
        (png_that_claims(60_000, 60_000).getvalue(), TooManyPixels),
        (as_file(gradient(400, 300)).getvalue()[:5000], BrokenPicture),
    ],
)
def test_what_is_refused_is_refused_in_the_words_of_the_room(tmp_path, content, reason):
    path = tmp_path / "picture.jpg"
    path.write_bytes(content)

    with pytest.raises(reason):
        inspect(path, patience=PATIENT)


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def test_a_hundred_megapixels_in_a_few_bytes_cost_the_caller_neither_memory_nor_time(on_disk):
    huge = Image.new("1", (10_000, 10_000))
    path = on_disk(as_file(huge, "PNG"))
    cut = path.with_name("cut.png")
    cut.write_bytes(path.read_bytes()[:-400])
    before, started = resident(), time.process_time()

    with pytest.raises(BrokenPicture):
        inspect(cut, patience=PATIENT)
    inspect(path)

    assert resident() - before < 4_000_000
    assert time.process_time() - started < 0.5


def test_the_colour_comes_first_and_then_every_file_in_the_order_wanted(on_disk, tmp_path):
    path, token, wanted = on_disk(as_file(gradient(400, 300))), new_token(), sizes(400, 300)

    color, *files = develop(path, wanted, token=token, credit=VODNEV, focal=(0.5, 0.5), folder=tmp_path)

    assert isinstance(color, Color)
    assert [(file.frame, file.format, file.width, file.height) for file in files] == wanted
    for file in files:
        assert parse_name(file.name) == (token, file.frame, file.width, file.format)
        assert Image.open(file.path).size == (file.width, file.height)


def test_a_size_that_is_not_in_the_ladder_is_not_made(on_disk, tmp_path):
    path, folder = on_disk(as_file(gradient(400, 300))), tmp_path / "made"
    folder.mkdir()

    with pytest.raises(NoSuchSize):
        list(developing(path, folder, [Size("whole", "jpeg", 399, 299)]))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSEGV])
def test_a_process_that_crashes_is_a_picture_too_hard(on_disk, tmp_path, end):
    before = children()
    answers = developing(on_disk(as_file(gradient(400, 300))), tmp_path)
    next(answers)

    os.kill((children() - before).pop(), end)

    with pytest.raises(TooHard):
        list(answers)
    assert children() == before


def test_a_caller_who_turns_away_leaves_no_process(on_disk, tmp_path):
    before = children()
    answers = developing(on_disk(as_file(gradient(400, 300))), tmp_path)
    next(answers)
    assert children() - before

    answers.close()

    assert children() == before


def test_a_picture_that_takes_more_memory_than_allowed_is_too_hard(on_disk):
    path = on_disk(png_that_claims(10_000, 10_000))
    order = {"task": "inspect", "path": str(path), "max_pixels": MAX_PIXELS, "memory": 300_000_000}

    with process(order) as answers:
        assert answers.expected(PATIENT)["width"] == 10_000
        with pytest.raises(TooHard):
            answers.expected(PATIENT)


def test_secrets_of_the_server_are_not_in_the_environment_of_that_process(on_disk, monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSROOM_SECRET_KEY", "SECRETKEY")
    before = children()
    answers = developing(on_disk(as_file(gradient(400, 300))), tmp_path)
    next(answers)

    environment = Path(f"/proc/{(children() - before).pop()}/environ").read_bytes()

    answers.close()
    assert b"MALLOC_ARENA_MAX" in environment
    assert b"SECRETKEY" not in environment


@pytest.mark.parametrize("text", ["#zzzzzz", "#12345", "#1234567", "red"])
def test_no_other_text_passes_for_a_colour(text):
    with pytest.raises(TooHard):
        Color(text)
