"""Put away instead of delete: a draft leaves the lists and comes back; what readers were promised stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Event
from articles.publishing import (
    HasEditions,
    PutAway,
    WrongState,
    add_tag,
    approve,
    bring_back,
    cancel,
    hand_in,
    put_away,
    put_away_until,
    revert_to,
    save_draft,
    translate,
)
from tests.factories import make_article, make_edition, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    article = make_article()
    save_draft(article, by=None)
    return article


def test_a_draft_put_away_leaves_the_kept_and_comes_back_as_it_was(draft):
    put_away(draft, by=None)

    assert list(Article.objects.put_away()) == [draft]
    assert not Article.objects.kept().exists()

    bring_back(draft, by=None)

    assert list(Article.objects.kept()) == [draft]
    assert [event.action for event in Event.objects.filter(article=draft)] == ["brought_back", "put_away", "saved"]


def test_its_people_have_thirty_days_to_bring_it_back(draft):
    put_away(draft, by=None)

    assert put_away_until(draft) - draft.put_away_at == timedelta(days=30)


def test_what_has_any_edition_is_never_put_away():
    live, scheduled = make_edition().article, make_article()
    publish(scheduled, by=None, at=timezone.now() + timedelta(hours=1))
    cancel(scheduled, by=None)

    for article in (live, scheduled):
        with pytest.raises(HasEditions):
            put_away(article, by=None)

    assert Article.objects.kept().count() == 2


VERBS = {
    "save": lambda draft: save_draft(draft, by=None),
    "revert": lambda draft: revert_to(draft.versions.get(), by=None),
    "hand in": lambda draft: hand_in(draft, by=None),
    "approve": lambda draft: approve(draft, by=None),
    "publish": lambda draft: publish(draft, by=None),
    "tag": lambda draft: add_tag(draft, name="Мост", by=None),
    "translate": lambda draft: translate(draft, language="kk", by=None),
    "put away": lambda draft: put_away(draft, by=None),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_nobody_changes_what_is_put_away(draft, verb):
    held_before = Article.objects.get(pk=draft.pk)
    put_away(draft, by=None)

    with pytest.raises(PutAway):
        verb(held_before)

    assert Article.objects.count() == 1
    assert draft.versions.count() == 1


def test_only_what_is_put_away_is_brought_back(draft):
    with pytest.raises(WrongState):
        bring_back(draft, by=None)
