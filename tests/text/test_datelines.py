"""The line that opens a story is made from place, day and agency."""

from datetime import date

import pytest
from django.utils import translation

from articles.text.datelines import dateline

APRIL_30 = date(2021, 4, 30)


def test_the_seed_story_opens_as_the_agency_writes_it():
    assert dateline("Нур-Султан", APRIL_30, "Sputnik", "ru") == "НУР-СУЛТАН, 30 апр — Sputnik."


def test_kazakh_letters_grow_to_capitals():
    assert dateline("Нұр-Сұлтан", APRIL_30, "Sputnik", "kk") == "НҰР-СҰЛТАН, 30 сәу — Sputnik."
    assert dateline("әғқңөұүһі", None, "", "kk") == "ӘҒҚҢӨҰҮҺІ."


def test_english_names_the_month_first():
    assert dateline("Nur-Sultan", APRIL_30, "Sputnik", "en") == "NUR-SULTAN, Apr 30 — Sputnik."


@pytest.mark.parametrize("desk_language", ["ru", "kk", "en"])
def test_the_story_language_decides_and_not_the_desk(desk_language):
    with translation.override(desk_language):
        assert dateline("Алматы", APRIL_30, "Sputnik", "ru") == "АЛМАТЫ, 30 апр — Sputnik."


def test_every_russian_month_is_written_without_a_full_stop():
    months = [dateline("Алматы", date(2021, month, 1), "", "ru") for month in range(1, 13)]

    assert months == [
        f"АЛМАТЫ, 1 {month}."
        for month in ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
    ]


@pytest.mark.parametrize(
    ("place", "on", "agency", "expected"),
    [
        ("Алматы", APRIL_30, "", "АЛМАТЫ, 30 апр."),
        ("Алматы", None, "Sputnik", "АЛМАТЫ — Sputnik."),
        ("Алматы", None, "", "АЛМАТЫ."),
        ("", APRIL_30, "Sputnik", "30 апр — Sputnik."),
        ("", None, "Sputnik", "Sputnik."),
        ("", APRIL_30, "", ""),
        ("", None, "", ""),
    ],
)
def test_a_missing_part_shortens_the_line(place, on, agency, expected):
    assert dateline(place, on, agency, "ru") == expected


def test_every_space_is_plain_and_the_full_stop_single():
    line = dateline(" Усть-\u00a0Каменогорск ", APRIL_30, "Sputnik\u00a0Казахстан.", "ru")

    assert line == "УСТЬ- КАМЕНОГОРСК, 30 апр — Sputnik Казахстан."
