"""Sizes and crops, for any photograph."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.renditions import FORMATS, RATIOS, WIDTHS, crop_box, sizes

SIDES = st.integers(1, 20_000)
FOCAL = st.tuples(st.floats(0, 1), st.floats(0, 1))
FRAMES = st.sampled_from(sorted(RATIOS))


def widths(ladder, frame, format="jpeg"):
    return [size.width for size in ladder if (size.frame, size.format) == (frame, format)]


def test_a_photograph_of_full_width_gets_every_width_in_every_frame_and_format():
    ladder = sizes(2880, 1920)

    assert len(ladder) == len(set(ladder)) == 6 * 4 * 3
    assert {widths(ladder, frame, format) == list(WIDTHS) for frame in RATIOS for format in FORMATS} == {True}
    assert {size[2:] for size in ladder if size.frame == "whole"} == {
        *((320, 213), (480, 320), (640, 427), (960, 640), (1280, 853), (1920, 1280))
    }
    assert {size.height for size in ladder if size.width == 960} == {640, 540, 720, 960}


def test_what_most_pages_need_is_made_first():
    ladder = sizes(2880, 1920)

    assert [size[:3] for size in ladder[:4]] == [
        ("whole", "jpeg", 320),
        ("whole", "webp", 320),
        ("whole", "jpeg", 480),
        ("whole", "webp", 480),
    ]
    assert {size.frame for size in ladder[:24]} == {"whole", "16:9"}
    assert {size.format for size in ladder[48:]} == {"avif"}


def test_a_photograph_between_two_steps_is_not_enlarged_to_the_upper_one():
    assert widths(sizes(1000, 800), "whole") == [320, 480, 640, 960]


def test_a_small_photograph_keeps_its_own_width():
    ladder = sizes(200, 300)

    assert {size[:1] + size[2:] for size in ladder} == {
        ("whole", 200, 300),
        ("16:9", 200, 112),
        ("4:3", 200, 150),
        ("1:1", 200, 200),
    }
    assert len(ladder) == 4 * 3


def test_a_picture_taller_than_webp_can_be_is_made_in_the_other_formats():
    ladder = sizes(1000, 17_100)

    assert widths(ladder, "whole", "jpeg") == widths(ladder, "whole", "avif") == [320, 480, 640, 960]
    assert widths(ladder, "whole", "webp") == [320, 480, 640]
    assert widths(ladder, "16:9", "webp") == [320, 480, 640, 960]
    assert {size.format for size in sizes(5, 60_000) if size.frame == "whole"} == {"jpeg"}


@given(SIDES, SIDES, FRAMES)
def test_nothing_is_ever_enlarged(width, height, frame):
    box = crop_box(width, height, frame)
    made = [size for size in sizes(width, height) if size.frame == frame]
    assert "jpeg" in {size.format for size in made} <= set(FORMATS)
    for size in made:
        assert size.width <= box.right - box.left
        assert size.height <= box.bottom - box.top + 1, "half a pixel of rounding"
        assert size.width in WIDTHS or size.width == box.right - box.left < min(WIDTHS)


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
