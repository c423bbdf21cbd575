"""A backup holds one moment of the database with every picture of it, and comes back whole or not at all."""

import json
from contextlib import closing
from hashlib import sha256
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Edition, Photo, Touch
from articles.models.photo import originals
from articles.models.triggers import missing
from newsroom.backup.files import Catalogue
from newsroom.backup.folder import SUMS, Folder, write_sums
from newsroom.backup.making import keep_files, write_database
from tests.factories import make_article, make_edition, publish
from tests.newsroom.keeping import PICTURE, make_stored_photo, pictures_in, said

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def pictures(settings, tmp_path, monkeypatch):
    with pictures_in(tmp_path, settings, monkeypatch):
        yield


@pytest.fixture
def shelf(tmp_path) -> Path:
    return tmp_path / "backups"


def newest(shelf: Path) -> Path:
    return Folder(shelf).backups()[-1]


def pages() -> dict[str, bytes]:
    reader = Client()
    addresses = [edition.get_absolute_url() for edition in Edition.objects.order_by("pk")]
    return {address: reader.get(address).content for address in addresses}


def test_a_backup_made_while_the_desk_publishes_comes_back_page_for_page(shelf):
    said("check_integrity", "--mend")  # the search has tables without models, which no test before this has emptied
    first = [make_edition(headline=f"Мост {number}") for number in range(3)]
    photo = make_stored_photo(renditions_due_at=timezone.now())
    begun, enough = Event(), Event()

    def desk():
        while not enough.is_set():
            make_edition(headline="Пока делают копию")
            begun.set()
        connection.close()

    writer = Thread(target=desk)
    writer.start()
    begun.wait(60)
    told = said("backup", shelf)
    enough.set()
    writer.join()
    before = pages()
    make_edition(headline="После копии")
    default_storage.delete(photo.renditions.get().name)
    originals().delete(photo.original.name)

    said("restore", shelf, "--replace")

    after = pages()
    assert "2 files copied" in told
    assert {edition.get_absolute_url() for edition in first} < after.keys() < before.keys()
    assert not Edition.objects.filter(content__headline="После копии").exists()
    photo = Photo.objects.get()
    assert photo.original.open().read() == PICTURE
    assert default_storage.exists(photo.renditions.get().name)
    assert missing() == set()
    assert said("check_integrity").endswith("All is well.\n")
    make_edition(headline="И дальше пишут")


def test_pages_of_the_backup_are_byte_for_byte_the_same(shelf):
    make_edition(headline="Мост открыт")
    make_edition(headline="Ключ повернули")
    before = pages()
    said("backup", shelf)
    publish(make_article(headline="Мост закрыт"), by=None)

    said("restore", shelf, "--replace")

    assert pages() == before


def test_a_picture_that_an_earlier_backup_has_is_not_copied_again(shelf):
    make_stored_photo()
    said("backup", shelf)
    make_stored_photo(creator="Айгүл Серік")  # of the same bytes

    assert "2 files copied" in said("backup", shelf)
    assert "0 files copied" in said("backup", shelf)
    assert len(list(Folder(shelf).pool.glob("??/*"))) == 2


@pytest.mark.parametrize("damage", [lambda kept: kept[:5], lambda kept: kept[:-1] + b"?"])
def test_a_damaged_picture_of_a_backup_is_copied_anew_by_the_next(shelf, damage):
    photo = make_stored_photo()
    said("backup", shelf)
    picture = Folder(shelf).pooled(sha256(PICTURE).hexdigest())
    picture.write_bytes(damage(picture.read_bytes()))

    assert "1 files of earlier backups were damaged" in said("backup", shelf)
    assert said("restore", shelf, "--check").endswith("is whole.\n")

    picture.write_bytes(damage(picture.read_bytes()))
    originals().delete(photo.original.name)
    assert "1 files are not in their place" in said("backup", shelf)
    assert said("restore", shelf, "--check").endswith("is whole.\n")


def test_a_picture_that_is_lost_or_is_not_what_was_taken_in_is_named(shelf):
    lost = make_stored_photo()
    originals().delete(lost.original.name)
    spoilt = make_stored_photo(sha256=sha256(b"another picture").hexdigest())
    emptied = spoilt.renditions.get().name
    Path(default_storage.path(emptied)).write_bytes(b"")

    for told in (said("backup", shelf), said("backup", shelf)):
        assert f"1 files are not in their place; see check_integrity:\n  originals/{lost.original.name}\n" in told
        assert "2 files are not as they were taken in; see check_integrity:\n" in told
        assert f"  originals/{spoilt.original.name}\n" in told and f"  media/{emptied}\n" in told

    Path(default_storage.path(emptied)).write_bytes(b"made anew")
    assert emptied not in said("backup", shelf)
    assert Folder(shelf).pooled(sha256(b"made anew").hexdigest()).is_file()


def test_a_picture_deleted_after_the_database_was_written_out_is_named(shelf):
    photo, out, folder = make_stored_photo(), StringIO(), Folder(shelf)
    folder.make()
    with folder.new() as making, closing(Catalogue(making / Catalogue.NAME, new=True)) as catalogue:
        write_database(making, catalogue, OutputWrapper(out), public=True)
        [rendition] = photo.renditions.all()
        for storage, row, name in ((default_storage, rendition, rendition.name), (originals(), photo, photo.original)):
            row.delete()
            storage.delete(str(name))
        keeping = keep_files(folder, catalogue, OutputWrapper(out))

    assert keeping.deleted.names == [f"originals/{photo.original.name}", f"media/{rendition.name}"]
    assert (keeping.deleted.number, keeping.missing.number) == (2, 0)
    assert "2 files were deleted at the desk meanwhile" in out.getvalue()


def test_only_its_owner_reads_a_backup_and_nobody_is_signed_in_by_it(shelf):
    Session.objects.create(session_key="k" * 32, session_data="secret-of-a-session", expire_date=timezone.now())
    make_stored_photo()
    said("backup", shelf)

    assert {path.stat().st_mode & 0o777 for path in (shelf, *shelf.rglob("*"))} == {0o600, 0o700}
    assert not any(b"secret-of-a-session" in path.read_bytes() for path in newest(shelf).iterdir())
    said("restore", shelf, "--replace")
    assert Session.objects.count() == 0


def test_public_files_may_be_left_out_and_are_ordered_anew(shelf):
    photo = make_stored_photo()
    said("backup", shelf, "--originals-only")
    default_storage.delete(photo.renditions.get().name)

    assert "1 photos are to be made anew" in said("restore", shelf, "--replace")
    assert not photo.renditions.exists()
    assert list(Photo.objects.due()) == [photo]


def test_old_backups_are_deleted_with_the_pictures_that_no_other_has(shelf):
    photo = make_stored_photo()
    said("backup", shelf)
    Photo.objects.filter(pk=photo.pk).update(original="other.jpg")
    originals().delete(photo.original.name)
    said("backup", shelf)

    assert "2 old backups deleted" in said("backup", shelf, "--keep", "1")
    assert len(Folder(shelf).backups()) == 1
    assert len(list(Folder(shelf).pool.glob("??/*"))) == 1
    said("restore", shelf, "--check")


def test_a_backup_of_older_code_is_brought_up_to_date(shelf):
    edition = make_edition()
    call_command("migrate", "articles", "0024", verbosity=0)
    said("backup", shelf)
    call_command("migrate", verbosity=0)

    said("restore", shelf, "--replace")

    assert Edition.objects.get() == edition
    assert Touch.objects.exists()  # of a table that the backup lacks
    assert missing() == set()


def refused(command: str, *arguments) -> str:
    with pytest.raises(CommandError) as refusal:
        said(command, *arguments)
    return str(refusal.value)


def test_a_place_that_holds_something_is_not_overwritten_unasked(shelf):
    photo = make_stored_photo()
    said("backup", shelf)

    next(Folder(shelf).pool.glob("??/*")).write_bytes(b"?")  # said before the long look at all bytes
    assert "--replace puts the backup in its place" in refused("restore", shelf)
    photo.renditions.all().delete()
    photo.delete()
    assert "Pictures are there already" in refused("restore", shelf)


def test_a_damaged_backup_is_refused_before_anything_is_touched(shelf):
    make_stored_photo()
    said("backup", shelf)
    edition = make_edition()
    picture = next(Folder(shelf).pool.glob("??/*"))
    kept = picture.read_bytes()

    picture.write_bytes(kept[:-1])
    assert "damaged: 1 files. Nothing was touched" in refused("restore", shelf, "--replace")
    picture.write_bytes(kept)
    database = next(newest(shelf).glob("database.*"))
    database.write_bytes(database.read_bytes()[:-1] + b"?")
    assert f"damaged: {database.name} is not as it was written" in refused("restore", shelf, "--replace")
    assert Edition.objects.get() == edition


def changed_manifest(shelf: Path, **said) -> None:
    backup = newest(shelf)
    manifest = json.loads((backup / "manifest.json").read_text())
    (backup / "manifest.json").write_text(json.dumps(manifest | said))
    (backup / SUMS).unlink()
    write_sums(backup)


def test_a_backup_of_newer_code_or_of_another_database_is_refused(shelf):
    said("backup", shelf)

    changed_manifest(shelf, migrations=[["articles", "9999_news"]])
    assert "of newer code, which has articles.9999_news" in refused("restore", shelf, "--replace")
    changed_manifest(shelf, vendor="postgresql" if connection.vendor == "sqlite" else "sqlite")
    assert "see DATABASE_URL" in refused("restore", shelf, "--replace")
    changed_manifest(shelf, format=2)
    assert "newer code reads it" in refused("restore", shelf, "--replace")


def test_what_was_broken_off_is_no_backup(shelf):
    folder = Folder(shelf)
    folder.make()
    with pytest.raises(KeyboardInterrupt), folder.new() as making:
        (making / "database.sqlite3").write_text("half")
        raise KeyboardInterrupt

    assert refused("restore", shelf) == f"{shelf} holds no backup that is whole."
    said("backup", shelf)
    said("restore", shelf, "--check")
    assert not folder.making.exists()


def test_nonsense_is_answered_in_a_sentence(shelf, tmp_path):
    assert refused("restore", shelf) == f"There is no folder {shelf}."
    (tmp_path / "file").write_text("")
    assert refused("backup", tmp_path / "file").endswith("is a file: name a folder.")
    assert "holds other things" in refused("backup", tmp_path)
    assert "--keep takes a whole number from 1" in refused("backup", shelf, "--keep", "0")
    said("backup", shelf)
    assert "There is no backup yesterday. There are: 2" in refused("restore", shelf, "--from", "yesterday")
    with Folder(shelf).held():
        assert "Another backup or restore is at work" in refused("backup", shelf)


def test_a_backup_is_read_where_nothing_can_be_written():
    """/sys takes a file from nobody."""
    unwritable = Folder(Path("/sys/kernel"))
    with pytest.raises(OSError, match="lock"), unwritable.held():
        """Not reached."""

    with unwritable.held(to_read=True), pytest.raises(CommandError, match="at work"), unwritable.held(to_read=True):
        """Not reached."""


def test_what_stops_a_comparison_is_no_word_of_putting_back(shelf):
    said("backup", shelf)
    sums = newest(shelf) / SUMS
    sums.unlink()
    sums.mkdir()

    assert refused("restore", shelf, "--check").startswith("Not compared to its end: [Errno 21]")
