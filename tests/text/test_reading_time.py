"""How long readers are told that a story takes."""

import pytest

from articles.text.blocks import prepare
from articles.text.reading_time import minutes_to_read


def text_of(words: int) -> list[dict]:
    return prepare(f"<p>{'мост ' * words}</p>", "ru")


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [
        *((0, "ru", 0), (1, "ru", 1), (184, "ru", 1), (185, "ru", 2)),
        *((165, "kk", 1), (166, "kk", 2), (228, "en", 1), (229, "en", 2), (2000, "ru", 11)),
    ],
)
def test_each_language_is_read_at_its_own_pace(words, language, minutes):
    assert minutes_to_read(text_of(words), language) == minutes


def test_words_of_lists_tables_quotations_and_captions_are_read_too_and_dashes_are_no_words():
    body = f"<ul><li>{'мост ' * 61}</li></ul><table><tr><td>{'— мост ' * 61}</td></tr></table>"
    quotation = f'<blockquote data-speaker="Отдел новостей"><p>{"мост " * 60}</p></blockquote>'

    assert minutes_to_read(prepare(body + quotation, "ru"), "ru") == 1
    assert minutes_to_read(prepare(f"{body}{quotation}<p>Мост.</p>", "ru"), "ru") == 2
