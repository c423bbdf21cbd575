"""Two verbs on one story or person at one moment: one after the other, as if each had been alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.db import connection, transaction

from articles.models import Article, Edition, Placement, RelatedLink, Tag, User
from articles.models.placement import shelf
from articles.publishing import (
    FrontArrangedMeanwhile,
    HasEditions,
    Placed,
    PublishingError,
    PutAway,
    add_tag,
    arrange_front,
    arrangement,
    merge_tags,
    put_away,
    translate,
)
from articles.publishing.drafts import save_writing
from articles.publishing.people import CHIEF, LastChief, disable
from tests.factories import make_article, make_edition, make_user, publish

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


def overlapping(first: Callable, second: Callable) -> None:
    """The second begins when the first has done its work, a second before the first is over."""
    done, over = Event(), Event()

    def lingering():
        with transaction.atomic():
            first()
            done.set()
            over.wait(1)

    def following():
        done.wait(20)
        second()
        over.set()

    at_once(lingering, following)


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


@pytest.mark.parametrize("is_merged_first", [True, False])
def test_what_is_published_while_its_tag_is_merged_stands_under_the_tag_that_stays(is_merged_first):
    article = make_edition(tags=["РК"]).article
    gone, stays = Tag.objects.get(), Tag.objects.create(name="Казахстан")
    verbs = [lambda: merge_tags([gone], into=stays, by=None), lambda: publish(fresh(article), by=None)]

    overlapping(*(verbs if is_merged_first else reversed(verbs)))

    assert Edition.objects.filter(article=article).count() == 2
    assert not Placement.objects.on_shelf(shelf("ru", "tag", gone.pk)).exists()
    assert Placement.objects.live().on_shelf(shelf("ru", "tag", stays.pk)).count() == 1


def test_what_is_translated_while_its_tag_is_merged_bears_the_tag_that_stays():
    article = make_article(tags=["РК"])
    gone, stays = Tag.objects.get(), Tag.objects.create(name="Казахстан")

    overlapping(
        lambda: merge_tags([gone], into=stays, by=None), lambda: translate(fresh(article), language="kk", by=None)
    )

    assert list(Article.objects.get(language="kk").tags.all()) == [stays]


def test_a_story_gets_a_tag_while_it_is_merged_and_bears_the_tag_that_stays():
    article, gone, stays = make_article(), Tag.objects.create(name="РК"), Tag.objects.create(name="Казахстан")

    overlapping(lambda: merge_tags([gone], into=stays, by=None), lambda: add_tag(fresh(article), name="РК", by=None))

    assert list(fresh(article).tags.all()) == [stays]


@pytest.mark.parametrize("is_merged_first", [True, False])
def test_what_is_saved_with_a_tag_while_it_is_merged_bears_the_tag_that_stays(is_merged_first):
    article, gone, stays = make_article(), Tag.objects.create(name="РК"), Tag.objects.create(name="Казахстан")
    verbs = [
        lambda: merge_tags([gone], into=stays, by=None),
        lambda: save_writing(article, {"tags": [gone.pk]}, article.body, by=None, base=None),
    ]

    overlapping(*(verbs if is_merged_first else reversed(verbs)))

    assert list(fresh(article).tags.all()) == [stays]


def lingering_at_locks(execute, sql, *rest):
    answer = execute(sql, *rest)
    if "FOR UPDATE" in sql:
        sleep(0.5)
    return answer


def test_of_two_chiefs_who_disable_each_other_one_is_left():
    one, other = make_user(CHIEF), make_user(CHIEF)

    def disabling(person, by):
        with connection.execute_wrapper(lingering_at_locks):
            return disable(person, by=by)

    answers = at_once(lambda: disabling(other, one), lambda: disabling(one, other))

    assert LastChief in answers
    assert User.objects.filter(groups__name=CHIEF, is_active=True).count() == 1


def test_of_two_editors_who_arrange_an_empty_front_page_at_once_one_is_told_of_the_other():
    stories = [make_edition(headline=headline).article for headline in ("Первая", "Вторая")]

    def arrange(story):
        places = {1: Placed(story.pk)}
        return lambda: arrange_front("ru", places, by=None, expects={}) and places

    done = at_once(*map(arrange, stories))

    assert FrontArrangedMeanwhile in done
    assert arrangement("ru") in done
