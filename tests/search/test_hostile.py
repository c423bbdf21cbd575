"""Whatever is typed into a search field is a text to look for, and answered at once."""

from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.search import marked, search_articles, search_as_meant, search_editions, snippet
from tests.factories import make_edition

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " ",
    "\x00",
    "Мост\x00Токаев\x00",
    '"',
    '""',
    '"мост',
    "мост'",
    "'; DROP TABLE articles_edition; --",
    "\\",
    "мост\\",
    "мост*",
    "*",
    "^мост",
    "мост:*",
    "headline : мост",
    "{headline} : мост",
    "NEAR(мост открыт, 2)",
    "мост AND",
    "AND OR NOT",
    "мост NOT открыт",
    "(мост",
    "мост & !открыт | :A",
    "<-> мост <2> открыт",
    "%s %d %(q)s %",
    "§ru",
    "§",
    "!!! ??? ... — « »",
    "🎉🎉 👩‍👩‍👧",
    "\u202eтсом",
    "а\u0300" * 500,
    "я" * 10_000,
    "мост " * 2_000,
    "а б в " * 2_000,
    "мост " * 300_000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "ᦰᦱ ᳲ ﷽ ²³ Ⅷ",
    "\ud800",
    "9" * 400,
    "-1",
    "1e999",
    '"мост' * 5_000,
    '"мост открыт"' * 5_000,
    "«" * 10_000 + "»" * 10_000,
    "“„" * 5_000,
    "а-" * 10_000,
    "1 " + "000 " * 5_000,
    "[;'`,./" * 1_000,
    "ә" * 10_000,
    "қаланың" * 2_000,
]


@pytest.mark.parametrize("q", HOSTILE)
def test_a_hostile_query_is_harmless_and_quick(q):
    edition = make_edition()
    began = perf_counter()

    ask(q)
    snippet(edition, q)
    marked("Мост открыт", q, "ru")

    assert perf_counter() - began < 1
    assert search_editions("мост", language="ru") == [edition]


def ask(q: str) -> None:
    for language in ("ru", "kk", "en"):
        search_as_meant(q, language=language)
    search_articles(q)


PIECES = st.sampled_from(
    ["мост", "открыт", "қала", "library", '"', "«", "»", "-", "*", "§", "NEAR(", ":", "'", "\x00", "1 000"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES).map(" ".join)))
def test_no_text_breaks_the_search(q):
    ask(q)
    pieces = marked(f"Мост {q} открыт", q, "ru")

    assert "".join(piece for piece, _is_word in pieces) == f"Мост {q} открыт"


def test_operators_are_words_like_others():
    make_edition(headline="Мост открыт")

    assert search_editions("мост NOT открыт", language="ru") == []
    assert search_editions("мост OR тоннель", language="ru") == []


def test_only_punctuation_finds_nothing():
    make_edition()

    assert search_editions("!!! — ...", language="ru") == []
    assert search_articles("«»") == []


def test_a_mark_of_the_index_cannot_be_typed():
    make_edition()

    assert search_editions("§ru", language="ru") == []
