"""Which editions show a photo is known of those, too, that were made before anyone asked."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from articles.models import Placement
from articles.publishing import withdraw
from tests.factories import make_article, make_edition, make_photo, publish

migration = import_module("articles.migrations.0012_photo_shelves")


def photo_shelves():
    return set(Placement.objects.filter(shelf__contains="/photo/").values_list("edition", "shelf"))


@pytest.mark.django_db
def test_the_migration_fills_the_shelves_as_the_verbs_do(monkeypatch):
    lead, in_text = make_photo(), make_photo()
    body = f'<p>Текст.</p><news-card data-kind="gallery" data-ids="{in_text.pk},{lead.pk}"></news-card>'
    make_edition(photo=lead, body=body)
    publish(make_article(photo=lead, language="kk"), by=None, at=timezone.now() + timedelta(hours=1))
    withdraw(make_edition(photo=lead).article, by=None)
    written = photo_shelves()
    monkeypatch.setattr(migration, "CHUNK", 1)

    migration.empty_shelves(apps, SimpleNamespace(connection=connection))
    assert photo_shelves() == set()

    migration.fill_shelves(apps, SimpleNamespace(connection=connection))
    assert photo_shelves() == written
    assert len(written) == 3
