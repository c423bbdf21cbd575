"""Publishing now while another edition waits for its time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Edition
from articles.publishing import WaitingEdition, cancel
from tests.factories import make_article, make_edition, publish

pytestmark = pytest.mark.django_db


def soon(**delta):
    return timezone.now() + timedelta(**(delta or {"hours": 1}))


def rows(article):
    return [
        (each.number, each.visible_until is None, each.ended_as)
        for each in Edition.objects.filter(article=article).order_by("number")
    ]


def test_publishing_now_asks_what_becomes_of_the_text_that_waits():
    first = make_edition()
    publish(first.article, by=None, at=soon())

    with pytest.raises(WaitingEdition):
        publish(first.article, by=None)

    assert rows(first.article) == [(1, False, "replaced"), (2, True, "")]


def test_a_correction_of_the_live_text_leaves_the_waiting_one_its_time():
    first = make_edition()
    at = soon()
    publish(first.article, by=None, at=at)

    third = publish(first.article, by=None, change="correction", note="Мост длиннее.", waiting="keep")

    assert (third.visible_until, third.ended_as) == (at, "replaced")
    assert Edition.objects.live(at).get().version.number == 1


def test_a_text_put_out_early_replaces_the_one_that_waited():
    first = make_edition()
    publish(first.article, by=None, at=soon())

    publish(first.article, by=None, waiting="replace")

    assert rows(first.article) == [(1, False, "replaced"), (2, False, "cancelled"), (3, True, "")]


def test_a_text_that_waited_as_the_first_goes_on_under_the_address_of_the_one_put_out_before_it():
    article = make_article(headline="Мост откроют")
    publish(article, by=None, at=soon(days=3))

    now = publish(article, by=None, waiting="keep")

    later = Edition.objects.live(soon(days=4)).get()
    assert later.get_absolute_url() == now.get_absolute_url()
    assert later.first_published_at == now.first_published_at


def test_a_promised_end_is_kept_when_what_waited_is_cancelled():
    first = make_edition()
    publish(first.article, by=None, at=soon(days=3))
    ends = soon(days=5)
    third = publish(first.article, by=None, until=ends, waiting="keep")

    cancel(first.article, by=None)

    third.refresh_from_db()
    assert (third.visible_until, third.ended_as) == (ends, "withdrawn")


def test_a_correction_stays_told_when_the_text_that_waited_begins():
    first = make_edition()
    publish(first.article, by=None, at=soon(days=3))

    publish(first.article, by=None, change="correction", note="Мост длиннее.", waiting="keep")

    assert [note["note"] for note in Edition.objects.live(soon(days=4)).get().earlier_notes] == ["Мост длиннее."]
