"""What no reader gets is not called live, and what leaves the library for ever is of no use to any story."""

import pytest
from django.core.files.base import ContentFile
from django.test import TestCase
from django.utils import timezone
from lxml import html

from articles.models import Event, Photo
from articles.models.photo import originals
from articles.publishing import save_draft, take_in
from articles.search import search_photos
from tests.factories import make_article, make_photo, publish
from tests.renditions.drawing import as_file, gradient


def address(photo: Photo, page: str = "discard") -> str:
    return f"/admin/articles/photo/{photo.pk}/{page}/"


def offers(client, photo: Photo) -> bool:
    return address(photo) in client.get(address(photo, "change")).content.decode()


def test_a_photo_of_no_use_that_no_story_has_is_deleted_in_one_press(library):
    file = ContentFile(as_file(gradient(320, 200)).getvalue())
    photo = take_in(file, filename="cut.jpg", agency="Фотослужба")
    Photo.objects.update(failure="broken", renditions_due_at=None)
    assert offers(library, photo)

    with TestCase.captureOnCommitCallbacks(execute=True):
        response = library.post(address(photo))

    assert response.url == "/admin/articles/photo/"
    assert not Photo.objects.exists()
    assert not originals().exists(photo.original.name)
    assert not search_photos(Photo.objects.all(), "фотослужба", narrowed=False)
    event = Event.objects.get(noun="photo", action="deleted")
    assert (event.noun_id, event.label, event.by.username) == (photo.pk, "cut.jpg", "photo")


@pytest.mark.parametrize("fields", [{}, {"failure": "broken", "used_at": timezone.now()}])
def test_no_other_photo_is_ever_deleted(library, fields):
    photo = make_photo(**fields)
    assert not offers(library, photo)

    library.post(address(photo))

    assert Photo.objects.get() == photo


def test_a_photo_of_a_draft_is_not_deleted_either(library):
    photo = make_photo(failure="broken")
    story = make_article()
    story.photo = photo
    save_draft(story, by=None)

    response = library.post(address(photo), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Photo.objects.get() == photo


def test_who_may_only_look_deletes_nothing(client, reporter):
    client.force_login(reporter)
    photo = make_photo(failure="broken")

    assert client.post(address(photo)).status_code == 403
    assert Photo.objects.get() == photo


def test_a_photo_that_readers_do_not_get_is_not_called_live(library):
    photo = make_photo()
    publish(make_article(photo=photo), by=None)
    Photo.objects.update(usage_until=timezone.now())

    (hanging_there,) = library.get("/admin/articles/photo/").context["cl"].result_list
    page = html.document_fromstring(library.get(f"/admin/articles/photo/{photo.pk}/change/").content.decode())

    assert [mark.kind for mark in hanging_there.marks] == ["ended"]
    assert page.xpath("//section[@aria-labelledby='photo-uses']/h3/text()") == ["На сайте без этой фотографии"]
