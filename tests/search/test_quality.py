"""How well the search answers does not fall unseen: the table that is shown is the one that is measured."""

from pathlib import Path

import pytest

from tests.search.quality.measuring import fill_corpus, measure, table
from tests.search.quality.questions import QUESTIONS

SHOWN = Path(__file__).parents[2] / "docs" / "search.md"


@pytest.mark.django_db
def test_the_search_answers_as_well_as_its_table_says():
    tallies = measure(fill_corpus())

    failures = [failure for tally in tallies.values() for failure in tally.failures]
    assert table(tallies) in SHOWN.read_text(), failures


def test_there_are_enough_questions_and_none_is_asked_twice():
    asked = [(q, language) for questions in QUESTIONS.values() for q, language, *_keys in questions]

    assert len(asked) == len(set(asked)) >= 150
