"""What compares our ladder with another's measures what it says it does."""

import math

import pytest
from PIL import Image, ImageChops, ImageFilter

from bench.ladder import make
from bench.likeness import psnr, ssim
from bench.photograph import make_photograph
from bench.pictures import OURS, RIVALS, likeness, row, weight
from bench.wagtail_ladder import spec

SIZE = (360, 240)


@pytest.fixture(scope="module")
def photograph(tmp_path_factory):
    path = tmp_path_factory.mktemp("bench") / "photograph.jpg"
    make_photograph(path, SIZE)
    return path


@pytest.fixture(scope="module")
def pixels(photograph):
    return Image.open(photograph).convert("RGB")


def test_the_photograph_is_the_same_each_time_and_another_by_another_seed(photograph, tmp_path):
    make_photograph(tmp_path / "again.jpg", SIZE)
    make_photograph(tmp_path / "other.jpg", SIZE, seed=1)

    assert (tmp_path / "again.jpg").read_bytes() == photograph.read_bytes()
    assert (tmp_path / "other.jpg").read_bytes() != photograph.read_bytes()


def test_the_photograph_has_light_and_shade_and_detail(pixels):
    lightness = pixels.convert("L")
    darkest, lightest = lightness.getextrema()

    assert pixels.size == SIZE
    assert lightest - darkest > 150
    assert ssim(pixels, pixels.filter(ImageFilter.GaussianBlur(2))) < 0.9


def test_the_same_picture_is_wholly_alike(pixels):
    assert psnr(pixels, pixels) == math.inf
    assert ssim(pixels, pixels) == pytest.approx(1)


def test_decibels_follow_the_definition():
    black, grey = (Image.new("RGB", (16, 16), (level,) * 3) for level in (0, 10))

    assert psnr(black, grey) == pytest.approx(20 * math.log10(255 / 10))


def test_the_more_a_picture_is_spoilt_the_less_it_is_alike(pixels):
    spoilt = [pixels.filter(ImageFilter.GaussianBlur(radius)) for radius in (0.5, 1, 2, 4)]

    for measure in (psnr, ssim):
        told = [measure(pixels, each) for each in spoilt]
        assert told == sorted(told, reverse=True)


def test_a_negative_is_the_opposite_of_its_picture(pixels):
    assert ssim(pixels, ImageChops.invert(pixels)) < 0


def test_a_size_of_ours_is_named_in_wagtails_words():
    assert spec("whole", "avif", 640, 427) == "width-640|format-avif"
    assert spec("16:9", "jpeg", 640, 360) == "fill-640x360|format-jpeg"


def test_our_ladder_is_made_weighed_and_compared(photograph, tmp_path):
    run = make(photograph, SIZE, tmp_path / "made")

    assert run["seconds"] > 0
    assert run["processor"] > 0
    assert run["peak"] > 10_000_000
    assert weight(run["files"], "avif") < weight(run["files"], "jpeg")
    decibels, alike = likeness(photograph, run["files"])
    assert all(20 < each < 60 for each in decibels)
    assert all(0.8 < each < 1 for each in alike)


def test_seconds_are_compared_within_their_round():
    """Rounds of 1 and 10 seconds against 3 and 20: three times and twice ours, whatever the machine was doing."""
    runs = [{"seconds": each, "processor": 5, "peak": 2e6, "bytes": [4000, 3000, 2000]} for each in (3, 20)]

    cells = [cell.strip() for cell in row("Wagtail", runs, [1, 10], ([40, 41, 42], [0.9, 0.9, 0.9])).split("|")]

    assert cells[1:10] == ["Wagtail", "11.5", "2.5", "5.0", "2", "4", "3", "2", "9"]
    assert OURS not in RIVALS
