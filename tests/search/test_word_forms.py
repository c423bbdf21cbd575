"""Readers and journalists type a word in whatever form comes to mind."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from articles.search.query import read
from articles.text import words
from articles.text.words import forms, normalise, spans, spans_from, split
from tests.search.pairs import KAZAKH_SAME_WORD, OTHER_WORD, SAME_WORD

TWO_WORDS_IN_THE_DICTIONARY = [("обсудили", "обсуждает")]
"""The two aspects of a verb have a first form each."""

ODD = [
    ("person", "people"),
    ("feet", "foot"),
    ("wifi", "Wi-Fi"),
    ("еп", "ебі"),
    ("2ши", "2ші"),
    ("замок", "за\u0301мок"),
]
ODD += [("елка", "Ёлки"), ("люди", "человек"), ("strasse", "Straße"), ("дешеві", "подешевле"), ("қазақ", "казак")]


def finds(q: str, word: str, language: str) -> bool:
    terms = read(q, language)
    return bool(terms) and all(any(term.matches(each, language) for each in split(word)) for term in terms)


def test_a_word_is_found_in_every_form():
    missed = [pair for pair in SAME_WORD if not finds(*pair, "ru")]

    assert missed == TWO_WORDS_IN_THE_DICTIONARY


def test_a_kazakh_word_is_found_in_every_case():
    assert [pair for pair in KAZAKH_SAME_WORD if not finds(*pair, "kk")] == []


def test_a_kazakh_word_is_found_by_readers_of_russian_too():
    assert finds("Қазақстан", "Қазақстанның", "ru")


def test_words_that_only_look_alike_are_not_found():
    assert [pair for pair in OTHER_WORD if finds(*pair, "ru")] == []


@pytest.mark.parametrize("ending", ["", "а", "у", "ым", "е", "ой", "ы", "ых", "ыми"])
@pytest.mark.parametrize("name", ["токаев", "назарбаев", "мирзиёев", "смаилов", "кошанов", "мусин", "бердымухамедов"])
def test_a_surname_is_one_word_in_all_its_forms(name, ending):
    assert finds(name, name + ending, "ru")
    assert finds(name + ending, name, "ru")


def test_prepositions_conjunctions_and_particles_are_no_words_to_look_for():
    assert normalise("Токаев и Лукашенко не в Минске") == [*forms("токаев"), "лукашенко", "минск"]


def test_hyphens_part_words_and_numbers_stay():
    assert split("Нур-Султан, COVID-19: 1 250 тенге") == ["нур", "султан", "covid", "19", "1", "250", "тенге"]


def test_stress_marks_and_soft_hyphens_of_pasted_text_do_not_part_a_word():
    assert split("за\u0301мок прези\u00adдент и\u0306од") == ["замок", "президент", "йод"]


def test_a_word_without_end_is_cut():
    assert [len(word) for word in split("я" * 10_000)] == [40]


def test_a_start_does_not_pay_for_the_dictionary():
    code = "import sys, articles.text.words; sys.exit('pymorphy3' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_those_who_search_at_one_moment_share_a_dictionary():
    words.loaded.cache_clear()

    with ThreadPoolExecutor(4) as threads:
        dictionaries = list(threads.map(lambda _reader: words.dictionary(), range(4)))

    assert len({id(each) for each in dictionaries}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ёлка и ЙОД, Wi-Fi 5 ГГц: «Ещё» 1\u00a0250",
        "у\u0301гол, со\u00adвет, и\u0306од, е\u0308лка, Zoe\u0308, İstanbul, Straße, ﬁ, Қазақстан, Ђорђе",
        "а" * 60,
    ],
)
def test_words_with_their_places_are_the_words(text):
    assert [word for _start, _end, word in spans(text)] == split(text)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_no_form_is_overlooked_where_only_words_that_begin_alike_are_looked_at(language):
    pairs, plain = [*ODD, *SAME_WORD, *OTHER_WORD, *KAZAKH_SAME_WORD], 0
    for typed, written in pairs:
        text = f"{written} {written.upper()}-{typed}_{written.capitalize()}, {typed}а {typed}."
        plain += not words.UNUSUAL.search(text)
        for term in read(typed, language):
            every = replace(term, starts=frozenset())
            looked_at = spans_from(text, term.starts) if term.starts else spans(text)

            assert [span for span in looked_at if term.matches(span[2], language)] == [
                span for span in spans(text) if every.matches(span[2], language)
            ]
    assert plain > 0.9 * len(pairs)  # the others are looked through word by word


def test_in_an_ordinary_text_few_words_are_looked_at():
    text = "Президент РК прибыл в Минск — об этом сообщает «Акорда»: № 5, §\u00a07. ПРЕЗИДЕНТА встретили, е-ё."

    assert [text[start:end] for start, end, _word in spans_from(text, {"пр"})] == ["Президент", "прибыл", "ПРЕЗИДЕНТА"]
    assert [word for _start, _end, word in spans_from(text, {"е", "эт"})] == ["этом", "е", "е"]
