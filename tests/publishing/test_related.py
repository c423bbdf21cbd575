"""Related news: by hand first, then the closest live stories, by tags and words, the newest first among equals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.publishing import freeze, related_suggestions, withdraw
from articles.publishing.related import OF_A_TAG, OF_WORDS
from tests.factories import make_article, make_edition, publish

pytestmark = pytest.mark.django_db


def story(headline, *tags, hours=0, **fields):
    """Live since that many hours, without a word in common but those of its headline."""
    at = timezone.now() - timedelta(hours=hours) if hours else None
    return make_edition(headline=headline, tags=tags, lead="", at=at, **fields).article_id


def related(headline, *tags, **fields):
    return freeze(make_article(headline=headline, tags=tags, lead="", **fields)).content["related"]


def test_common_words_bring_stories_together_in_any_form():
    close = story("Токаев встретился с премьером Беларуси")
    story("Погода на выходные в Алматы")

    assert related("Премьер Беларуси прилетел к Токаеву") == [close]


def test_one_common_word_is_chance():
    story("Токаев открыл школу")

    assert related("Токаев прилетел в Минск") == []


def test_tags_and_words_count_together_and_the_newest_is_first_among_equals():
    older = story("Саммит завершился", "ЕАЭС", hours=2)
    newer = story("Выставка началась", "ЕАЭС", hours=1)
    both = story("Саммит премьеров ЕАЭС в Минске", "ЕАЭС", hours=3)

    assert related("Премьеры едут на саммит в Минск", "ЕАЭС") == [both, older, newer]


def test_a_story_that_is_not_live_then_fills_no_place():
    withdrawn = make_edition(headline="Мост через Ишим", tags=["Мост"])
    withdraw(withdrawn.article, by=None)
    waiting = make_article(headline="Мост через Иртыш", tags=["Мост"])
    begins = timezone.now() + timedelta(hours=1)
    publish(waiting, by=None, at=begins)

    article = make_article(tags=["Мост"])

    assert freeze(article).content["related"] == []
    assert freeze(article, at=begins).content["related"] == [waiting.pk]


def test_stories_in_another_language_fill_no_place():
    story("Мост через Ишим", "Мост", language="kk")

    assert related("Мост через Ишим открыт", "Мост") == []


def test_nothing_is_related_twice_nor_to_itself_nor_when_it_stands_as_a_card():
    chosen, card, free = (story(f"Мост {name} открыт", "Мост", hours=1) for name in ("первый", "второй", "третий"))
    body = f'<p>Текст.</p><news-card data-kind="related" data-id="{card}"></news-card>'
    article = make_article(headline="Мост открыт", tags=["Мост"], body=body)
    article.related_links.create(target_id=chosen)
    publish(article, by=None)

    assert freeze(article).content["related"] == [chosen, free]
    assert related_suggestions(article) == [free]


def test_there_are_as_many_suggestions_as_are_asked_for():
    found = [story(f"Мост {number}", "Мост", hours=number + 1) for number in range(8)]
    article = make_article(tags=["Мост"])

    assert related_suggestions(article) == found[:6]
    assert related_suggestions(article, limit=2) == found[:2]


def test_filling_asks_the_same_of_many_stories_as_of_one(django_assert_num_queries):
    tags = [f"Мост {number}" for number in range(5)]
    for number in range(12):
        story(f"Мост через реку {number}", *tags, hours=number + 1)
    article = make_article(headline="Мост через реку", tags=tags)

    with django_assert_num_queries(4):  # tags, links, by tags, by words
        assert len(related_suggestions(article)) == 6

    assert OF_A_TAG * len(tags) + OF_WORDS < 1000
