"""Addresses that a reader can type, whatever alphabet the headline is in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.slugs import slug
from tests.text import patient


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Щербаков объявил ёлку", "shcherbakov-obyavil-elku"),
        ("Подъезд, вьюга и съёмка", "podezd-vyuga-i-semka"),
        ("«Спартак» — «Динамо»: 3:1", "spartak-dinamo-3-1"),
        ("Ту-154 и/или Ил-62", "tu-154-i-ili-il-62"),
        ("Рост на 3,5%…", "rost-na-3-5"),
        ("А.\u00a0С. Пушкин", "a-s-pushkin"),
    ],
)
def test_a_russian_headline_becomes_latin_letters(headline, expected):
    assert slug(headline) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Қасым-Жомарт Тоқаев", "qasym-zhomart-toqaev"),
        ("Әңгіме: Үкімет пен өңір, ұлт һәм ғылым", "anggime-ukimet-pen-ongir-ult-ham-ghylym"),
    ],
)
def test_a_kazakh_headline_becomes_latin_letters(headline, expected):
    assert slug(headline) == expected


def test_an_english_headline_keeps_its_words():
    assert slug("Kazakhstan's Tokayev doesn't resign") == "kazakhstans-tokayev-doesnt-resign"


def test_a_letter_written_in_two_parts_is_the_same_letter():
    assert slug("Каи\u0306рат Не\u0308бо") == slug("Кайрат Нёбо") == "kayrat-nebo"


def test_a_long_headline_is_cut_between_words():
    seed = "Токаев и Лукашенко сверили часы по вопросам интеграции в рамках ЕАЭС"

    assert slug(seed) == "tokaev-i-lukashenko-sverili-chasy-po-voprosam-integratsii-v"
    assert slug(seed, length=20) == "tokaev-i-lukashenko"
    assert slug(seed, length=19) == "tokaev-i-lukashenko"


def test_a_single_word_too_long_is_cut_anyway():
    assert slug("а" * 100) == "a" * 60


@pytest.mark.parametrize("headline", ["", " ", "—", "?!", "\u00ad\u200b", "__"])
def test_a_headline_without_letters_still_gets_an_address(headline):
    assert slug(headline) == "story"
    assert slug(headline, fallback="tag") == "tag"


@patient
@given(st.text(), st.integers(min_value=1, max_value=60))
def test_no_headline_breaks_an_address(headline, length):
    address = slug(headline, fallback="x", length=length)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", address)
    assert len(address) <= length
