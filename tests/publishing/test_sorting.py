"""A section and a tag for many: the working copy alone, one version and one line of the audit for each."""

import pytest

from articles.models import Edition, Event
from articles.publishing import NotReady, WrongState, add_tag, move_to_section, save_draft
from tests.factories import make_article, make_edition, make_section

pytestmark = pytest.mark.django_db


def test_a_story_moved_to_a_section_stays_for_readers_where_it_was():
    edition, sport = make_edition(), make_section("sport", name_ru="Спорт")
    article = edition.article

    move_to_section(article, section=sport, by=None)

    article.refresh_from_db()
    event = Event.objects.first()
    assert (article.section, article.version) == (sport, 2)
    assert Edition.objects.live().get().content["section"]["slug"] == "politics"
    assert (event.action, event.from_version, event.to_version, event.details["section"]) == ("moved", 1, 2, sport.pk)


def test_a_story_is_not_moved_to_where_it_is():
    article = make_article()

    with pytest.raises(WrongState):
        move_to_section(article, section=article.section, by=None)


def test_a_tag_is_added_once_however_it_is_written():
    article = make_article(tags=["Ёлка"])
    save_draft(article, by=None)

    add_tag(article, name="Мост", by=None)

    assert {tag.name for tag in article.tags.all()} == {"Ёлка", "Мост"}
    assert (article.version, Event.objects.first().action) == (2, "tagged")
    with pytest.raises(WrongState):
        add_tag(article, name="елка", by=None)


@pytest.mark.parametrize("name", ["", " , ", "Мост, Река"])
def test_one_tag_has_one_name(name):
    with pytest.raises(NotReady):
        add_tag(make_article(), name=name, by=None)
