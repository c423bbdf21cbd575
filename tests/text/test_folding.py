"""Two spellings of one name are one name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.folding import fold
from tests.text import patient


@pytest.mark.parametrize("spelling", ["Ёлка", "елка", "ЁЛКА", "  ёлка\n", "Е\u0308лка"])
def test_case_spaces_and_yo_do_not_make_another_word(spelling):
    assert fold(spelling) == "елка"


def test_kazakh_letters_stay_themselves():
    assert fold("ӘҒҚҢӨҰҮҺІ") == "әғқңөұүһі"
    assert fold("Қасым-Жомарт\u00a0 Тоқаев") == "қасым-жомарт тоқаев"


def test_short_i_keeps_its_mark():
    assert fold("Каи\u0306рат") == fold("Кайрат") == "кайрат"


@patient
@given(st.text() | st.text(alphabet="еЕ\u0308\u0301ёЁ\u0323\u0345ß "))
def test_folding_twice_changes_nothing_more(words):
    assert fold(fold(words)) == fold(words)
    assert unicodedata.is_normalized("NFC", fold(words))
