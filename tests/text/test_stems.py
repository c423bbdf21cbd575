"""Kazakh and English words without a dictionary: their forms meet, and words that look alike stay apart."""

from time import perf_counter

import pytest

from articles.text.english import stem
from articles.text.kazakh import stems
from articles.text.words import compounds


@pytest.mark.parametrize(
    "word, form",
    [
        ("қала", "қаладан"),
        ("кітап", "кітабы"),
        ("кітап", "кітаптарының"),
        ("заң", "заңды"),
        ("сүт", "сүттен"),
        ("су", "суға"),
        ("өзен", "өзеннің"),
        ("бала", "балаларға"),
        ("министрлік", "министрліктерде"),
        ("алматы", "алматыда"),
    ],
)
def test_a_kazakh_form_has_its_word_among_its_stems(word, form):
    assert stems(word)[0] in stems(form)


@pytest.mark.parametrize(
    "word, other", [("қала", "қалай"), ("жел", "желімдейтінін"), ("алма", "алматы"), ("ат", "ата")]
)
def test_kazakh_words_that_begin_alike_share_no_stem(word, other):
    assert not set(stems(word)) & set(stems(other))


def test_a_kazakh_stem_has_no_letter_that_a_russian_keyboard_lacks():
    assert stems("ғұлғәқңөүһі") == ["гулгакноухи", "гулгакноух"]


@pytest.mark.parametrize(
    "forms",
    [
        "library libraries",
        "stop stops stopped stopping",
        "copy copies copied copying",
        "change changes changed changing",
        "use uses used",
        "box boxes",
        "class classes",
        "house houses",
        "child children",
        "add adds added adding",
        "need needs needed",
        "agency agencies",
    ],
)
def test_the_forms_of_an_english_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["new news", "organ organise", "sing string", "red reed", "bus us", "thing this", "glass glas"],
)
def test_english_words_that_look_alike_have_stems_of_their_own(words):
    assert len({stem(word) for word in words.split()}) == 2


def test_what_is_written_in_parts_is_one_word_too():
    text = "Нур\u2011Султан, Wi-Fi, 1\u00a0250\u00a0000 тенге, в 2021 году 300 раз, 12 - 15, COVID-19"

    assert [word for _start, _end, word in compounds(text)] == ["нурсултан", "wifi", "1250000"]
    assert [text[start:end] for start, end, _word in compounds(text)] == [
        "Нур\u2011Султан",
        "Wi-Fi",
        "1\u00a0250\u00a0000",
    ]


def test_one_word_of_several_parts_begins_at_the_first_and_has_no_digits_in_its_parts():
    text = "из-за х1-бв-гд\na-b-c-/e-f-_g-h 1234 567, 12 345 678 (1 000)-й 7 000 0001"

    assert [text[start:end] for start, end, _word in compounds(text)] == [
        "из-за",
        "бв-гд",
        "a-b-c",
        "e-f",
        "g-h",
        "12 345 678",
        "1 000",
        "7 000",
    ]


def test_a_word_without_end_is_read_once():
    began = perf_counter()

    assert list(compounds("я" * 100_000)) == []
    assert len(list(compounds("я-" * 50_000 + "я" + " -" * 50_000))) == 1

    assert perf_counter() - began < 1
