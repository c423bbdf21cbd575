"""A keyboard left in another language types other letters with the same keys."""

import pytest

from articles.text.keyboard import (
    KAZAKH,
    LATIN,
    LATIN_DIGITS,
    LATIN_SHIFTED,
    RUSSIAN,
    RUSSIAN_SHIFTED,
    as_meant,
)


def test_each_key_has_one_letter_in_each_layout():
    assert len(LATIN) == len(RUSSIAN) == len(set(RUSSIAN)) == 34
    assert len(LATIN_SHIFTED) == len(RUSSIAN_SHIFTED) == len(set(RUSSIAN_SHIFTED)) == 35
    assert len(LATIN_DIGITS) == len(KAZAKH) == len(set(KAZAKH)) == 9
    assert set("абвгдежзийклмнопрстуфхцчшщъыьэюяё") == set(RUSSIAN) - {"."}


@pytest.mark.parametrize(
    "q, language, meant",
    [
        ("njrftd", "ru", "токаев"),
        (",b,kbjntrf", "ru", "библиотека"),
        (";tknsq `;br", "ru", "желтый ёжик"),
        ("ghjuyjp gjujls 2021", "ru", "прогноз погоды 2021"),
        ("vjcn ТОКАЕВА", "ru", "мост ТОКАЕВА"),
        ("@ukfdysq htlfrnjh@", "ru", '"главный редактор"'),
        ("дшикфкн", "en", "library"),
        ("дшикфкн", "ru", "library"),
        ("0fpf0cnfy", "kk", "қазақстан"),
        ("ауа hfqs", "kk", "ауа райы"),
        ("мост", "ru", "vjcn"),
        ("2021", "ru", "2021"),
        ("2021", "kk", "2021"),
        ("!!!", "ru", "!!!"),
        ("library", "en", "library"),
    ],
)
def test_words_are_read_by_their_keys(q, language, meant):
    assert as_meant(q, language) == meant
