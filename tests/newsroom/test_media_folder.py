"""What lies in the folder of public pictures is nobody's but the gate's: nothing in it runs or shows by itself."""

from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import Client
from django.urls import get_resolver

from tests.factories import make_edition, make_file, make_photo
from tests.newsroom.machine import machine, setting

pytestmark = pytest.mark.django_db

SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def shown(folder):
    """A picture of a live story."""
    rendition = make_file(make_photo())
    make_edition(photo=rendition.photo)
    return rendition


@pytest.mark.parametrize(
    "name",
    ["x.html", "x.svg", "x.php", "x.webp", "index.html", ".htaccess", ".x.part", "x.webp.html", "logo/x.png"],
)
def test_a_file_that_was_dropped_into_the_folder_has_no_address(client, folder, name):
    default_storage.save(name, ContentFile(SCRIPT))

    response = client.get(f"/media/{name}")

    assert (folder / name).read_bytes() == SCRIPT
    assert response.status_code == 404
    assert SCRIPT not in response.content


@pytest.mark.parametrize("name", ["whole-320-0badcafe.webp.html", "whole-320-0badcafe.svg", "whole-640-0badcafe.webp"])
def test_nor_one_beside_a_picture_that_is_shown(client, shown, name):
    beside = f"{shown.photo.token}/{name}"
    default_storage.save(beside, ContentFile(SCRIPT))

    assert client.get(f"/media/{shown.name}").status_code == 200
    assert client.get(f"/media/{beside}").status_code == 404


@pytest.mark.parametrize("way", ["../", "..%2f", "%2e%2e/", "..%5c", "./../", "//", "%00", "....//"])
def test_no_way_leads_out_of_the_folder(client, shown, folder, way):
    (folder.parent / "secret.webp").write_bytes(SCRIPT)
    storages["originals"].save("secret.webp", ContentFile(SCRIPT))

    for name in (f"{way}secret.webp", f"{shown.photo.token}/{way}{way}secret.webp", f"{way}originals/secret.webp"):
        response = client.get(f"/media/{name}")

        assert response.status_code == 404
        assert SCRIPT not in response.content


def test_a_script_under_the_name_of_a_picture_is_a_picture_that_cannot_run(client, folder):
    """Whoever can write there overwrites what we made: a browser is told to take it for nothing else."""
    rendition = make_file(make_photo(), SCRIPT)
    make_edition(photo=rendition.photo)

    response = client.get(f"/media/{rendition.name}")

    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_an_address_that_is_refused_is_no_less_guarded(client, folder):
    response = client.get("/media/x.html")

    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


def test_a_link_out_of_the_folder_is_not_followed_without_a_row(client, folder):
    folder.mkdir()
    (folder / "x.webp").symlink_to("/etc/hostname")

    assert client.get("/media/x.webp").status_code == 404


def test_gathered_static_files_and_pictures_lie_apart(tmp_path):
    folders = "settings.MEDIA_ROOT, settings.STORAGES['originals']['OPTIONS']['location'], settings.STATIC_ROOT"
    media, originals, static = map(Path, setting(machine(tmp_path), folders).split())

    assert len({media, originals, static}) == 3
    for inner in (media, originals):
        for outer in (static, *map(Path, site.STATICFILES_DIRS)):
            assert outer not in (inner, *inner.parents)
            assert inner not in outer.parents


def test_nothing_but_the_gate_answers_under_media():
    patterns = [str(each.pattern) for each in get_resolver().url_patterns if "media" in str(each.pattern)]

    assert patterns == ["media/logo/<slug:digest>.png", "media/<path:name>"]
    assert site.DEBUG is False


def test_a_storage_that_does_not_answer_leaves_the_page_whole_and_is_asked_again(shown, settings):
    """A folder that cannot be read stands for it: any storage's trouble is an OSError."""
    default_storage.delete(shown.name)
    (Path(settings.MEDIA_ROOT) / shown.name).mkdir()

    response = Client(raise_request_exception=False).get(f"/media/{shown.name}")

    assert response.status_code == 503
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Retry-After"] == "30"
    assert "ETag" not in response.headers
