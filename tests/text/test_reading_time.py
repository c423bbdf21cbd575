"""How long readers are told that a story takes."""

import pytest

from articles.text.blocks import frozen_text, plain_text, prepare
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


@pytest.mark.parametrize(
    "body",
    [
        "<p>Мо<strong>ст</strong> откры<em>т</em>, 12 &lt;b&gt; &amp; &nbsp; №&nbsp;5 — _ …</p>",
        "<h2>Раз<br>два</h2><ul><li><p>три</p></li><li><p>четыре</p></li></ul><p><a href='https://a.example/?a=1&b=2>3'>пять</a></p>",
        "<table><tr><td>один</td><td>два</td></tr></table><blockquote data-speaker='Кто-то'><p>Слово.</p></blockquote>",
    ],
)
def test_a_frozen_text_is_the_plain_text(body):
    blocks = prepare(body, "ru")

    assert frozen_text(blocks) == plain_text(blocks) != ""


def test_words_of_lists_tables_quotations_and_captions_are_read_too_and_dashes_are_no_words():
    body = f"<ul><li>{'мост ' * 61}</li></ul><table><tr><td>{'— мост ' * 61}</td></tr></table>"
    quotation = f'<blockquote data-speaker="Отдел новостей"><p>{"мост " * 60}</p></blockquote>'

    assert minutes_to_read(prepare(body + quotation, "ru"), "ru") == 1
    assert minutes_to_read(prepare(f"{body}{quotation}<p>Мост.</p>", "ru"), "ru") == 2
