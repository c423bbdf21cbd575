"""Files on the disk: whole under their names or not there."""

import os
import resource
from contextlib import contextmanager

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from newsroom.storage import PrivateFiles, WholeFiles

NAME = "0f/снимок.webp"


class Watched(ContentFile):
    """Calls back when half of it is read."""

    def __init__(self, content, halfway):
        super().__init__(content)
        self.halfway = halfway

    def chunks(self, chunk_size=None):
        middle = self.size // 2
        yield self.read(middle)
        self.halfway()
        yield self.read()


@pytest.fixture
def files(tmp_path):
    return WholeFiles(location=tmp_path / "media", base_url="/media/")


@contextmanager
def a_disk_that_takes(size):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def content_of(files, name=NAME):
    with files.open(name) as file:
        return file.read()


def names(files):
    return sorted(stored.name for stored in files.walk())


def test_pictures_and_originals_are_kept_by_these_storages():
    assert isinstance(storages["default"], WholeFiles)
    assert isinstance(storages["originals"], PrivateFiles)


def test_a_file_has_its_name_only_once_it_is_whole(files):
    seen = []

    files.save(NAME, Watched(b"ab" * 4000, lambda: seen.extend([files.exists(NAME), *names(files)])))

    assert content_of(files) == b"ab" * 4000
    assert names(files) == [NAME]
    exists, part = seen
    assert not exists
    assert part.startswith("0f/.")
    assert part.endswith(".part")


def test_whoever_reads_a_name_that_is_being_replaced_has_the_old_file_whole(files):
    files.save(NAME, ContentFile(b"old"))
    seen = []

    with files.open(NAME) as opened_before:
        files.save(NAME, Watched(b"new and longer", lambda: seen.append(content_of(files))))
        seen.append(opened_before.read())

    assert seen == [b"old", b"old"]
    assert content_of(files) == b"new and longer"


def test_a_name_is_never_given_another(files):
    assert [files.save(NAME, ContentFile(b"same")) for _time in range(2)] == [NAME, NAME]
    assert names(files) == [NAME]


def test_a_full_disk_leaves_nothing_behind(files):
    with a_disk_that_takes(4096), pytest.raises(OSError, match="File too large"):
        files.save(NAME, ContentFile(b"x" * 8192))

    assert names(files) == []


def test_a_full_disk_leaves_the_file_that_was_there(files):
    files.save(NAME, ContentFile(b"old"))

    with a_disk_that_takes(4096), pytest.raises(OSError, match="File too large"):
        files.save(NAME, ContentFile(b"x" * 8192))

    assert content_of(files) == b"old"
    assert names(files) == [NAME]


def test_an_upload_that_breaks_off_leaves_nothing_behind(files):
    def break_off():
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        files.save(NAME, Watched(b"half of it", break_off))

    assert names(files) == []


def test_a_file_is_on_the_disk_before_it_has_its_name_and_the_name_before_the_answer(files, tmp_path, monkeypatch):
    synced = []
    sync = os.fsync

    def look_and_sync(opened):
        synced.append((os.fstat(opened).st_ino, files.exists(NAME)))
        sync(opened)

    monkeypatch.setattr(os, "fsync", look_and_sync)
    files.save(NAME, ContentFile(b"picture"))

    folder = tmp_path / "media" / "0f"
    above = [(place.stat().st_ino, False) for place in (tmp_path, tmp_path / "media")]
    assert synced == [*above, ((folder / "снимок.webp").stat().st_ino, False), (folder.stat().st_ino, True)]


def test_nothing_is_written_but_whole(files):
    with pytest.raises(ValueError, match="save"):
        files.open(NAME, "wb")

    assert names(files) == []


@pytest.mark.parametrize("name", ["../x.webp", "/etc/x.webp", "0f/../../x.webp"])
def test_no_name_leads_out_of_the_folder(files, name):
    with pytest.raises(SuspiciousFileOperation):
        files.save(name, ContentFile(b"x"))
    with pytest.raises(SuspiciousFileOperation):
        files.open(name)


def test_a_name_that_its_row_could_not_hold_is_refused(files):
    with pytest.raises(SuspiciousFileOperation, match="more than 20"):
        files.save(NAME * 3, ContentFile(b"x"), max_length=20)


def test_originals_are_for_the_newsrooms_own_user_and_have_no_address(tmp_path):
    files = PrivateFiles(location=tmp_path / "a" / "originals")
    files.save("0f/1a/original.jpg", ContentFile(b"x"))

    folder = tmp_path / "a" / "originals"
    made = [folder, folder / "0f", folder / "0f" / "1a", folder / "0f" / "1a" / "original.jpg"]
    assert [oct(path.stat().st_mode & 0o777) for path in made] == ["0o700", "0o700", "0o700", "0o600"]
    with pytest.raises(ValueError, match="no public address"):
        files.url("0f/1a/original.jpg")


def test_public_files_may_be_read_by_the_machines_other_users(files, tmp_path):
    files.save(NAME, ContentFile(b"x"))

    assert (tmp_path / "media" / NAME).stat().st_mode & 0o777 == 0o644


def test_the_list_says_what_lies_there_since_when(files):
    files.save(NAME, ContentFile(b"12345"))
    files.save("x.html", ContentFile(b"1"))

    listed = {stored.name: stored for stored in files.walk()}

    assert {name: stored.bytes for name, stored in listed.items()} == {NAME: 5, "x.html": 1}
    assert listed[NAME].changed_at == files.get_modified_time(NAME)


def test_a_folder_that_was_never_made_holds_nothing(files):
    assert names(files) == []
