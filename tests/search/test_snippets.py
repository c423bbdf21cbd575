"""A found story shows the place where the words stand, marked."""

import pytest

from articles.models import Edition
from articles.search import marked, snippet

LEAD = "Главы государств поздравили друг друга с праздниками."
FILLING = "Слово за словом складывается предложение без конца и края. " * 20
TEXT = "Токаев принял приглашение посетить Минск. Об этом сообщает Акорда."


def edition(*paragraphs: str, lead: str = LEAD, language: str = "ru") -> Edition:
    blocks = [{"type": "paragraph", "html": paragraph} for paragraph in paragraphs]
    return Edition(language=language, content={"headline": "Визит", "lead": lead, "blocks": blocks})


def words(pieces) -> list[str]:
    return [text for text, is_match in pieces if is_match]


def text(pieces) -> str:
    return "".join(text for text, _ in pieces)


def test_words_are_marked_in_whatever_form_they_stand():
    pieces = marked("Президенты Казахстана и Беларуси", "президент казахстаном", "ru")

    assert pieces == [("Президенты", True), (" ", False), ("Казахстана", True), (" и Беларуси", False)]


def test_marking_leaves_every_letter_in_its_place():
    headline = "«Ёлка» — за\u0301мок,\u00a0Нур-Султан & <b>"

    assert text(marked(headline, "елки замок султан b", "ru")) == headline
    assert words(marked(headline, "елки замок султан", "ru")) == ["Ёлка", "за\u0301мок", "Султан"]


def test_a_snippet_shows_the_place_of_the_words_deep_in_the_text():
    pieces = snippet(edition(FILLING, TEXT, FILLING), "токаева минске")

    assert words(pieces) == ["Токаев", "Минск"]
    assert text(pieces).startswith("… ")
    assert text(pieces).endswith(" …")
    assert len(text(pieces)) < 300


def test_a_snippet_prefers_the_place_where_the_words_stand_together():
    pieces = snippet(edition("Токаев провёл совещание.", FILLING, TEXT), "токаев минск")

    assert words(pieces) == ["Токаев", "Минск"]


@pytest.mark.parametrize("letters", range(1, 14))
def test_a_snippet_cuts_no_word(letters):
    shifted = f"{'о' * letters} {FILLING}"
    whole = set(f"{LEAD} {shifted} {TEXT}".split()) | {"…"}

    assert set(text(snippet(edition(shifted, TEXT, shifted), "минск")).split()) <= whole


def test_a_story_found_by_its_headline_alone_shows_its_lead():
    pieces = snippet(edition(FILLING), "визит")

    assert text(pieces).startswith(LEAD)
    assert words(pieces) == []


def test_a_short_story_is_shown_whole_without_dots():
    assert text(snippet(edition(), "праздник")) == LEAD


def test_a_snippet_is_text_and_no_markup():
    pieces = snippet(edition("<strong>Токаев</strong> &lt;script&gt; <a href='/x'>Минск</a>"), "токаев")

    assert text(pieces) == f"{LEAD} Токаев <script> Минск"


def test_kazakh_words_are_marked_in_other_cases():
    assert words(marked("Қазақстандағы үкіметтің жобасы", "қазақстан үкіметке", "kk")) == ["Қазақстандағы", "үкіметтің"]


def test_a_text_without_spaces_has_a_snippet_too():
    assert len(text(snippet(edition("я" * 5_000, lead=""), "я" * 5_000))) < 300


def test_a_story_without_a_text_has_an_empty_snippet():
    assert snippet(edition(lead=""), "токаев") == []
