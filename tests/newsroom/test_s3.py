"""Pictures in buckets: private objects under exact names, and errors like a disk's."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError
from django.utils import timezone

from articles.models import Photo
from articles.publishing import make_renditions, take_in, withdraw_photo
from articles.publishing.intake import RefusedPicture
from articles.publishing.sweeping import delete_unnamed, unnamed_files
from newsroom.readiness import refuse_unusable_storage
from tests.factories import make_edition, make_file, make_photo
from tests.newsroom.s3 import BUCKETS, owner, s3_server, storages_at
from tests.newsroom.server import free_port
from tests.renditions.drawing import as_file, gradient

NAME = "0f/Касым-Жомарт Токаев & мост.webp"


@pytest.fixture(scope="module")
def address():
    with s3_server() as address:
        yield address


@pytest.fixture
def look(address, settings):
    """The site's storages lie in empty buckets; what is in them is seen past the site."""
    client = owner(address)
    settings.STORAGES = settings.STORAGES | storages_at(address)
    yield client
    for bucket in BUCKETS:
        for entry in client.list_objects_v2(Bucket=bucket).get("Contents", ()):
            client.delete_object(Bucket=bucket, Key=entry["Key"])


@pytest.fixture
def dead(settings):
    settings.STORAGES = settings.STORAGES | storages_at(f"http://127.0.0.1:{free_port()}")


@pytest.fixture
def library(look, monkeypatch):
    """The field of originals asked for its storage when it was made."""
    monkeypatch.setattr(Photo._meta.get_field("original"), "storage", storages["originals"])
    return look


def keys(client, bucket):
    return [entry["Key"] for entry in client.list_objects_v2(Bucket=bucket).get("Contents", ())]


def test_a_cyrillic_name_is_kept_as_it_is(look):
    assert default_storage.save(NAME, ContentFile(b"picture")) == NAME

    assert keys(look, "pictures") == [f"media/{NAME}"]
    assert default_storage.open(NAME).read() == b"picture"
    assert (default_storage.exists(NAME), default_storage.size(NAME)) == (True, 7)
    assert default_storage.listdir("0f") == ([], [NAME.removeprefix("0f/")])


def test_the_address_of_a_public_picture_is_the_sites_own(look):
    assert default_storage.url("0f/мост 1.webp") == "/media/0f/%D0%BC%D0%BE%D1%81%D1%82%201.webp"


def test_an_original_has_no_address(look):
    with pytest.raises(ValueError, match="no public address"):
        storages["originals"].url("0f/original.jpg")


def test_a_name_is_never_given_another(look):
    for content in (b"one", b"two"):
        assert default_storage.save(NAME, ContentFile(content)) == NAME

    assert default_storage.open(NAME).read() == b"two"
    assert len(keys(look, "pictures")) == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("0f/whole-320-00000000.avif", "image/avif"),
        ("0f/whole-320-00000000.webp", "image/webp"),
        ("0f/whole-320-00000000.jpg", "image/jpeg"),
        ("x.html", "application/octet-stream"),
        ("x.svg", "application/octet-stream"),
    ],
)
def test_a_public_object_says_what_it_is_and_that_it_never_changes(look, name, kind):
    default_storage.save(name, ContentFile(b"x"))

    stored = look.get_object(Bucket="pictures", Key=f"media/{name}")
    assert stored["ContentType"] == kind
    assert stored["CacheControl"] == "private, max-age=31536000, immutable"
    assert stored["ContentDisposition"] == "attachment"


def test_an_original_is_stored_as_something_to_save_and_nowhere_kept(look):
    storages["originals"].save("0f/original.tif", ContentFile(b"x"))

    stored = look.get_object(Bucket="originals", Key="originals/0f/original.tif")
    assert (stored["ContentType"], stored["ContentDisposition"]) == ("image/tiff", "attachment")
    assert stored["CacheControl"] == "private, no-store"
    assert keys(look, "pictures") == []


def test_nothing_in_the_buckets_is_for_everyone(look):
    for alias, bucket in (("default", "pictures"), ("originals", "originals")):
        storages[alias].save("x.webp", ContentFile(b"x"))
        grants = look.get_object_acl(Bucket=bucket, Key=keys(look, bucket)[0])["Grants"]

        assert [grant["Permission"] for grant in grants] == ["FULL_CONTROL"]
        assert "URI" not in grants[0]["Grantee"]


def test_a_big_file_is_never_held_whole(look):
    size = 6_000_000
    default_storage.save("big.jpg", ContentFile(bytes(size)))

    tracemalloc.start()
    with default_storage.open("big.jpg") as file:
        read = sum(len(chunk) for chunk in file.chunks())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert read == file.size == size
    assert peak < size / 2


def test_a_missing_file_is_missing_as_on_the_disk(look):
    assert not default_storage.exists(NAME)
    for ask in (default_storage.open, default_storage.size):
        with pytest.raises(FileNotFoundError):
            ask(NAME)


def test_what_is_deleted_is_gone_and_may_be_deleted_again(look):
    default_storage.save(NAME, ContentFile(b"x"))

    default_storage.delete(NAME)
    default_storage.delete(NAME)

    assert keys(look, "pictures") == []


def test_the_list_says_what_lies_there_since_when(look):
    default_storage.save(NAME, ContentFile(b"12345"))
    default_storage.save("x.html", ContentFile(b"1"))
    look.put_object(Bucket="pictures", Key="elsewhere/x.webp", Body=b"x")

    listed = {stored.name: stored for stored in default_storage.walk()}

    assert {name: stored.bytes for name, stored in listed.items()} == {NAME: 5, "x.html": 1}
    assert datetime.now(UTC) - listed[NAME].changed_at < timedelta(minutes=5)


def test_no_name_leads_out_of_its_part_of_the_bucket(look):
    for name in ("../originals/x.jpg", "0f/../../x.jpg"):
        with pytest.raises(SuspiciousOperation):
            default_storage.save(name, ContentFile(b"x"))
        with pytest.raises(SuspiciousOperation):
            default_storage.open(name)


def test_nothing_is_written_but_whole(look):
    with pytest.raises(ValueError, match="save"):
        default_storage.open(NAME, "wb")


def test_a_storage_that_is_gone_is_an_error_like_a_disks(dead):
    asked = [
        lambda: default_storage.save(NAME, ContentFile(b"x")),
        lambda: default_storage.open(NAME),
        lambda: default_storage.delete(NAME),
        lambda: default_storage.exists(NAME),
        lambda: default_storage.size(NAME),
        lambda: default_storage.listdir(""),
        lambda: list(default_storage.walk()),
    ]

    for ask in asked:
        with pytest.raises(ConnectionError, match="does not answer"):
            ask()


def test_nobody_waits_long_for_a_storage_that_is_silent(look):
    patience = storages["originals"].connection.meta.client.meta.config

    tries = patience.retries["total_max_attempts"]
    assert (patience.connect_timeout + patience.read_timeout) * tries <= 15


def test_a_bucket_that_is_not_there_is_no_missing_file(look, settings):
    settings.STORAGES["default"]["OPTIONS"]["bucket_name"] = "nowhere"

    with pytest.raises(OSError, match="NoSuchBucket") as raised:
        default_storage.open(NAME)
    assert not isinstance(raised.value, FileNotFoundError | ConnectionError)


def test_the_server_starts_with_buckets_that_it_may_use_and_leaves_nothing_in_them(look, settings):
    refuse_unusable_storage()

    assert [keys(look, bucket) for bucket in BUCKETS] == [[], []]


def test_the_server_does_not_start_without_its_buckets(dead, settings):
    settings.NEWSROOM_S3_BUCKET = "pictures"

    with pytest.raises(CommandError, match=r"Public pictures cannot be stored: the storage does not .*S3_BUCKET"):
        refuse_unusable_storage()


def test_the_server_does_not_start_where_originals_are_refused(look, settings):
    settings.STORAGES["originals"]["OPTIONS"]["bucket_name"] = "nowhere"

    with pytest.raises(CommandError, match="Originals cannot be stored: the storage refuses PutObject: NoSuchBucket"):
        refuse_unusable_storage()


def taken_in() -> Photo:
    picture = ContentFile(as_file(gradient(400, 300), "JPEG").getvalue())
    return take_in(picture, filename="мост.jpg", agency="Sputnik", alt="Мост через реку")


def test_a_photo_comes_in_and_reaches_readers_by_way_of_the_buckets(library, client, db):
    photo = taken_in()
    assert keys(library, "originals") == [f"originals/{photo.original.name}"]
    assert keys(library, "pictures") == []

    make_renditions(photo)
    make_edition(photo=photo)

    names = sorted(photo.renditions.values_list("name", flat=True))
    assert [f"media/{name}" for name in names] == keys(library, "pictures")
    for form in ("avif", "webp", "jpeg"):
        rendition = photo.renditions.filter(format=form).first()
        stored = library.get_object(Bucket="pictures", Key=f"media/{rendition.name}")
        answer = client.get(f"/media/{rendition.name}")
        assert answer.headers["Content-Type"] == stored["ContentType"] == f"image/{form}"
        assert answer.headers["Content-Length"] == str(stored["ContentLength"])
        assert b"".join(answer.streaming_content) == stored["Body"].read()
    assert client.get(f"/media/{photo.original.name}").status_code == 404


def test_a_withdrawn_photo_leaves_the_bucket_and_its_original_stays(
    library, client, db, django_capture_on_commit_callbacks
):
    photo = taken_in()
    make_renditions(photo)
    make_edition(photo=photo)
    name = photo.renditions.first().name

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photo(photo, by=None, reason="Так надо.")

    assert keys(library, "pictures") == []
    assert client.get(f"/media/{name}").status_code == 404
    assert keys(library, "originals") == [f"originals/{photo.original.name}"]


def test_what_no_row_names_is_found_in_the_buckets(library, db):
    photo = taken_in()
    make_renditions(photo)
    for alias in ("default", "originals"):
        storages[alias].save("x/x.html", ContentFile(b"x"))
    tomorrow = timezone.now() + timedelta(days=1)

    for storage in (default_storage, storages["originals"]):
        assert [file.name for file in unnamed_files(storage, tomorrow)] == ["x/x.html"]
        assert delete_unnamed(storage, "x/x.html")
        assert list(unnamed_files(storage, tomorrow)) == []


def test_an_editor_is_told_that_the_storage_does_not_answer(dead, db):
    with pytest.raises(RefusedPicture) as refused:
        taken_in()

    assert len(refused.value.messages) == 1
    assert not Photo.objects.exists()


def test_a_reader_of_a_page_is_told_calmly_that_a_picture_is_not_to_be_had_now(look, client, db, settings):
    rendition = make_file(make_photo())
    make_edition(photo=rendition.photo)
    assert client.get(f"/media/{rendition.name}").status_code == 200

    settings.STORAGES = settings.STORAGES | storages_at(f"http://127.0.0.1:{free_port()}")
    assert client.get(f"/media/{rendition.name}").status_code == 503
    assert client.get("/").status_code == 200
