"""Public files are made in the background: whole or not at all, once, and again when their recipe changes."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.utils import timezone
from PIL import Image

from articles.models import Photo, Rendition
from articles.models.photo import originals
from articles.publishing import developing, make_next, make_renditions, order_renditions, take_in, withdraw_photo
from articles.publishing.describing import describe_photo
from articles.publishing.developing import LEASE, lacks_files
from tests.factories import make_photo
from tests.publishing.making import ALL, Killed, at, current, fresh, kill, later, photo, storage

__all__ = ["photo", "storage"]
pytestmark = pytest.mark.django_db


def test_every_size_is_made_and_each_row_names_a_whole_picture(photo):
    assert make_next() == photo

    photo = fresh(photo)
    assert set(current(photo)) == ALL
    for rendition in photo.renditions.all():
        with default_storage.open(rendition.name) as file:
            image = Image.open(file)
            image.load()
        assert (image.format.lower(), *image.size) == (rendition.format, rendition.width, rendition.height)
    assert (photo.renditions_due_at, photo.renditions_tries, photo.failure) == (None, 0, "")
    assert photo.renditions_made == photo.renditions_wanted == len(ALL)
    assert photo.color != "#888888"
    assert not lacks_files(photo)
    assert make_next() is None


def test_what_somebody_makes_nobody_else_takes_until_the_lease_is_over(photo, storage):
    def look():
        assert fresh(photo).renditions_tries == 1
        assert make_next() is None
        assert make_next(later(seconds=LEASE.seconds - 60)) is None

    storage.at_file = at(3, look)

    assert make_next() == photo
    assert set(current(photo)) == ALL


def test_what_an_editor_orders_now_is_made_before_a_backlog(photo):
    backlog = [make_photo(renditions_due_at=later(hours=-number)) for number in (1, 2)]

    assert Photo.objects.due().first() == photo
    order_renditions(backlog[1])
    assert Photo.objects.due().first() == backlog[1]


def test_a_killed_process_leaves_only_whole_frames_and_the_next_goes_on_from_there(photo, storage):
    storage.at_file = at(5, kill)
    with pytest.raises(Killed):
        make_next()
    done = current(photo)
    assert 0 < len(done) < 5
    assert all(default_storage.exists(name) for name in done.values())
    assert make_next() is None

    storage.saved, storage.at_file = [], None
    assert make_next(later(hours=1)) == photo

    assert set(current(photo)) == ALL
    assert done.items() <= current(photo).items()
    assert not set(storage.saved) & set(done.values())


def test_being_told_to_stop_gives_the_photo_back_at_once(photo, storage):
    def stop():
        raise SystemExit(0)

    storage.at_file = at(2, stop)
    with pytest.raises(SystemExit):
        make_next()

    assert fresh(photo).renditions_tries == 0
    storage.at_file = None
    assert make_next() == photo
    assert set(current(photo)) == ALL


def test_another_cut_takes_the_place_of_the_old_in_one_moment_and_the_old_is_kept_a_day(photo, storage):
    make_next()
    old = current(photo)
    Photo.objects.filter(pk=photo.pk).update(focal_y=0.1)
    order_renditions(fresh(photo))
    storage.saved = []
    storage.at_file = lambda _saved: current(photo) == old or kill()

    assert make_next() == photo

    new = current(photo)
    assert set(new) == ALL
    assert set(new.values()) == set(storage.saved) != set(old.values())
    kept = {each.name for each in photo.renditions.kept()}
    assert kept == set(new.values()) | set(old.values())
    assert {each.name for each in photo.renditions.kept(later(days=1, minutes=1))} == set(new.values())


def test_a_cut_that_a_photo_had_before_comes_back_under_its_old_names(photo):
    """In rows that are new: by these a kept page is known to be old."""
    make_next()
    first, seen = current(photo), []
    rows = set(photo.renditions.values_list("pk", flat=True))
    for focal_y in (0.1, 0.5):
        Photo.objects.filter(pk=photo.pk).update(focal_y=focal_y)
        make_renditions(fresh(photo))

        seen.append(current(photo))

    assert seen[0] != first
    assert seen[1] == first
    assert not rows & set(photo.renditions.current().values_list("pk", flat=True))


def test_what_is_ordered_anew_while_it_is_made_is_made_by_the_new_order(photo, storage):
    def change():
        Photo.objects.filter(pk=photo.pk).update(focal_y=0.1)
        order_renditions(fresh(photo))

    storage.at_file = at(4, change)

    assert make_next() == photo
    assert fresh(photo).renditions_due_at <= timezone.now()
    storage.at_file = None
    assert make_next() == photo

    assert set(current(photo)) == ALL
    assert not lacks_files(fresh(photo))


def test_a_photo_withdrawn_while_it_is_made_gets_no_row(photo, storage):
    storage.at_file = at(5, lambda: withdraw_photo(photo, by=None, reason="Прав нет."))

    assert make_next() == photo

    assert not Rendition.objects.exists()
    assert fresh(photo).renditions_due_at is None


@pytest.mark.parametrize("fields", [{"withdrawn_at": later(hours=-1)}, {"usage_until": later(hours=-1)}])
def test_what_may_not_be_shown_is_not_made(photo, fields):
    Photo.objects.filter(pk=photo.pk).update(**fields)

    assert make_next() is None
    make_renditions(fresh(photo))

    assert not Rendition.objects.exists()


def test_ordering_forgets_what_went_wrong():
    photo = make_photo(failure="missing", renditions_tries=5)

    order_renditions(photo)

    assert Photo.objects.due().get() == photo
    assert (fresh(photo).failure, fresh(photo).renditions_tries) == ("", 0)


def test_sizes_that_are_not_wanted_any_more_are_replaced_too(photo):
    make_next()
    Rendition.objects.filter(frame="1:1", format="webp").update(width=69, name="69.webp")
    assert lacks_files(fresh(photo))

    make_renditions(fresh(photo))

    assert set(current(photo)) == ALL
    assert photo.renditions.get(width=69).replaced_at is not None


def test_progress_is_told_and_keeps_the_lease(photo, storage, monkeypatch):
    monkeypatch.setattr(developing, "BEAT", 0.0)
    told = []
    storage.at_file = lambda _saved: told.append((fresh(photo).renditions_made, fresh(photo).renditions_due_at))

    make_next()

    made, due = zip(*told, strict=True)
    assert list(made) == list(range(len(ALL)))
    assert list(due) == sorted(set(due))


class Elsewhere(Storage):
    """A storage without paths."""

    def __init__(self):
        self.files = {}

    def exists(self, name):
        return name in self.files

    def _save(self, name, content):
        self.files[name] = content.read()
        return name

    def _open(self, name, mode="rb"):
        return ContentFile(self.files[name])


def test_an_original_that_is_kept_elsewhere_is_fetched_first(photo, monkeypatch):
    elsewhere = Elsewhere()
    with originals().open(photo.original.name) as file:
        elsewhere.save(photo.original.name, file)
    originals().delete(photo.original.name)
    monkeypatch.setattr(Photo._meta.get_field("original"), "storage", elsewhere)

    assert make_next() == photo

    assert fresh(photo).failure == ""
    assert set(current(photo)) == ALL


def test_a_picture_is_made_however_tall_it_is(storage):
    file = BytesIO()
    Image.new("L", (20, 17_000)).save(file, "PNG")
    file.seek(0)
    tall = take_in(file, agency="Sputnik")

    assert make_next() == tall

    assert fresh(tall).failure == ""
    assert ("whole", "jpeg") in {(size.frame, size.format) for size in current(tall)}


def test_a_photo_withdrawn_since_it_was_read_gets_no_files(photo):
    read_before = fresh(photo)
    withdraw_photo(photo, by=None, reason="Прав нет.")

    assert not make_renditions(read_before)

    assert not Rendition.objects.exists()
    assert fresh(photo).renditions_due_at is None


def test_a_credit_changed_since_the_photo_was_read_is_the_one_in_its_files(photo):
    read_before = fresh(photo)
    Photo.objects.filter(pk=photo.pk).update(agency="Фотослужба")

    make_renditions(read_before)

    assert not lacks_files(fresh(photo))


def test_a_photo_whose_rights_are_prolonged_gets_the_credit_that_was_changed_while_they_were_over(photo):
    make_next()
    Photo.objects.filter(pk=photo.pk).update(usage_until=later(hours=-1))
    describe_photo(photo.pk, by=None, agency="Фотослужба")
    assert fresh(photo).renditions_due_at is None

    describe_photo(photo.pk, by=None, usage_until=later(days=9))

    assert Photo.objects.due().get() == photo


def test_words_that_no_file_carries_make_no_work(photo):
    make_next()

    describe_photo(photo.pk, by=None, caption="Мост через реку")

    assert fresh(photo).renditions_due_at is None
