"""The next moment at which any page may change by the clock alone."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Slot
from articles.pages.edges import next_edge
from tests.factories import make_edition, make_photo, publish

pytestmark = pytest.mark.django_db


def test_midnight_where_the_newsroom_is_ends_every_page():
    """In Almaty the last hour of 29 February 2024 came twice: it began at 17:00 and ended at 19:00 UTC."""
    midnight = datetime(2024, 2, 29, 19, tzinfo=UTC)

    assert next_edge(datetime(2024, 2, 29, 17, 30, tzinfo=UTC)) == midnight
    assert next_edge(datetime(2024, 2, 29, 18, 30, tzinfo=UTC)) == midnight
    assert next_edge(midnight) == midnight + timedelta(hours=24)


def test_what_runs_out_next_bounds_every_page(time_machine):
    minutes = [datetime(2024, 5, 1, 9, number, tzinfo=UTC) for number in range(7)]
    time_machine.move_to(minutes[0], tick=False)
    make_photo(usage_until=minutes[1])
    make_photo(embargo_until=minutes[2])
    edition = make_edition(breaking_until=minutes[4])
    edition.article.headline = "Мост закрыт"
    publish(edition.article, by=None, at=minutes[3], until=minutes[6])
    Slot.objects.create(language="kk", position=1, article=edition.article, until=minutes[5])

    assert [next_edge(at) for at in minutes[:6]] == minutes[1:]
