"""What a measurement asks for, and what it leaves behind for the next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.publishing import withdraw
from articles.publishing.findings import LONGEST_HEADLINE
from bench import questions
from bench.publishing import draft
from tests.factories import make_author, make_edition, make_photo, make_section

pytestmark = pytest.mark.django_db


def make_stories(number: int) -> list:
    now = timezone.now()
    return [
        make_edition(headline=f"Мост {each}", at=now - timedelta(days=number - each), section=make_section(f"s-{each}"))
        for each in range(number)
    ]


def test_stories_that_are_read_now_are_the_newest_live_ones(monkeypatch):
    monkeypatch.setattr(questions, "HOT", 2)
    oldest, *newest, gone = make_stories(4)
    make_edition(language="kk")
    withdraw(gone.article, by=None)

    assert set(questions.stories_read()) == set(newest)
    assert questions.stories()[:3] == [oldest, *newest]


def test_what_is_published_in_a_measurement_is_as_its_pattern_with_a_word_of_its_own():
    like = make_edition(
        headline="Мост" * (LONGEST_HEADLINE // 4),
        section=make_section("sport"),
        photo=make_photo(),
        tags=["мост"],
        authors=[make_author("desk")],
    ).article

    made = draft("Измерено", like)

    assert made.headline == f"Измерено {like.headline}"[:LONGEST_HEADLINE]
    assert (made.section, made.photo, made.lead, made.body) == (like.section, like.photo, like.lead, like.body)
    assert [each.tag for each in made.tagged.all()] == [each.tag for each in like.tagged.all()]
    assert [each.author for each in made.bylines.all()] == [each.author for each in like.bylines.all()]
