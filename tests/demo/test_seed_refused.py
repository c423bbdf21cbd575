"""Where a story of the seed has gone on, the seed is refused whole and changes nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from articles.models import Article, Photo, Section
from articles.publishing import cancel, save_draft, undo, withdraw, withdraw_photo
from tests.demo.loading import everything, load_seed
from tests.factories import kill, make_user, publish


def edit(article, by):
    article.headline = "Президенты поговорили по телефону"
    save_draft(article, by=by)


def publish_again(article, by):
    edit(article, by)
    publish(article, by=by)


def publish_unchanged(article, by):
    publish(article, by=by)


def schedule(article, by):
    publish(article, by=by, at=timezone.now() + timedelta(hours=1))


def schedule_with_an_end(article, by):
    publish(article, by=by, at=timezone.now() + timedelta(hours=1), until=timezone.now() + timedelta(hours=2))


def withdraw_now(article, by):
    withdraw(article, by=by)


def withdraw_tomorrow(article, by):
    withdraw(article, by=by, at=timezone.now() + timedelta(days=1))


def kill_it(article, by):
    kill(article, by=by)


def kill_and_undo(article, by):
    kill(article, by=by)
    undo(article, by=by)


def withdraw_and_publish_again(article, by):
    withdraw(article, by=by)
    publish(article, by=by)


DEEDS = [
    edit,
    publish_again,
    publish_unchanged,
    schedule,
    schedule_with_an_end,
    withdraw_now,
    withdraw_tomorrow,
    kill_it,
    kill_and_undo,
    withdraw_and_publish_again,
]


@pytest.mark.django_db
@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("pk", [1, 3])
def test_the_seed_is_refused_where_a_story_went_on(pk, deed):
    load_seed()
    deed(Article.objects.get(pk=pk), make_user("chief"))
    Section.objects.filter(slug="politics").update(name_ru="Политика и власть")
    before = everything()

    with pytest.raises(IntegrityError):
        load_seed()

    assert everything() == before


@pytest.mark.django_db
def test_the_seed_loads_where_scheduling_was_taken_back():
    load_seed()
    chief = make_user("chief")
    schedule(Article.objects.get(pk=1), chief)
    cancel(Article.objects.get(pk=1), by=chief)
    before = everything()

    load_seed()

    assert everything() == before


@pytest.mark.django_db
def test_the_seed_is_refused_where_its_photo_was_withdrawn():
    load_seed()
    withdraw_photo(Photo.objects.get(pk=1), by=make_user("chief"), reason="Прав нет.")
    before = everything()

    with pytest.raises(IntegrityError, match="photo_stays_withdrawn"):
        load_seed()

    assert everything() == before
