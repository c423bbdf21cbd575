"""An edition that pages read is what the model would make of the same row."""

import pytest

from articles.models import Edition
from articles.pages.editions import READ, live_edition
from tests.factories import make_edition

pytestmark = pytest.mark.django_db


def test_an_edition_that_was_read_is_the_one_that_was_published():
    published = make_edition()

    found = live_edition(published.article_id)

    assert found == Edition.objects.get(pk=published.pk)
    assert {name: getattr(found, name) for name in READ} == {name: getattr(published, name) for name in READ}
    assert (found._state.adding, found._state.db) == (False, "default")


def test_what_was_not_read_of_it_is_asked_for(django_assert_num_queries):
    published = make_edition()
    found = live_edition(published.article_id)

    with django_assert_num_queries(1):
        assert found.made_at == published.made_at
