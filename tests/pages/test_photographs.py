"""Photos as pages show them: which files are offered, and what stands there until there are any."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from articles.models import Photo, Rendition
from articles.pages.photographs import WHOLE, WIDE, Album, Shot
from tests.factories import make_photo

pytestmark = pytest.mark.django_db

WIDTHS = (320, 640, 960)


def shot_of(photo, frame=WHOLE) -> Shot:
    return Album([photo.pk], at=timezone.now(), frames=(WHOLE, WIDE)).shot(photo.pk, frame)


def make_files(photo, format, widths=WIDTHS, frame=WHOLE, **fields):
    names = {
        width: f"{photo.token}/{frame.replace(':', 'x')}-{width}-{len(fields)}0000000.{format}" for width in widths
    }
    Rendition.objects.bulk_create(
        Rendition(photo=photo, frame=frame, format=format, width=width, height=width * 2 // 3, name=name, **fields)
        for width, name in names.items()
    )


def widths(srcset: str) -> list[str]:
    return [each.split()[1] for each in srcset.split(", ") if each]


def test_a_photo_offers_three_formats_each_in_all_its_sizes():
    photo = make_photo()
    for format in ("avif", "webp", "jpeg"):
        make_files(photo, format)

    shot = shot_of(photo)

    assert widths(shot.avif) == widths(shot.webp) == widths(shot.jpeg) == ["320w", "640w", "960w"]
    assert ".avif 960w" in shot.avif and ".webp 960w" in shot.webp
    assert (shot.fallback.width, shot.fallback.format, shot.largest.width) == (640, "jpeg", 960)


def test_a_format_of_which_only_small_sizes_are_made_is_not_offered_yet():
    """A browser takes the first format that it knows, and would show a small file large."""
    photo = make_photo()
    make_files(photo, "jpeg")
    make_files(photo, "webp")
    make_files(photo, "avif", [320])

    shot = shot_of(photo)

    assert shot.avif == ""
    assert len(widths(shot.webp)) == 3


def test_there_is_no_picture_before_a_jpeg_that_every_browser_shows():
    photo = make_photo()
    make_files(photo, "webp")

    assert shot_of(photo).fallback is None
    assert shot_of(make_photo(color="")).tone == "tone-777"
    assert (shot_of(photo).width, shot_of(photo).height) == (1920, 1280)


def test_files_of_the_crop_before_are_not_offered():
    photo = make_photo()
    make_files(photo, "jpeg", [640])
    make_files(photo, "jpeg", replaced_at=timezone.now())

    assert [file.width for file in shot_of(photo).files["jpeg"]] == [640]
    assert shot_of(photo).fallback.url.endswith("-00000000.jpeg")

    Rendition.objects.update(replaced_at=timezone.now())
    assert not any(shot_of(photo).files.values())


def test_each_frame_has_its_own_files_and_size():
    photo = make_photo(width=1000, height=2000)
    make_files(photo, "jpeg")
    make_files(photo, "jpeg", [320], frame=WIDE)

    whole, wide = shot_of(photo), shot_of(photo, WIDE)

    assert (len(whole.files["jpeg"]), whole.is_upright, whole.is_narrow) == (3, True, True)
    assert (len(wide.files["jpeg"]), wide.width, wide.height, wide.is_narrow) == (1, 1000, 562, False)


def test_only_frames_that_the_page_shows_are_fetched():
    photo = make_photo(renditions=True)

    album = Album([photo.pk], at=timezone.now(), frames=[WIDE])

    assert album.shot(photo.pk, WIDE).jpeg
    assert album.shot(photo.pk, WHOLE) is None


@pytest.mark.parametrize(
    ("color", "tone"),
    [("#000000", "333"), ("#336699", "37b"), ("#888888", "777"), ("#999999", "bbb"), ("#ffffff", "fff")],
)
def test_a_photo_has_the_nearest_tone_of_the_stylesheet(color, tone):
    assert Shot(3, 2, color).tone == f"tone-{tone}"


def test_the_stylesheet_has_every_tone_in_its_colour():
    styles = Path(finders.find("reader/site.css")).read_text()
    shades = [f"{red:02x}{green:02x}{blue:02x}" for red in SHADES for green in SHADES for blue in SHADES]

    tones = {Shot(3, 2, f"#{shade}").tone for shade in shades}

    assert len(tones) == 64
    assert [tone for tone in tones if f".{tone} {{ background: #{tone.removeprefix('tone-')}; }}" not in styles] == []


SHADES = (0x00, 0x70, 0xC0, 0xFF)


def test_the_labels_of_a_machine_are_those_that_the_library_has_now():
    photo = make_photo()
    assert not shot_of(photo).origin.is_by_machine

    Photo.objects.update(digital_source_type="trainedAlgorithmicMedia")
    assert shot_of(photo).origin.is_by_machine

    Photo.objects.update(digital_source_type="compositeWithTrainedAlgorithmicMedia")
    assert (shot_of(photo).origin.is_by_machine, shot_of(photo).origin.is_partly_by_machine) == (False, True)
