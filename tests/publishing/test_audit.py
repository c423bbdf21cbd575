"""Every verb writes one line of the audit: who, what, from which version to which, and why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Edition, Event
from articles.publishing import NoReason, NothingLive, cancel, kill, save_draft, undo, withdraw
from tests.factories import make_article, make_edition, make_user, publish

pytestmark = pytest.mark.django_db


def lines(article):
    """Oldest first."""
    return [
        (event.action, event.from_version, event.to_version, event.edition, event.note)
        for event in Event.objects.filter(article=article).order_by("pk")
    ]


def test_the_life_of_a_story_reads_as_it_was():
    chief, article = make_user("chief"), make_article(state="approved")
    later = timezone.now() + timedelta(hours=1)
    save_draft(article, by=chief)
    publish(article, by=chief, reason="Снимка нет.")
    article.headline = "Мост закрыт"
    publish(article, by=chief, at=later, reason="Снимка всё нет.")
    cancel(article, by=chief)
    withdraw(article, by=chief, note="Ошибка.")
    kill(article, by=chief, reason="Решение суда.")
    undo(article, by=chief)

    assert lines(article) == [
        ("saved", None, 1, None, ""),
        ("published", None, 1, 1, "Снимка нет."),
        ("scheduled", 1, 2, 2, "Снимка всё нет."),
        ("cancelled", None, 2, 2, ""),
        ("withdrawn", 1, None, 1, "Ошибка."),
        ("killed", 1, None, 1, "Решение суда."),
        ("undone", None, 1, 3, ""),
    ]
    assert {event.by for event in Event.objects.all()} == {chief}


def test_the_audit_names_what_the_story_was_called_then():
    article = make_edition(headline="Мост открыт").article
    article.headline = "Мост закрыт"
    publish(article, by=None)

    assert list(Event.objects.order_by("pk").values_list("label", flat=True)) == ["Мост открыт", "Мост закрыт"]


def test_nothing_is_killed_without_a_reason():
    edition = make_edition()

    with pytest.raises(NoReason):
        kill(edition.article, by=None, reason=" \n")

    assert Edition.objects.live().exists()


def test_a_verb_that_refuses_writes_nothing():
    article = make_article()

    with pytest.raises(NothingLive):
        withdraw(article, by=None)

    assert not Event.objects.exists()
