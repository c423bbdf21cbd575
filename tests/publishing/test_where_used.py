"""Where a photo is used: by stories that readers see, that wait for their time, that the desk is still writing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Photo
from articles.publishing import photos, put_away, save_draft, used_in, where_used, withdraw
from tests.factories import make_article, make_photo, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    return make_photo()


def draft(**fields):
    article = make_article(**fields)
    save_draft(article, by=None)
    return article


def named(photo) -> tuple[list, list, list]:
    uses = where_used(photo)
    return (
        [(edition.article_id, edition.said) for edition in uses.live],
        [(edition.article_id, edition.said) for edition in uses.scheduled],
        [article.pk for article in uses.drafts],
    )


def flags(photo) -> tuple[bool, bool, bool]:
    standing = used_in(Photo.objects.all(), [photo.pk])[photo.pk].standing
    return standing.is_live, standing.is_scheduled, standing.in_drafts


def test_a_photo_that_nobody_took_is_used_nowhere(photo):
    draft(photo=make_photo())

    assert not where_used(photo)
    assert flags(photo) == (False, False, False)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_a_draft_a_waiting_story_and_a_live_one_are_told_apart(photo, language):
    written = draft(headline="Пишется", photo=photo, language=language)
    assert named(photo) == ([], [], [written.pk])
    assert flags(photo) == (False, False, True)

    waits = draft(headline="Ждёт", photo=photo, language=language)
    publish(waits, by=None, at=timezone.now() + timedelta(hours=1))
    assert named(photo) == ([], [(waits.pk, "Ждёт")], [written.pk])
    assert flags(photo) == (False, True, True)

    live = draft(headline="Вышла", photo=photo, language=language)
    publish(live, by=None)
    assert named(photo) == ([(live.pk, "Вышла")], [(waits.pk, "Ждёт")], [written.pk])
    assert flags(photo) == (True, True, True)


def test_a_photo_between_the_paragraphs_is_used_too(photo):
    story = draft(body=f'<news-card data-kind="photo" data-id="{photo.pk}"></news-card>')
    assert named(photo)[2] == [story.pk]

    publish(story, by=None)

    assert [pk for pk, _said in named(photo)[0]] == [story.pk]


def test_readers_see_the_photo_that_the_working_copy_has_given_away(photo):
    story = draft(photo=photo)
    publish(story, by=None)
    other = make_photo(caption="Площадь")
    story.photo = other
    save_draft(story, by=None)

    assert [pk for pk, _said in named(photo)[0]] == [story.pk]
    assert named(other) == ([], [], [story.pk])


def test_what_was_withdrawn_is_a_draft_again_and_what_was_put_away_is_nothing(photo):
    story = draft(photo=photo)
    publish(story, by=None)
    withdraw(story, by=make_user("chief"))
    gone = draft(photo=photo)
    put_away(gone, by=make_user("chief"))

    assert named(photo) == ([], [], [story.pk])
    put_away_alone = make_photo()
    put_away(draft(photo=put_away_alone), by=make_user("chief"))
    assert flags(put_away_alone) == (False, False, False)


def test_what_ended_by_the_clock_is_not_before_readers(photo):
    story = draft(photo=photo)
    publish(story, by=None, until=timezone.now() + timedelta(hours=1))

    later = timezone.now() + timedelta(hours=2)

    assert where_used(photo).live
    assert not where_used(photo, later).live
    assert not used_in(Photo.objects.all(), [photo.pk], later)[photo.pk].standing.is_live


def test_many_stories_are_told_at_the_price_of_one_and_not_all_of_them(photo, monkeypatch):
    monkeypatch.setattr(photos, "MOST", 3)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            where_used(photo)
            used_in(Photo.objects.all(), [photo.pk])
        return len(captured)

    for _ in range(3):
        publish(draft(photo=photo), by=None)
        make_photo()
    few = cost()
    assert not where_used(photo).has_more

    publish(draft(photo=photo), by=None)

    assert cost() == few == 5
    assert (len(where_used(photo).live), where_used(photo).has_more) == (3, True)
