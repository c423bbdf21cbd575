"""Which stories show a photo is known: of working copies by rows of their own, of published stories by a mark."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from articles.models import Photo, PhotoUse
from articles.publishing import publish as publish_strictly
from articles.publishing import save_draft
from tests.factories import make_article, make_photo, make_user, publish

migration = import_module("articles.migrations.0015_photo_uses")

pytestmark = pytest.mark.django_db


def uses():
    return set(PhotoUse.objects.values_list("photo", "article"))


def gallery(*photos):
    return f'<p>Текст.</p><news-card data-kind="gallery" data-ids="{",".join(str(pk) for pk in photos)}"></news-card>'


def test_a_saved_story_is_among_the_uses_of_each_of_its_photos():
    lead, one, two = make_photo(), make_photo(), make_photo()
    article = make_article(photo=lead, body=gallery(one.pk, two.pk, 10**17))

    save_draft(article, by=make_user("editor"))

    assert uses() == {(photo.pk, article.pk) for photo in (lead, one, two)}


def test_a_photo_taken_out_of_a_story_is_no_longer_used_by_it():
    lead, one = make_photo(), make_photo()
    article = make_article(photo=lead, body=gallery(one.pk))
    save_draft(article, by=make_user("editor"))

    article.photo, article.body = one, "<p>Текст.</p>"
    save_draft(article, by=None)

    assert uses() == {(one.pk, article.pk)}


def test_a_photo_remembers_when_it_was_first_published():
    photo, spare = make_photo(), make_photo()
    first = publish(make_article(photo=photo), by=None)
    publish(make_article(photo=photo), by=None)

    assert Photo.objects.get(pk=photo.pk).used_at == first.made_at
    assert Photo.objects.get(pk=spare.pk).used_at is None


def test_the_migration_finds_the_uses_that_the_verbs_write(monkeypatch):
    lead, one = make_photo(), make_photo()
    article = make_article(photo=lead, body=gallery(one.pk))
    publish_strictly(article, by=None, reason="Проверка.")
    publish(make_article(photo=one), by=None)
    written, marked = uses(), list(Photo.objects.order_by("pk").values_list("used_at", flat=True))
    PhotoUse.objects.all().delete()
    Photo.objects.update(used_at=None)
    monkeypatch.setattr(migration, "CHUNK", 1)

    for fill in (migration.fill_uses, migration.fill_first_published, migration.make_files_anew):
        fill(apps, SimpleNamespace(connection=connection))

    assert (uses(), list(Photo.objects.order_by("pk").values_list("used_at", flat=True))) == (written, marked)
    assert Photo.objects.due().count() == 2
