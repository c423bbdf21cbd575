"""Readers find what is before them, in any form of the word, and nothing else."""

from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from articles.publishing import restore_photo, save_draft, undo, withdraw, withdraw_photo
from articles.search import cursor, forget_editions, index_edition, postgresql, search_editions
from tests.factories import kill, make_article, make_author, make_edition, make_photo, make_place, make_user, publish

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 4, 30, 12, tzinfo=ZoneInfo("Asia/Almaty"))
TOKAYEV = "Токаев и Лукашенко сверили часы по вопросам интеграции"


def found(q: str, language: str = "ru", **options) -> list[str]:
    """As they were typed: typography has put non-breaking spaces into the editions' own headlines."""
    return [edition.article.headline for edition in search_editions(q, language=language, **options)]


def test_a_draft_is_not_found():
    save_draft(make_article(headline=TOKAYEV), by=None)

    assert found("Токаев") == []


def test_a_published_story_is_found_by_other_forms_of_its_words():
    make_edition(headline=TOKAYEV)

    for q in ("Токаев", "токаева", "ТОКАЕВЫМ", "интеграция", "Лукашенко и Токаев", "сверить"):
        assert found(q) == [TOKAYEV], q


def test_all_words_must_be_there():
    make_edition(headline=TOKAYEV)

    assert found("Токаев Назарбаев") == []


@pytest.mark.parametrize("q", ["ёлку", "елка", "ЁЛОК"])
def test_yo_is_ye(q):
    make_edition(headline="На площади поставили ёлку")

    assert found(q) == ["На площади поставили ёлку"]


@pytest.mark.parametrize("q", ["вакцинация", "мостов", "Воднева", "развязки", "Ахметова", "нур-султан", "короткой"])
def test_a_story_is_found_by_its_lead_text_caption_tags_bylines_and_dateline(q):
    article = make_article(
        headline="День города",
        short_headline="В короткую строку",
        lead="О вакцинации",
        body="<h2>Мосты</h2><ul><li>Новая <strong>развя</strong>зка</li></ul>",
        photo=make_photo(),
        photo_caption="Снимок Воднева",
        authors=[make_author(name_ru="Асель Ахметова")],
        place=make_place(ru="Нур-Султан"),
        dateline_on=NOON.date(),
        dateline_agency="Sputnik",
    )
    publish(article, by=None)

    assert found(q) == ["День города"]


def test_a_tag_is_found():
    make_edition(headline="День города", tags=["Евразийский союз"])

    assert found("евразийского союза") == ["День города"]


def test_a_scheduled_story_is_found_from_its_second_on():
    make_edition(headline=TOKAYEV, at=NOON, until=NOON + timedelta(hours=1))

    assert found("Токаев", at=NOON - timedelta(seconds=1)) == []
    assert found("Токаев", at=NOON) == [TOKAYEV]
    assert found("Токаев", at=NOON + timedelta(hours=1)) == []


def test_a_new_text_is_found_by_its_own_words_and_no_more_by_the_old():
    edition = make_edition(headline=TOKAYEV)
    article = edition.article
    article.headline = "Назарбаев встретил гостей"
    publish(article, by=None)

    assert found("Токаев") == []
    assert found("Назарбаева") == ["Назарбаев встретил гостей"]


@pytest.mark.parametrize("end", [withdraw, kill])
def test_a_story_taken_away_is_not_found(end):
    edition = make_edition(headline=TOKAYEV)
    end(edition.article, by=make_user("chief"))

    assert found("Токаев") == []


def test_an_index_entry_left_behind_shows_nothing():
    edition = make_edition(headline=TOKAYEV)
    kill(edition.article, by=make_user("chief"))
    index_edition(edition)

    assert found("Токаев") == []


def test_a_killed_story_brought_back_is_found_again():
    edition = make_edition(headline=TOKAYEV)
    kill(edition.article, by=make_user("chief"))
    undo(edition.article, by=make_user("chief"))

    assert found("Токаев") == [TOKAYEV]


def test_each_language_finds_its_own():
    make_edition(headline="Токаев қаулыға қол қойды", language="kk")
    make_edition(headline=TOKAYEV)

    assert found("Токаев", "kk") == ["Токаев қаулыға қол қойды"]
    assert found("Токаев", "ru") == [TOKAYEV]
    assert found("Токаев", "en") == []


@pytest.mark.parametrize("q", ["Қазақстан", "қазақстанның", "Қазақстанға үкімет", "өңірге"])
def test_kazakh_words_are_found_in_other_cases(q):
    headline = "Қазақстандағы өңірлерде үкіметтің жаңа жобасы"
    make_edition(headline=headline, language="kk")

    assert found(q, "kk") == [headline]


def test_newest_first_page_after_page():
    for hour in (3, 1, 2, 5, 4):
        make_edition(headline=f"Токаев, час {hour}", at=NOON + timedelta(hours=hour))

    first = search_editions("токаев", language="ru", limit=2)
    second = search_editions("токаев", language="ru", limit=2, before=cursor(first[-1]))
    third = search_editions("токаев", language="ru", limit=2, before=cursor(second[-1]))

    hours = [edition.headline[-1] for edition in first + second + third]
    assert hours == ["5", "4", "3", "2", "1"]


@pytest.mark.parametrize("recent", [1, 2, 3, 100])
def test_older_hits_follow_newer_ones_wherever_the_database_changes_its_way_of_looking(monkeypatch, recent):
    monkeypatch.setattr(postgresql, "RECENT", recent)
    for hour in range(1, 9):
        make_edition(headline=f"{'Токаев' if hour % 2 else 'Назарбаев'}, час {hour}", at=NOON + timedelta(hours=hour))

    pages, before = [], None
    while page := search_editions("токаев", language="ru", limit=3, before=before):
        pages.append("".join(edition.headline[-1] for edition in page))
        before = cursor(page[-1])

    assert pages == ["753", "1"]
    assert found("Лукашенко") == []


def test_stories_of_one_second_are_each_shown_once():
    for number in range(5):
        make_edition(headline=f"Токаев {number}", at=NOON + timedelta(microseconds=number))

    pages, before = [], None
    while page := search_editions("токаев", language="ru", limit=2, before=before):
        pages += page
        before = cursor(page[-1])

    assert sorted(edition.headline[-1] for edition in pages) == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("before", ["abc", "", "9" * 30, "-", "1e5", "٣", "\x00", "-9223372036854775809"])
def test_a_nonsense_cursor_is_the_first_page(before):
    make_edition(headline=TOKAYEV)

    assert found("токаев", before=before) == [TOKAYEV]


def test_a_search_is_one_query_for_one_hit_and_for_thirty(django_assert_num_queries):
    make_edition(headline=TOKAYEV)
    with django_assert_num_queries(1):
        search_editions("токаев", language="ru")

    for _ in range(30):
        make_edition(headline=TOKAYEV)
    with django_assert_num_queries(1):
        assert len(search_editions("токаев", language="ru", limit=30)) == 30


def test_indexing_an_edition_is_one_query_and_forgetting_any_number_two(django_assert_num_queries):
    editions = [make_edition(headline=TOKAYEV) for _ in range(3)]

    with django_assert_num_queries(1):
        index_edition(editions[0])
    with django_assert_num_queries(2):
        forget_editions([edition.pk for edition in editions])
    assert found("Токаев") == []


def test_the_caption_of_a_withdrawn_photo_finds_nothing_until_the_photo_is_back():
    photo, chief = make_photo(), make_user("chief")
    card = f'<news-card data-kind="photo" data-id="{photo.pk}" data-caption="Плотина"></news-card>'
    make_edition(headline="Река", photo=photo, photo_caption="Снимок наводнения", body=f"<p>О воде.</p>{card}")
    assert found("наводнение плотина") == ["Река"]

    withdraw_photo(photo, by=chief, reason="По просьбе автора.")
    assert found("наводнение") == found("плотина") == []
    assert found("вода") == ["Река"]
    call_command("reindex", stdout=StringIO())
    assert found("наводнение") == []

    restore_photo(photo, by=chief)
    assert found("наводнение плотина") == ["Река"]
