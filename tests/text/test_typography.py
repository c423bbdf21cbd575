"""What the printer does to a journalist's line, and where he keeps his hands off. A tilde is a non-breaking space."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.typography import typeset
from tests.text import patient
from tests.text.seed import CLOCKS, HEADLINE, QUOTATION, VISIT


def printed(text: str, language: str = "ru") -> str:
    return typeset(text, language).replace("\u00a0", "~")


def test_quotation_marks_of_the_seed_become_guillemets():
    assert "президенты «сверили часы» по~основным вопросам" in printed(CLOCKS)
    assert "стал~бы «хорошим толчком к~дальнейшему развитию отношений»." in printed(VISIT)


def test_direct_speech_of_the_seed_gets_a_dash_that_does_not_start_a_line():
    speech = printed(QUOTATION)

    assert speech.startswith("«Достигнута договоренность о~проведении в~ближайшее время")
    assert speech.endswith("по~сотрудничеству»,~— говорится в~сообщении.")


def test_a_headline_keeps_short_words_with_the_next():
    assert printed(HEADLINE) == "Токаев и~Лукашенко сверили часы по~вопросам интеграции в~рамках ЕАЭС"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('ТОО "Компания "Рога и копыта""', "ТОО «Компания „Рога и~копыта“»"),
        ('""Казахстан" темір жолы"', "«„Казахстан“ темір жолы»"),
        ("“Слово” и „дело“", "«Слово» и~«дело»"),
        ("«Газета «Егемен Қазақстан»»", "«Газета „Егемен Қазақстан“»"),
        ('"Спартак"-"Динамо"', "«Спартак»-«Динамо»"),
        ('("Казинформ")', "(«Казинформ»)"),
        ('"...и он ушел"', "«…и~он ушел»"),
        ('"Что?" - "Ничего!"', "«Что?»~— «Ничего!»"),
        ('"Нет, нет ", - сказал он', "«Нет, нет »,~— сказал он"),
    ],
)
def test_quotations_inside_quotations_get_marks_of_their_own(typed, expected):
    assert printed(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        'Он сказал: "Приду',
        'экран 15" и 17"',
        "рост 5'10\" без обуви",
        '"',
        '" "',
        "«Начато здесь",
        "5'10\" 6'1\"",
        '»Слово"',
        '"Слово«',
    ],
)
def test_marks_without_a_fellow_and_inches_are_left_alone(typed):
    assert typeset(typed, "kk") == typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Астана - столица", "Астана~— столица"),
        ("Астана – столица", "Астана~— столица"),
        ("Астана -- столица", "Астана~— столица"),
        ("Астана  -  столица", "Астана~—  столица"),
        ("- Да, - сказал он. - Приду.", "—~Да,~— сказал он.~— Приду."),
        ('"Да",- сказал он', "«Да»,~— сказал он"),
        ("Касым-Жомарт, из-за, кто-то", "Касым-Жомарт, из-за, кто-то"),
        ("минус -5", "минус -5"),
    ],
)
def test_a_hyphen_between_spaces_is_a_dash_and_inside_a_word_it_is_not(typed, expected):
    assert printed(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1941-1945", "1941–1945"),
        ("9-11 классы", "9–11 классы"),
        ("3,5-4,2 процента", "3,5–4,2~процента"),
        ("10 000-15 000 тенге", "10~000–15~000~тенге"),
        ("XIX-XX веков", "XIX–XX веков"),
    ],
)
def test_a_range_of_numbers_gets_a_short_dash(typed, expected):
    assert printed(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "8-800-555-35-35",
        "2021-04-30",
        "30.04-05.05",
        "10:00-12:00",
        "COVID-19",
        "Ту-154",
        "5-летний",
        "Боинга 737-800",
        "Airbus 320-400",
        "3-1",
        "05-10",
        "1-2-3",
    ],
)
def test_numbers_that_are_no_range_keep_their_hyphen(typed):
    assert typeset(typed, "ru") == typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("№5 и № 6, §7", "№~5 и~№~6, §~7"),
        ("30 апреля 2021 года", "30~апреля 2021~года"),
        ("А. С. Пушкин и К.-Ж. Токаев", "А.~С.~Пушкин и~К.-Ж.~Токаев"),
        ("10 000 000 тенге, 5 % и 7 км", "10~000~000~тенге, 5~% и~7~км"),
        ("г. Алматы, ул. Абая", "г.~Алматы, ул.~Абая"),
        ("и т. д., т. е. так", "и~т.~д., т.~е. так"),
        ("пришел же он, если бы ли", "пришел~же он, если~бы~ли"),
        ("Что... Да.... Вот?..", "Что… Да.... Вот?.."),
    ],
)
def test_what_belongs_together_stays_on_one_line(typed, expected):
    assert printed(typed) == expected


def test_a_full_stop_after_a_year_ends_the_sentence():
    assert printed("Это было в 2021 г. Алматы росла.") == "Это было в~2021~г. Алматы росла."


def test_kazakh_has_its_own_months_units_and_short_words():
    typed = '2021 жылғы 30 сәуірде "Қазақстан" АҚ - 5 мың теңге. Ол да келді ме, ал біз ше?'

    assert printed(typed, "kk") == "2021~жылғы 30~сәуірде «Қазақстан» АҚ~— 5~мың теңге. Ол~да келді~ме, ал~біз ше?"


def test_english_gets_curly_quotation_marks_and_little_else():
    typed = 'He said "it\'s on" - the 10-12 range in «Egemen»... 5\'10"'

    assert typeset(typed, "en") == "He said “it’s on” - the 10-12 range in «Egemen»... 5'10\""


def test_a_language_without_rules_is_left_alone():
    assert typeset('"a" - b...', "de") == '"a" - b...'


@pytest.mark.parametrize(
    "address",
    [
        "https://tengrinews.kz/2020-2021/a--b...c?q=%22x%22&y=5-7",
        "http://сайт.рф/в-1-2/5-6",
        "www.akorda.kz/1-2",
        "sputnik.kz/5-6/",
        "info-5-6@mail.kz",
        "+7.5-6@nur.kz",
    ],
)
def test_addresses_are_never_touched(address):
    assert printed(f'Пишите на "{address}", - он.') == f"Пишите на~«{address}»,~— он."
    assert printed(f"В {address}...") == f"В~{address}…"


SIGNS = """
    " « » „ “ ” ' - -- – — ... … . , ! ? : ( ) / = + слово и в же б А. С. г. т. е. № § 1 5 10 000 2021 12345 100 % км
    апреля жыл да ме https:// www. a.kz a@b.kz XIX IV Боинг A 5'10" ꙮ
"""
lines = st.lists(st.sampled_from([*SIGNS.split(), " ", "  ", "\u00a0", "\n", "\u2028", "\t"]), max_size=16).map("".join)


@patient
@given(lines | st.text(), st.sampled_from(["ru", "kk", "en"]))
def test_printing_twice_changes_nothing_more(line, language):
    once = typeset(line, language)

    assert typeset(once, language) == once


@patient
@given(lines)
def test_words_and_figures_are_never_changed(line):
    assert [sign for sign in typeset(line, "ru") if sign.isalnum()] == [sign for sign in line if sign.isalnum()]


@pytest.mark.parametrize(
    "hostile",
    [
        *('"', 'a"', '"«„', "« ", '",', '", -'),
        *(" ", "\u00a0", " \u00a0", "  -", "- ", " - ", "--", "–-"),
        *("...", "1-", "1-2 ", "1 000 ", "12345", "IX-", "№ "),
        *("А. ", "и ", "же ", "и-", "т. "),
        *("a@", "a.", "www.", "www.,", "http://", "5'1\"", "a-", "ꙮ", "\n- "),
    ],
)
def test_a_megabyte_of_nonsense_is_printed_in_no_time(hostile):
    text = hostile * (1_000_000 // len(hostile.encode()))
    started = time.process_time()

    typeset(text + "x", "ru")

    assert time.process_time() - started < 5
