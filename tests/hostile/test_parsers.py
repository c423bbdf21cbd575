"""Each reader of what comes from outside: whatever it is given, it answers or refuses in its own words, at once.

Those of bodies, addresses, pictures' metadata and links in letters have tests beside theirs: tests/text,
tests/renditions, tests/subscriptions.
"""

from contextlib import suppress
from time import process_time

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from articles.admin.paging import Cursor
from articles.models.tag import parse_tags
from articles.pages.lenta import moment_of
from articles.pages.lists import place_of
from articles.publishing.journal import one_line
from articles.publishing.sharing import shared_by
from articles.reader.narrowing import day
from articles.renditions.names import parse_name
from articles.search.query import Question, read
from articles.text.keyboard import as_meant
from articles.text.players import player_of
from articles.text.slugs import slug
from articles.text.typography import typeset
from newsroom.environment import Environment
from tests.hostile.corpus import TEXTS

READERS = {
    "cursor of a list": place_of,
    "cursor of the news line": moment_of,
    "cursor of the desk": Cursor.read,
    "day of a search": day,
    "tags": parse_tags,
    "name of a picture's file": parse_name,
    "question to the search": lambda text: read(text, "ru"),
    "question in Kazakh": lambda text: Question.of(text, "kk"),
    "question on another keyboard": lambda text: as_meant(text, "ru"),
    "address of a player": player_of,
    "headline for an address": slug,
    "line of the audit": lambda text: one_line(text, 300),
    "Russian typography": lambda text: typeset(text, "ru"),
    "Kazakh typography": lambda text: typeset(text, "kk"),
}
NUMBERS = st.integers(-(10**20), 10**20).map(str)
NEARLY = st.builds("{}{}{}".format, NUMBERS, st.sampled_from("-_.:,/ "), NUMBERS | st.text(max_size=3))
ANYTHING = st.text() | NUMBERS | NEARLY | st.sampled_from([text[:5_000] for text in TEXTS])


@pytest.mark.parametrize("reader", READERS)
@given(ANYTHING)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("9" * 5_000)
@example("\ud800")
def test_whatever_it_is_given_it_answers(reader, text):
    began = process_time()

    READERS[reader](text)

    assert process_time() - began < 1


@pytest.mark.django_db
@pytest.mark.parametrize("token", [text[:3_000] for text in TEXTS])
def test_a_made_up_preview_is_nobodys(token):
    assert shared_by(token) is None


SETTINGS = ["flag", "redis", "bucket", "mail", "contact", "folder", "time_zone", "time_of_day", "sender", "region"]


@pytest.mark.parametrize("kind", SETTINGS)
@given(st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"])))
@settings(max_examples=30, deadline=None)
def test_a_setting_is_understood_or_refused_in_one_sentence(kind, value):
    environment = Environment()
    environment.ENVIRON = {"NAME": value}
    default = {
        "folder": ("/tmp",),
        "time_zone": ("UTC",),
        "time_of_day": ("07:00",),
        "sender": ("a@b.c",),
        "region": ("eu",),
    }
    with suppress(ImproperlyConfigured):
        getattr(environment, kind)("NAME", *default.get(kind, ()))
