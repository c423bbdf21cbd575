"""Saving: every state is kept, and nobody overwrites a text unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Version
from articles.publishing import AlreadyTranslated, StaleVersion, revert_to, save_draft, translate
from tests.factories import make_article, make_author, make_photo, make_user

pytestmark = pytest.mark.django_db


def test_every_save_is_a_version():
    article, editor = make_article(), make_user()
    save_draft(article, by=editor)
    article.body = "<p>Мост закрыли вечером.</p>"
    version = save_draft(article, by=editor)

    assert (version.number, version.made_by, version.body) == (2, editor, "<p>Мост закрыли вечером.</p>")
    assert article.version == 2


def test_saving_without_a_change_makes_no_version():
    article = make_article(tags=["Мост"])
    first = save_draft(article, by=None)

    assert save_draft(article, by=None) == first


def test_a_change_of_tags_alone_is_a_version():
    article = make_article(tags=["Мост"])
    save_draft(article, by=None)
    article.tags.add("Река")

    assert save_draft(article, by=None).number == 2


def test_who_started_from_an_older_version_is_told_and_nothing_is_overwritten():
    article, first = make_article(), make_user(username="first")
    base = save_draft(article, by=None).number
    article.headline = "Мост открыт для машин"
    save_draft(article, by=first, base=base)

    article.headline = "Мост закрыт"
    with pytest.raises(StaleVersion, match="first"):
        save_draft(article, by=make_user(), base=base)

    article.refresh_from_db()
    assert article.headline == "Мост открыт для машин"


def test_reverting_brings_back_every_field():
    photo, author = make_photo(), make_author()
    article = make_article(tags=["Мост"], authors=[author], photo=photo, dateline_on="2021-04-30")
    target = make_article(headline="Цель")
    article.related_links.create(target=target)
    first = save_draft(article, by=None)

    article.headline, article.body, article.photo = "Другой", "<p>Другой.</p>", None
    article.tags.set(["Река"])
    article.bylines.all().delete()
    article.related_links.all().delete()
    save_draft(article, by=None)
    reverted = revert_to(first, by=None)

    assert reverted.number == 3
    assert (reverted.content, reverted.body) == (first.content, first.body)


def test_reverting_passes_over_what_is_no_longer_there():
    article = make_article(photo=make_photo(), tags=["Мост"])
    first = save_draft(article, by=None)
    photo, article.photo = article.photo, None
    article.tags.clear()
    save_draft(article, by=None)
    photo.delete()

    revert_to(first, by=None)

    article.refresh_from_db()
    assert article.photo is None
    assert Version.objects.count() == 3


def test_going_back_to_an_earlier_text_keeps_the_embargo():
    article = make_article()
    first = save_draft(article, by=None)
    article.embargo_until, article.embargo_reason = timezone.now() + timedelta(days=1), "Просьба министерства."
    save_draft(article, by=None)

    revert_to(first, by=None)

    article.refresh_from_db()
    assert article.embargo_until > timezone.now()
    assert article.embargo_reason == "Просьба министерства."


def test_going_back_to_a_text_in_a_language_that_a_translation_has_now_is_refused():
    article = make_article(language="ru")
    first = save_draft(article, by=None)
    article.language = "kk"
    save_draft(article, by=None)
    translate(article, language="ru", by=None)

    with pytest.raises(AlreadyTranslated):
        revert_to(first, by=None)

    article.refresh_from_db()
    assert (article.language, article.version) == ("kk", 2)
