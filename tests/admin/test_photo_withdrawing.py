"""Withdrawing a photo at the desk: what will happen is said first, afterwards what was taken out and what to purge."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from articles.models import Photo
from articles.publishing import withdraw_photo
from tests.factories import REASON, make_edition, make_photo


def address(photo, page: str = "change") -> str:
    return f"/admin/articles/photo/{photo.pk}/{page}/"


@pytest.fixture
def photo(chief):
    """Readers see it in a story."""
    photo = make_photo(renditions=True)
    make_edition(by=chief, photo=photo, headline="Мост открыт")
    return photo


def test_the_stories_that_lose_it_are_named_before_anything_is_done(library, photo):
    page = library.get(address(photo, "withdraw")).content.decode()

    assert "Мост открыт" in page
    photo.refresh_from_db()
    assert photo.withdrawn_at is None


def test_without_a_reason_it_stays(library, photo):
    response = library.post(address(photo, "withdraw"), {"reason": " "})

    assert response.context["troubles"]
    photo.refresh_from_db()
    assert photo.withdrawn_at is None


def test_afterwards_its_page_says_who_why_and_what_to_purge(library, photo, photographer):
    page = library.post(address(photo, "withdraw"), {"reason": "По просьбе автора"}, follow=True).content.decode()

    photo.refresh_from_db()
    assert photo.withdrawn_at
    assert "По просьбе автора" in page and str(photographer) in page and "Мост открыт" in page
    assert f"/media/{photo.token}/" in page and ".html" in page
    assert address(photo, "restore") not in page


def test_a_photo_that_is_withdrawn_is_not_withdrawn_again(library, photo, chief):
    withdraw_photo(photo, by=chief, reason=REASON)

    assert library.post(address(photo, "withdraw"), {"reason": REASON}).url == address(photo)


def test_a_chief_brings_it_back(client, photo, chief):
    withdraw_photo(photo, by=chief, reason=REASON)
    client.force_login(chief)
    assert address(photo, "restore") in client.get(address(photo)).content.decode()

    client.post(address(photo, "restore"))

    photo.refresh_from_db()
    assert photo.withdrawn_at is None


def test_a_photo_that_was_not_withdrawn_is_not_brought_back(client, photo, chief):
    client.force_login(chief)

    response = client.post(address(photo, "restore"), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]


KEPT_BACK = [
    {"withdrawn_at": timezone.now()},
    {"usage_until": timezone.now()},
    {"embargo_until": timezone.now() + timedelta(hours=3)},
    {"failure": "broken"},
]


@pytest.mark.parametrize("fields", KEPT_BACK)
def test_of_a_photo_that_no_reader_sees_the_stories_are_not_said_to_show_it(library, photo, fields):
    before = headings(library, photo)
    Photo.objects.filter(pk=photo.pk).update(**fields)

    after = headings(library, photo)

    assert (len(before), len(after)) == (1, 1)
    assert before != after


def headings(client, photo) -> list[str]:
    page = html.fromstring(client.get(address(photo)).content.decode())
    return [each.text_content() for each in page.find_class("photo-uses")[0].iterfind("h3")]


def test_stories_that_do_not_show_it_yet_are_not_called_live_before_withdrawing(library, photo):
    def heading() -> str:
        page = html.fromstring(library.get(address(photo, "withdraw")).content.decode())
        return page.xpath("string(//section[contains(@class, 'photo-uses')]//h3)")

    assert heading() == "На сайте"
    Photo.objects.filter(pk=photo.pk).update(embargo_until=timezone.now() + timedelta(days=1))

    assert heading() == "На сайте без этой фотографии"
