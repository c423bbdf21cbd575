"""Two verbs on one story at one moment: one after the other, as if each had been alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles.models import Article, Edition, RelatedLink
from articles.publishing import HasEditions, PublishingError, PutAway, put_away, translate
from tests.factories import make_article, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*verbs: Callable) -> list:
    """What each verb answered, or the error by which it was refused."""

    def done(verb):
        try:
            return verb()
        except PublishingError as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as threads:
        return list(threads.map(done, verbs))


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_a_story_is_translated_once_from_whichever_of_its_languages_two_begin():
    russian = make_article()
    kazakh = translate(russian, language="kk", by=None)

    answers = at_once(*(lambda each=each: translate(fresh(each), language="en", by=None) for each in (russian, kazakh)))

    assert [answer.__class__ for answer in answers].count(Article) == 1
    assert Article.objects.filter(group=russian.group, language="en").count() == 1


def test_stories_that_lead_to_each_other_are_translated_at_one_moment():
    one, other = make_article(), make_article()
    translate(one, language="en", by=None)
    translate(other, language="kk", by=None)
    RelatedLink.objects.create(article=one, target=other)
    RelatedLink.objects.create(article=other, target=one)

    answers = at_once(
        lambda: translate(fresh(one), language="kk", by=None), lambda: translate(fresh(other), language="en", by=None)
    )

    assert [answer.language for answer in answers] == ["kk", "en"]


@pytest.mark.parametrize("turn", range(3))
def test_what_is_published_while_somebody_puts_it_away_is_either(turn):
    article = make_article()

    answers = at_once(lambda: publish(fresh(article), by=None), lambda: put_away(fresh(article), by=None))

    refused = {PutAway, HasEditions}.intersection(each for each in answers if isinstance(each, type))
    assert len(refused) == 1
    assert Edition.objects.exists() != Article.objects.put_away().exists()
