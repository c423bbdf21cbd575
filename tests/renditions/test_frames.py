"""Sizes and crops, for any photograph."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.renditions import RATIOS, WIDTHS, crop_box, ladder

SIDES = st.integers(1, 20_000)
FOCAL = st.tuples(st.floats(0, 1), st.floats(0, 1))
FRAMES = st.sampled_from(sorted(RATIOS))


def test_a_photograph_of_full_width_gets_the_whole_ladder_in_two_frames():
    assert ladder(1920, 1280) == [
        ("whole", 320, 213),
        ("whole", 480, 320),
        ("whole", 640, 427),
        ("whole", 960, 640),
        ("whole", 1280, 853),
        ("whole", 1920, 1280),
        ("16:9", 320, 180),
        ("16:9", 480, 270),
        ("16:9", 640, 360),
        ("16:9", 960, 540),
        ("16:9", 1280, 720),
        ("16:9", 1920, 1080),
    ]


def test_a_photograph_between_two_steps_is_not_enlarged_to_the_upper_one():
    assert [width for _, width, _ in ladder(1000, 800, ["whole"])] == [320, 480, 640, 960]


def test_a_small_photograph_keeps_its_own_width():
    assert ladder(200, 300) == [("whole", 200, 300), ("16:9", 200, 112)]


@given(SIDES, SIDES, FRAMES)
def test_nothing_is_ever_enlarged(width, height, frame):
    box = crop_box(width, height, frame)
    for rung in ladder(width, height, [frame]):
        assert rung.width <= box.right - box.left
        assert rung.width in WIDTHS or rung.width == box.right - box.left < min(WIDTHS)


@given(SIDES, SIDES, FRAMES, FOCAL)
def test_a_crop_stays_inside_the_photograph_and_holds_its_focal_point(width, height, frame, focal):
    left, top, right, bottom = crop_box(width, height, frame, focal)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left <= focal[0] * width <= right
    assert top <= focal[1] * height <= bottom


@given(SIDES, SIDES, FRAMES)
def test_a_crop_is_as_large_as_its_ratio_allows(width, height, frame):
    left, top, right, bottom = crop_box(width, height, frame)

    assert right - left == width or bottom - top == height
    if ratio := RATIOS[frame]:
        assert abs((right - left) - (bottom - top) * ratio) <= max(ratio, Fraction(1))


@pytest.mark.parametrize(
    ("focal", "box"),
    [((0.5, 0.5), (0, 100, 1600, 1000)), ((0.5, 0), (0, 0, 1600, 900)), ((0.5, 1), (0, 200, 1600, 1100))],
)
def test_the_crop_follows_the_focal_point_as_far_as_the_edge(focal, box):
    assert crop_box(1600, 1100, "16:9", focal) == box
