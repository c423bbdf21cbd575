"""What cannot be made is tried again, given up in words, and never taken from readers who see it already."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import Photo
from articles.models.photo import originals
from articles.publishing import developing, make_next
from tests.publishing.making import at, current, fresh, later, photo, storage

__all__ = ["photo", "storage"]
pytestmark = pytest.mark.django_db


def test_a_disk_that_is_full_is_tried_again_later_each_time_and_in_the_end_given_up(photo, storage):
    def full():
        raise OSError(28, "No space left on device")

    storage.at_file = at(0, full)
    moment, waits = timezone.now(), []
    for _try in range(developing.MOST_TRIES):
        with pytest.raises(OSError, match="No space"):
            make_next(moment)
        waits.append(fresh(photo).renditions_due_at - moment)
        moment = fresh(photo).renditions_due_at

    assert waits == sorted(set(waits))
    assert make_next(moment) == photo
    assert (fresh(photo).failure, fresh(photo).renditions_due_at) == ("too_hard", None)
    assert make_next(later(days=1)) is None


def broken(photo):
    with originals().open(photo.original.name) as file:
        half = file.read()[:60]
    originals().save(photo.original.name, ContentFile(half))


def missing(photo):
    originals().delete(photo.original.name)


@pytest.mark.parametrize(("deed", "failure"), [(broken, "broken"), (missing, "missing")])
def test_a_photo_that_cannot_be_made_says_why_and_leaves_the_pages(photo, deed, failure):
    deed(photo)

    assert make_next() == photo

    assert (fresh(photo).failure, fresh(photo).renditions_due_at) == (failure, None)
    assert not fresh(photo).is_public()


def test_what_readers_see_stays_where_it_cannot_be_made_anew(photo):
    make_next()
    old = current(photo)
    missing(photo)
    due = {"renditions_due_at": timezone.now(), "renditions_made": 0, "renditions_wanted": 0}
    Photo.objects.filter(pk=photo.pk).update(focal_y=0.1, **due)

    make_next()

    assert fresh(photo).is_public()
    assert fresh(photo).is_left_as_it_was(), "and the desk says so"
    assert current(photo) == old


def test_a_process_that_was_killed_once_is_tried_again(photo, monkeypatch):
    monkeypatch.setattr("articles.renditions.darkroom.SILENCE_SECONDS", 0.0)

    assert make_next() == photo
    assert fresh(photo).failure == ""
    assert make_next(later(hours=1)) == photo
    assert fresh(photo).failure == "too_hard"
