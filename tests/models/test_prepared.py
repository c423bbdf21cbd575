"""A prepared query gives what its queryset gives, and is built once."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from articles.models import Edition
from articles.models.json import AsList, Parts
from articles.models.prepared import AnyOf, Prepared
from tests.factories import make_edition

pytestmark = pytest.mark.django_db

COLUMNS = ("pk", "group", "visible_from", "visible_until", "earlier_notes", "content", "slug")
built = []


@Prepared
def of_these(*, at, stories) -> QuerySet:
    built.append("of_these")
    return Edition.objects.live(at).filter(AnyOf("article_id", stories)).order_by("pk").values_list(*COLUMNS)


@Prepared
def these_or_of(*, stories, group) -> QuerySet:
    return Edition.objects.filter(Q(AnyOf("article_id", stories)) | Q(group=group)).values_list("pk")


@Prepared
def translations(most: int, *, group) -> QuerySet:
    return Edition.objects.filter(group=group).order_by("pk").values_list("pk")[:most]


@Prepared
def called(*, slug) -> QuerySet:
    return Edition.objects.filter(slug=slug).values_list("pk")


def test_its_rows_are_those_of_the_queryset():
    editions = [make_edition(headline=f"Мост {number}") for number in range(3)]
    now = timezone.now()

    wanted = [edition.article_id for edition in editions[:2]]
    rows = of_these(at=now, stories=wanted)

    assert rows == list(Edition.objects.live(now).filter(article_id__in=wanted).order_by("pk").values_list(*COLUMNS))
    assert len(rows) == 2


def test_numbers_beside_another_condition_are_looked_for_in_an_index():
    edition = make_edition()
    with CaptureQueriesContext(connection) as asked:
        assert these_or_of(stories=[edition.article_id], group=uuid4()) == [(edition.pk,)]
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + asked[0]["sql"])
        plan = str(cursor.fetchall())

    assert "SCAN articles" not in plan and "SubPlan" not in plan


def test_it_keeps_the_gate():
    edition = make_edition()

    assert of_these(at=edition.visible_from - timedelta(seconds=1), stories=[edition.article_id]) == []
    assert of_these(at=edition.visible_from, stories=[edition.article_id]) != []


def test_it_is_built_once_and_asks_each_time(django_assert_num_queries):
    of_these(at=timezone.now(), stories=[1])
    before = len(built)

    with django_assert_num_queries(2):
        of_these(at=timezone.now(), stories=[])
        of_these(at=timezone.now(), stories=range(1, 5000))

    assert len(built) == before == 1


def test_each_shape_has_its_own_sql():
    first = make_edition()
    make_edition(group=first.group, language="kk")

    assert len(translations(1, group=first.group)) == 1
    assert len(translations(5, group=first.group)) == 2


def test_a_value_is_never_taken_for_sql():
    edition = make_edition()

    assert called(slug=edition.slug) == [(edition.pk,)]
    assert called(slug=f"' OR 1=1 -- {edition.slug}") == []
    assert called(slug="%s %% ?") == []


def test_a_value_that_is_not_given_is_a_mistake():
    with pytest.raises(KeyError):
        called()


def test_parts_of_a_text_are_read_in_their_order():
    edition = make_edition(headline="Мост «открыт»")

    parts = Edition.objects.values_list(Parts("content", ("bylines", "headline", "source", "importance")))

    content = edition.content
    assert list(parts) == [([content[name] for name in ("bylines", "headline", "source", "importance")],)]


def test_rows_become_one_list():
    editions = [make_edition() for _ in range(2)]
    rows = Edition.objects.order_by()

    (told,) = rows.values_list(AsList("pk", "slug")).get()

    assert sorted(json.loads(told)) == [[each.pk, each.slug] for each in editions]
    assert rows.filter(pk=0).values_list(AsList("pk", "slug")).get() == ("[]",)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_a_storys_address_is_its_route(language):
    edition = make_edition(language=language, at=datetime(2021, 4, 29, 20, tzinfo=UTC))

    with translation.override(language):
        assert edition.get_absolute_url() == reverse("story", args=["20210430", edition.slug, edition.article_id])
