"""Lists go on without a gap or a repeat, and show nothing that is not before readers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import Http404

from articles.pages import find_shelf, front_page, list_page
from articles.pages.lists import A_PAGE, cursor, place_of
from articles.publishing import withdraw
from tests.factories import make_article, make_author, make_edition, make_section, publish

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 4, 30, 6, tzinfo=UTC)


def politics():
    make_section()
    return find_shelf("section", "politics", "ru")


def headlines(page):
    return [card.headline for card in page.stories]


def test_older_pages_go_on_where_the_list_broke_off_even_within_one_second():
    of = politics()
    for number in range(A_PAGE + 3):
        make_edition(headline=f"Новость {number}", at=NOON)

    first = list_page(of)
    second = list_page(of, before=first.older)

    assert len(headlines(first)) == A_PAGE
    assert headlines(first) + headlines(second) == [f"Новость {number}" for number in reversed(range(A_PAGE + 3))]
    assert second.older == ""
    assert (first.is_first, second.is_first) == (True, False)


def test_a_story_published_meanwhile_moves_nothing_on_older_pages():
    of = politics()
    for number in range(A_PAGE + 1):
        make_edition(headline=f"Новость {number}", at=NOON + timedelta(minutes=number))
    older = list_page(of).older

    make_edition(headline="Свежая")

    assert headlines(list_page(of, before=older)) == ["Новость 0"]


@pytest.mark.parametrize(
    "cursor", ["x", "-1", "1-", "1-2-3", "9" * 18 + "-1", "1-" + "9" * 19, "0-0", "٣-٣", "1_0-1", " 1-1", "\x00"]
)
def test_a_nonsense_cursor_is_the_first_page_or_an_empty_one(cursor):
    of = politics()
    make_edition(at=NOON)

    assert len(headlines(list_page(of, before=cursor))) in (0, 1)


def test_a_cursor_names_the_place_that_it_was_made_of():
    edition = make_edition(at=NOON + timedelta(microseconds=123456))

    assert place_of(cursor(edition)) == (edition.first_published_at, edition.article_id)


def test_a_section_has_a_page_before_it_has_stories():
    assert headlines(list_page(politics())) == []


def test_a_tag_of_drafts_alone_is_unknown_to_readers():
    article = make_article(tags=["Тайна"])
    of = find_shelf("tag", article.tags.get().slug, "ru")
    with pytest.raises(Http404):
        list_page(of)

    publish(article, by=None)

    assert headlines(list_page(of)) == ["Мост открыт"]


def test_an_author_whose_stories_are_gone_is_unknown_to_readers():
    article = make_article(authors=[make_author("desk")])
    publish(article, by=None)
    withdraw(article, by=None)

    with pytest.raises(Http404):
        list_page(find_shelf("author", "desk", "ru"))


def test_navigation_names_only_sections_with_something_to_read_in_that_language():
    make_section("sport", name_ru="Спорт", position=2)
    make_edition(section=make_section(position=1))
    make_edition(section=make_section("culture", name_ru="Культура"), at=NOON, until=NOON + timedelta(days=1))
    make_edition(section=make_section("economy", name_ru="Экономика"), language="kk")

    assert [section.name for section in front_page("ru").navigation] == ["Политика"]
    assert [section.slug for section in front_page("kk").navigation] == ["economy"]
