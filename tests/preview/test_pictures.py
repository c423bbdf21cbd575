"""Pictures at the desk and in previews: by signed addresses, before any reader may fetch them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Photo, Rendition
from articles.pages.picture_files import signed_address
from articles.publishing import save_draft, share, token_of
from tests.factories import make_article, make_file, make_photo, make_user

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 1, 6, tzinfo=UTC)


@pytest.fixture
def rendition(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_file(make_photo())


def test_a_picture_is_seen_before_its_story_is_out_by_whoever_has_the_address(client, rendition):
    response = client.get(signed_address(rendition.name))

    assert b"".join(response.streaming_content) == b"RIFF....WEBP"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not response.cookies
    assert client.get(f"/media/{rendition.name}").status_code == 404


def test_an_address_is_the_same_all_day_and_ends_with_the_next(client, rendition, time_machine):
    time_machine.move_to(MORNING, tick=False)
    address = signed_address(rendition.name)

    time_machine.move_to(MORNING.replace(hour=23, minute=59))
    assert signed_address(rendition.name) == address
    time_machine.move_to(MORNING.replace(day=2, hour=23, minute=59))
    assert client.get(address).status_code == 200
    assert signed_address(rendition.name) != address

    time_machine.move_to(MORNING.replace(day=3, hour=0))
    assert client.get(address).status_code == 404
    assert client.get(signed_address(rendition.name)).status_code == 200


def test_nobody_makes_an_address(client, rendition):
    other = make_file(make_photo())
    _, _, _, signature, token, name = signed_address(rendition.name).split("/")
    day, _dot, mark = signature.partition(".")
    guesses = [
        f"{day}/{token}/{name}",
        f"{day}./{token}/{name}",
        f"99991231.{mark}/{token}/{name}",
        f"{signature[:-1]}/{token}/{name}",
        f"{signature}/{other.name}",
        f"{signature}/{token}/../{other.name}",
        f"{signature}/{token}/whole-480-0badcafe.webp",
        f"{signature}/{token}/",
        f"ы.{mark}/{token}/{name}",
    ]

    assert {client.get(f"/preview/picture/{guess}").status_code for guess in guesses} == {404}
    assert client.get(f"/preview/picture/{signature}/{token}/{name}").status_code == 200


def test_a_withdrawn_photo_is_nobodys(client, rendition):
    address = signed_address(rendition.name)

    Photo.objects.update(withdrawn_at=timezone.now())

    assert client.get(address).status_code == 404


def test_files_of_the_crop_before_are_kept_for_a_day(client, rendition):
    address = signed_address(rendition.name)
    Rendition.objects.update(replaced_at=timezone.now() - timedelta(hours=23))
    assert client.get(address).status_code == 200

    Rendition.objects.update(replaced_at=timezone.now() - timedelta(hours=25))
    assert client.get(address).status_code == 404


def pictures(page: str) -> set[str]:
    """Addresses of pictures in a page, those of a srcset too."""
    found = re.findall(r'(?:src|srcset)="([^"]+)"', page)
    return {each.split()[0] for value in found for each in value.split(", ") if "/static/" not in each}


def test_previews_of_unpublished_stories_show_their_photos_under_an_embargo_too(client):
    photo = make_photo(renditions=True, embargo_until=timezone.now() + timedelta(days=1))
    article = make_article(photo=photo)
    save_draft(article, by=None)
    link = share(article, by=None, lasting=timedelta(hours=1))
    shared = pictures(client.get(f"/preview/{token_of(link)}/").content.decode())
    client.force_login(make_user("editor"))
    working = pictures(client.get(f"/admin/articles/article/{article.pk}/preview/").content.decode())

    assert len(shared) == 6
    assert shared == working
    assert all(address.startswith("/preview/picture/") and photo.token in address for address in shared)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/articles/photo/",
        "/admin/articles/photo/choose/?q=мост",
        "/admin/articles/photo/{photo}/change/",
        "/admin/articles/article/{story}/change/",
        "/admin/articles/article/{story}/compare/",
        "/admin/articles/article/cards/?card=photo-{photo}",
    ],
)
def test_the_desk_shows_photos_that_no_reader_may_fetch(client, settings, tmp_path, address):
    settings.MEDIA_ROOT = tmp_path
    photo = make_photo(caption="Мост утром")
    make_file(photo)
    chief = make_user("photo_editor" if address == "/admin/" else "chief")
    article = make_article(photo=None)
    save_draft(article, by=chief)
    article.photo = photo
    save_draft(article, by=chief)
    client.force_login(chief)

    page = client.get(address.format(photo=photo.pk, story=article.pk)).content.decode()

    shown = {each for each in pictures(page) if photo.token in each}
    assert shown, "no picture there"
    client.logout()
    assert {client.get(each).status_code for each in shown} == {200}
