"""Words in quotation marks stand side by side, in that order and in any form."""

import pytest

from articles.publishing import withdraw_photo
from articles.search import marked, search_as_meant, search_editions, snippet
from articles.search.query import Question
from tests.factories import make_edition, make_photo, make_user

pytestmark = pytest.mark.django_db


def found(q: str, language: str = "ru") -> list[str]:
    return [edition.content["headline"] for edition in search_editions(q, language=language)]


@pytest.mark.parametrize(
    "q", ['"главный редактор"', "«Главного редактора»", "“главному редактору”", "„главные редакторы“"]
)
def test_a_phrase_is_found_in_any_form_and_any_quotation_marks(q):
    make_edition(headline="Редактор", body="<p>Полосу подписал главный редактор.</p>")
    make_edition(headline="Чужой", body="<p>Редактор главный. Главный выпуск, редактор.</p>")

    assert found(q) == ["Редактор"]


def test_the_words_of_a_phrase_stand_in_one_paragraph():
    make_edition(headline="Мост", lead="О реке", body="<p>Построили новый</p><p>мост открыт</p>")

    assert found('"новый мост"') == []
    assert found('"мост открыт"') == ["Мост"]


def test_prepositions_count_in_a_phrase():
    make_edition(headline="Первый", body="<p>Мост через реку.</p>")

    assert found('"мост через реку"') == ["Первый"]
    assert found('"мост реку"') == []
    assert found('"мост у реки"') == []


def test_other_words_beside_a_phrase_may_stand_anywhere():
    make_edition(headline="Мост через реку", body="<p>Движение пущено утром.</p>")

    assert found('утром "мост через реку"') == ["Мост через реку"]
    assert found('вечером "мост через реку"') == []


def test_quotation_marks_without_their_pair_or_round_one_word_are_no_phrase():
    make_edition(headline="Мост закрыт", body="<p>Новый.</p>")

    assert found('"новый мост') == found('"мост" новый') == found('""новый мост') == ["Мост закрыт"]


def test_a_phrase_is_marked_as_one_and_its_words_elsewhere_are_not():
    edition = make_edition(body="<p>Мост стоит. " + "Вода уходит. " * 40 + "Виден новый мост над ней.</p>")

    pieces = snippet(edition, '"новый мост"')

    assert [piece for piece, is_word in pieces if is_word] == ["новый мост"]
    assert marked("Мост, новый", '"новый мост"', "ru") == [("Мост, новый", False)]


def test_what_is_written_in_parts_is_marked_whole():
    assert marked("В Нур-Султане", "нурсултан", "ru") == [("В ", False), ("Нур-Султане", True)]


def test_a_phrase_far_back_is_reached_page_by_page(monkeypatch):
    monkeypatch.setattr("articles.search.finding.CANDIDATES", (1, 1))
    make_edition(headline="Старый", body="<p>новый мост</p>")
    for _ in range(3):
        make_edition(headline="Мост", body="<p>новый</p>")

    first = search_editions('"новый мост"', language="ru")
    second = search_editions('"новый мост"', language="ru", before=first.older)

    third = search_editions('"новый мост"', language="ru", before=second.older)

    assert [[edition.headline for edition in page] for page in (first, second, third)] == [[], ["Старый"], []]
    assert third.older == ""


def test_a_phrase_is_found_behind_many_stories_that_have_its_words_apart(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("articles.search.finding.CANDIDATES", (3, 10))
    far = [make_edition(headline="Северный морской путь", body="") for _ in range(2)]
    for _ in range(4):
        make_edition(headline="Путь северный, берег морской", body="")

    with django_assert_max_num_queries(3):
        hits = search_editions('"северный морской путь"', language="ru")

    assert hits == far[::-1] and hits.older == ""


def test_while_older_stories_are_not_read_the_words_are_not_taken_for_another_keyboard_s(monkeypatch):
    monkeypatch.setattr("articles.search.finding.CANDIDATES", (1, 1))
    make_edition(headline="Новый мост")
    for _ in range(2):
        make_edition(headline="Cold wind, north", body="")

    hits, meant = search_as_meant('"north wind"', language="ru")

    assert (hits, meant) == ([], "") and hits.older


def test_a_phrase_in_the_caption_of_a_withdrawn_photo_is_not_found():
    photo = make_photo()
    card = f'<news-card data-kind="photo" data-id="{photo.pk}" data-caption="Тайная встреча в лесу"></news-card>'
    make_edition(headline="Лес", body=f"<p>Тайная комната. В лесу тихо. Была встреча.</p>{card}")
    make_edition(headline="Встреча", body="<p>Это тайная встреча.</p>")
    assert found('"тайная встреча"') == ["Встреча", "Лес"]

    withdraw_photo(photo, by=make_user("chief"), reason="По просьбе автора.")

    assert found('"тайная встреча"') == ["Встреча"]


def test_of_long_stories_fewer_are_read_at_once(monkeypatch):
    monkeypatch.setattr("articles.search.finding.LETTERS", 1_000)
    far = make_edition(headline="Новый мост", body="")
    for _ in range(2):
        make_edition(headline="Мост", body=f"<p>новый</p><p>{'вода ' * 200}</p>")

    first = search_editions('"новый мост"', language="ru")

    second = search_editions('"новый мост"', language="ru", before=first.older)

    assert first == second == []
    assert search_editions('"новый мост"', language="ru", before=second.older) == [far]


def test_a_phrase_that_is_repeated_is_looked_for_once_and_of_many_three_are_looked_for():
    assert len(Question.of('"новый мост" «новый мост» ' * 5, "ru").phrases) == 1

    question = Question.of('"новый мост" "над рекой" "открыт утром" "для машин"', "ru")
    assert len(question.phrases) == 3
    assert [term.forms[0] for term in question.loose] == ["машина"]
