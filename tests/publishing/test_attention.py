"""What needs attention: what waits and is no longer fit, and live stories whose photos lose their rights."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Edition, Photo
from articles.publishing import attention, withdraw
from articles.publishing.timeline import hold
from tests.factories import make_article, make_edition, make_photo, publish

pytestmark = pytest.mark.django_db


def soon(**delta):
    return timezone.now() + timedelta(**delta)


def troubles(**options):
    return [(each.code, each.article_id, each.is_live, each.about) for each in attention(**options)]


def scheduled(hours=2, **fields):
    article = make_article(**fields)
    publish(article, by=None, at=soon(hours=hours))
    return article


def card(kind, pk):
    return f'<p>Текст.</p><news-card data-kind="{kind}" data-id="{pk}"></news-card>'


def test_where_all_is_well_nothing_is_said():
    make_edition(photo=make_photo(), body=card("related", make_edition().article_id))
    scheduled(photo=make_photo())

    assert troubles() == []


def test_a_photo_withdrawn_since_is_told_of_what_waits_and_of_what_is_live():
    photo = make_photo()
    live = make_edition(photo=photo).article
    waits = scheduled(body=card("photo", photo.pk))

    Photo.objects.update(withdrawn_at=timezone.now())

    assert troubles() == [
        ("photo_not_public", live.pk, True, photo.pk),
        ("photo_not_public", waits.pk, False, photo.pk),
    ]


def test_a_photo_whose_rights_now_end_before_or_while_it_is_shown_is_told():
    before, during = make_photo(), make_photo()
    first, second = scheduled(photo=before, hours=2), scheduled(photo=during, hours=3)

    Photo.objects.filter(pk=before.pk).update(usage_until=soon(hours=1))
    Photo.objects.filter(pk=during.pk).update(usage_until=soon(hours=4))

    assert troubles() == [
        ("photo_not_public", first.pk, False, before.pk),
        ("photo_ends", second.pk, False, during.pk),
    ]


def test_a_card_that_died_since_is_told():
    target = make_edition()
    waits = scheduled(body=card("related", target.article_id))

    withdraw(target.article, by=None)

    assert troubles() == [("card_not_live", waits.pk, False, target.article_id)]


def test_live_stories_are_told_a_week_before_their_photo_may_not_be_shown():
    near = make_photo(usage_until=soon(days=6))
    far = make_photo(usage_until=soon(days=8))
    in_text = make_edition(body=card("photo", near.pk)).article
    make_edition(photo=far)
    make_edition(photo=near, until=soon(days=5))

    assert troubles() == [("photo_ends", in_text.pk, True, near.pk)]


@pytest.mark.parametrize(
    ("code", "fields"),
    [("photo_failed", {"failure": "missing"}), ("photo_under_embargo", {"embargo_until": soon(hours=5)})],
)
def test_a_photo_that_readers_do_not_see_since_is_told_of_what_waits_and_of_what_is_live(code, fields):
    photo = make_photo()
    live = make_edition(photo=photo).article
    waits, later = scheduled(photo=photo), scheduled(photo=photo, hours=6)

    Photo.objects.update(**fields)

    told = [(code, live.pk, True, photo.pk), (code, waits.pk, False, photo.pk)]
    assert troubles() == told + [(code, later.pk, False, photo.pk)] * (code == "photo_failed")


def test_a_story_that_readers_no_longer_see_is_not_told():
    edition = make_edition(photo=make_photo(usage_until=soon(days=1)))
    withdraw(edition.article, by=None)

    assert troubles() == []


def test_what_waits_without_a_correction_made_since_is_marked():
    article = make_edition().article
    publish(article, by=None, at=soon(hours=2))
    assert not hold(article).waiting_lacks_change

    article.headline = "Мост закрыт"
    publish(article, by=None, waiting="keep", change="correction", note="Мост закрыт.")

    assert hold(article).waiting_lacks_change
    assert troubles() == [("lacks_change", article.pk, False, None)]


@pytest.mark.parametrize(("hours", "told"), [(-1, False), (0, False), (1, True)])
def test_what_waits_for_a_time_before_the_end_of_an_embargo_set_since_is_told(hours, told):
    article = scheduled()
    begins = Edition.objects.get().visible_from

    Article.objects.update(embargo_until=begins + timedelta(hours=hours))

    assert troubles() == [("under_embargo", article.pk, False, None)] * told


def test_what_waits_for_longer_is_looked_at_later():
    photo = make_photo()
    scheduled(photo=photo, hours=30)
    Photo.objects.update(usage_until=soon(hours=10))

    assert troubles() == []
    assert len(troubles(within=timedelta(days=2))) == 1


def test_ten_troubles_cost_what_one_costs(django_assert_num_queries):
    for _number in range(10):
        target = make_edition()
        scheduled(photo=make_photo(), body=card("related", target.article_id))
        withdraw(target.article, by=None)
        make_edition(photo=make_photo(usage_until=soon(days=1)))

    with django_assert_num_queries(6):
        assert len(attention()) == 20
