"""A withdrawn photo is gone from every page at once; brought back, its files are made again."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Event, Photo, Rendition
from articles.models.event import Action
from articles.publishing import (
    NoReason,
    NotWithdrawn,
    WithdrawnAlready,
    restore_photo,
    withdraw,
    withdraw_photo,
    withdrawal,
)
from newsroom.storage import WholeFiles
from tests.factories import make_author, make_edition, make_photo, make_user

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def photo():
    photo = make_photo(renditions=True)
    for rendition in photo.renditions.all():
        default_storage.save(rendition.name, ContentFile(b"picture"))
    return photo


def fresh(photo):
    return Photo.objects.get(pk=photo.pk)


def test_its_files_are_deleted_once_readers_cannot_see_it(photo, django_capture_on_commit_callbacks):
    names = [rendition.name for rendition in photo.renditions.all()]

    with django_capture_on_commit_callbacks() as after_commit:
        withdraw_photo(photo, by=None, reason="Прав нет.")
    assert all(map(default_storage.exists, names))
    for delete in after_commit:
        delete()

    assert not any(map(default_storage.exists, names))
    assert not Rendition.objects.exists()
    assert not fresh(photo).is_public()


def test_a_file_that_cannot_be_deleted_now_does_not_undo_the_withdrawal(photo, django_capture_on_commit_callbacks):
    first, *others = photo.renditions.all()
    default_storage.delete(first.name)
    default_storage.save(f"{first.name}/x", ContentFile(b"a folder in its place, and not an empty one"))

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photo(photo, by=None, reason="Прав нет.")

    assert not fresh(photo).is_public()
    assert default_storage.exists(first.name)
    assert not any(default_storage.exists(each.name) for each in others)


def test_the_page_stays_whole_without_it(photo, client):
    edition = make_edition(headline="Мост открыт", photo=photo)
    page = client.get(edition.get_absolute_url()).content.decode()
    assert photo.token in page

    withdraw_photo(photo, by=None, reason="Прав нет.")

    page = client.get(edition.get_absolute_url()).content.decode()
    assert photo.token not in page
    assert "Мост открыт" in page


def test_every_address_that_showed_it_is_named(photo):
    author = make_author("desk")
    edition = make_edition(photo=photo, tags=["мост"], authors=[author])
    kazakh = make_edition(language="kk", body=f'<news-card data-kind="photo" data-id="{photo.pk}"></news-card>')
    make_edition(photo=make_photo())
    names = [rendition.name for rendition in photo.renditions.all()]

    done = withdraw_photo(photo, by=None, reason="Прав нет.")

    assert {story.pk for story in done.stories} == {edition.pk, kazakh.pk}
    lists = [path + feed for path in ("/", "/politics/", "/tag/most/", "/author/desk/") for feed in FEEDS]
    kazakh_lists = [path + feed for path in ("/kk/", "/kk/politics/") for feed in FEEDS]
    paths = [edition.get_absolute_url(), kazakh.get_absolute_url(), *lists, *kazakh_lists]
    assert sorted(done.addresses) == sorted(SITE + path for path in [*(f"/media/{name}" for name in names), *paths])


FEEDS = ("", "feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json")


def test_a_story_that_is_over_needs_no_purge(photo):
    edition = make_edition(photo=photo)
    withdraw(edition.article, by=None)

    assert withdraw_photo(photo, by=None, reason="Прав нет.").stories == []


def test_the_audit_says_who_withdrew_it_why_and_what_to_purge(photo):
    chief = make_user("chief")
    edition = make_edition(photo=photo)

    done = withdraw_photo(photo, by=chief, reason="Прав нет.")
    restore_photo(photo, by=chief, reason="Права есть.")

    back, gone = Event.objects.filter(noun="photo", noun_id=photo.pk)
    assert (gone.action, gone.by, gone.note) == (Action.PHOTO_WITHDRAWN, chief, "Прав нет.")
    assert gone.details == {
        "stories": [edition.article_id],
        "purge": done.addresses,
        "to_purge": len(done.addresses),
    }
    assert (back.action, back.by, back.note) == (Action.PHOTO_RESTORED, chief, "Права есть.")


def test_the_audit_of_a_photo_that_was_everywhere_stays_short(photo, monkeypatch):
    monkeypatch.setattr(withdrawal, "MOST_NAMED", 2)
    for _number in range(3):
        make_edition(photo=photo)

    done = withdraw_photo(photo, by=None, reason="Прав нет.")

    details = Event.objects.get(action=Action.PHOTO_WITHDRAWN).details
    assert len(done.stories) == 3
    assert (len(details["stories"]), len(details["purge"])) == (2, 2)
    assert details["to_purge"] == len(done.addresses) > 3


@pytest.mark.parametrize("stories", [1, 5])
def test_withdrawing_takes_as_many_queries_however_many_stories_show_it(photo, stories, django_assert_num_queries):
    for _number in range(stories):
        make_edition(photo=photo)

    with django_assert_num_queries(14):
        withdraw_photo(photo, by=None, reason="Прав нет.")


def test_nothing_is_withdrawn_without_a_reason_or_twice(photo):
    with pytest.raises(NoReason):
        withdraw_photo(photo, by=None, reason="  ")
    assert fresh(photo).is_public()

    withdraw_photo(photo, by=None, reason="Прав нет.")
    with pytest.raises(WithdrawnAlready):
        withdraw_photo(photo, by=None, reason="Прав нет.")
    assert Event.objects.filter(action=Action.PHOTO_WITHDRAWN).count() == 1


def test_a_photo_brought_back_has_its_files_made_again(photo):
    withdraw_photo(photo, by=None, reason="Прав нет.")
    assert fresh(photo).renditions_due_at is None

    restore_photo(photo, by=None)

    assert fresh(photo).is_public()
    assert Photo.objects.due().get() == photo


def test_what_was_not_withdrawn_is_not_brought_back(photo):
    with pytest.raises(NotWithdrawn):
        restore_photo(photo, by=None)


def test_a_form_opened_before_the_withdrawal_does_not_bring_it_back(photo):
    opened = fresh(photo)
    withdraw_photo(photo, by=None, reason="Прав нет.")

    opened.caption = "Мост через реку"
    with pytest.raises(IntegrityError, match="photo_stays_withdrawn"), transaction.atomic():
        opened.save()

    assert not fresh(photo).is_public()


def test_brought_back_while_its_files_are_being_deleted_it_keeps_those_it_is_shown_with(
    photo, django_capture_on_commit_callbacks
):
    first, *_others = rows = list(photo.renditions.all())
    with django_capture_on_commit_callbacks() as after_commit:
        withdraw_photo(photo, by=None, reason="Прав нет.")
    restore_photo(photo, by=None)
    Photo.objects.update(renditions_due_at=None)
    Rendition.objects.bulk_create(rows[:1])

    for delete in after_commit:
        delete()

    assert [each.name for each in rows if default_storage.exists(each.name)] == [first.name]


def test_brought_back_after_its_rights_ended_it_waits_for_nothing(photo):
    withdraw_photo(photo, by=None, reason="Прав нет.")
    Photo.objects.update(usage_until=timezone.now())

    restore_photo(photo, by=None)

    assert (fresh(photo).withdrawn_at, fresh(photo).renditions_due_at) == (None, None)


def test_a_storage_that_does_not_answer_is_waited_for_once(photo, monkeypatch, django_capture_on_commit_callbacks):
    asked = []

    class Away(WholeFiles):
        def delete(self, name):
            asked.append(name)
            raise ConnectionError

    monkeypatch.setattr(withdrawal, "default_storage", Away())

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photo(photo, by=None, reason="Прав нет.")

    assert len(asked) == 1
    assert not fresh(photo).is_public()
