"""Journalists find working copies by any part of what they remember."""

import sqlite3

import pytest

from articles.models import Article
from articles.publishing import save_draft
from articles.search import finding, index_article, postgresql, search_among, search_articles, sqlite
from articles.search.entries import put
from articles.search.layout import ARTICLES, EDITIONS, Row
from articles.search.query import Term
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db

HEADLINE = "Президенты Казахстана и Беларуси сверили часы"


def draft(**fields) -> int:
    article = make_article(**fields)
    save_draft(article, by=None)
    return article.pk


@pytest.mark.parametrize(
    "q", ["президент", "ПРЕЗИДЕНТОМ", "Казахстан Беларусь", "часы сверили", "беларуси и казахстана", "«Казахстана»"]
)
def test_a_draft_is_found_in_any_case_and_form(q):
    draft(headline="О погоде")
    wanted = draft(headline=HEADLINE)

    assert search_articles(q) == [wanted]


@pytest.mark.parametrize("q", ["през", "Казахст", "казахстано", "сверили ча", "свери", "пр", "президенты и ка"])
def test_the_last_word_may_be_unfinished(q):
    wanted = draft(headline=HEADLINE, lead="Между Казахстаном и Беларусью")

    assert search_articles(q) == [wanted]


@pytest.mark.parametrize("most", [0, 1, 2, 100])
def test_a_long_beginning_finds_all_words_that_begin_so_however_many_they_are(monkeypatch, most):
    monkeypatch.setattr("articles.search.sqlite.MOST_SPELT_OUT", most)
    one, others = draft(headline="Ходун"), draft(headline="О погоде", lead="Двое ходунков и ходунки")
    draft(headline="Ходули, хоровод, худо")
    last = draft(headline="Яяяяяя")

    assert search_articles("ходун") == [one, others]
    assert search_articles("погода ходун") == search_articles("ходунк") == [others]
    assert search_articles("яяяяя") == [last]
    assert search_articles("ходунах") == [one]
    assert search_articles("ходунковый") == []


def test_only_beginnings_that_the_index_keeps_lists_of_are_asked_for_as_such():
    """The others would be read in every story that has them: 100 ms at a million."""
    short, long = ([Term(("ходун",), beginning=beginning)] for beginning in ("ходу", "ходун"))

    assert "_vocabulary" not in sqlite.expression(ARTICLES, short)[0]
    assert "search_articles_vocabulary" in sqlite.expression(ARTICLES, long)[0]
    assert "search_editions_vocabulary" in sqlite.expression(EDITIONS, short)[0]


def test_each_of_the_words_that_begin_so_is_named_once_and_nothing_beyond_them():
    index = sqlite3.connect(":memory:")
    for statement in [*sqlite.created(ARTICLES), *sqlite.vocabulary_created(ARTICLES)]:
        index.execute(statement)
    words = ["ход", "ходули", "ходун", "ходунки", "ходун\U00020000", "ходят"]
    rows = [sqlite.values(Row(number, words[:3], words)) for number in range(3)]
    index.executemany(sqlite.insert(ARTICLES).replace("%s", "?"), rows)

    sql, params = sqlite.spelt_out(ARTICLES, "ходун")
    named = index.execute(f"SELECT {sql.replace('%s', '?')}", params).fetchone()[0]

    assert named == '"ходун" OR "ходунки" OR "ходун\U00020000"'


@pytest.mark.parametrize("q", ["сверили и", "часы для", "часы в Казахстане", "президенты из-за часов"])
def test_prepositions_and_conjunctions_need_not_be_there(q):
    wanted = draft(headline="Президенты Казахстана сверили часы")

    assert search_articles(q) == [wanted]


@pytest.mark.parametrize("q", ["п", "казахстанский", "през часы", "Казахстан Россия"])
def test_other_words_do_not_find_it(q):
    draft(headline=HEADLINE)

    assert search_articles(q) == []


def test_yo_is_ye_at_the_desk():
    wanted = draft(headline="Ёлку зажгли")

    assert search_articles("елка") == search_articles("ёлк") == search_articles("ЕЛКИ") == [wanted]


@pytest.mark.parametrize("q", ["вакцинацией", "мостам", "снимка", "союз", "Ахметовой", "строка"])
def test_a_draft_is_found_by_its_lead_text_caption_tags_bylines_and_short_headline(q):
    wanted = draft(
        headline="День города",
        short_headline="Короткой строкой",
        lead="О вакцинации",
        body="<p>Новые <em>мос</em>ты</p>",
        photo_caption="Снимок",
        tags=["Евразийский союз"],
        authors=[make_author(name_ru="Асель Ахметова")],
    )

    assert search_articles(q) == [wanted]


def test_an_article_is_found_by_its_number_and_its_address():
    wanted = draft(headline="О погоде")

    for q in (str(wanted), f"#{wanted}", f" {wanted} ", f"/20210430/o-pogode-{wanted}.html"):
        assert search_articles(q) == [wanted], q


@pytest.mark.parametrize("q", ["0", "999999999999999999", "9" * 30, "-1", "٣"])
def test_a_number_of_no_story_finds_nothing(q):
    draft()

    assert search_articles(q) == []


def test_a_number_is_a_word_too():
    year = draft(headline="Итоги 2021 года")

    assert search_articles("2021") == [year]


def test_kazakh_drafts_are_found_by_a_part_of_a_word():
    wanted = draft(headline="Қазақстандағы сайлау", language="kk")

    for q in ("қазақ", "Қазақстан", "қазақстанның сайлау", "сайл", "сайлау қазақстанда"):
        assert search_articles(q) == [wanted], q


def test_what_was_changed_is_found_by_its_new_words_alone():
    article = make_article(headline="О погоде")
    save_draft(article, by=None)
    article.headline = "О дорогах"
    save_draft(article, by=None)

    assert search_articles("погода") == []
    assert search_articles("дорога") == [article.pk]


def test_a_deleted_draft_is_not_found():
    article = make_article(headline="О погоде")
    save_draft(article, by=None)
    article.versions.all().delete()
    article.events.all().delete()
    article.delete()

    assert search_articles("погода") == []


@pytest.mark.parametrize("recent", [1, 100])
def test_headlines_come_before_texts_and_newer_before_older(monkeypatch, recent):
    monkeypatch.setattr(postgresql, "RECENT", recent)
    old_text, old_headline = draft(lead="О погоде"), draft(headline="Погода")
    new_text, new_headline = draft(lead="О погоде"), draft(headline="Погоды нет")

    assert search_articles("погода") == [new_headline, old_headline, new_text, old_text]
    assert search_articles("погода", limit=2) == [new_headline, old_headline]
    assert search_articles("погода", limit=3) == [new_headline, old_headline, new_text]


def test_a_search_at_the_desk_is_three_queries_at_most(django_assert_max_num_queries):
    for _ in range(5):
        draft(headline="Погода 2021")

    with django_assert_max_num_queries(3):
        search_articles("2021")


def test_indexing_a_draft_is_three_queries_however_many_its_tags(django_assert_num_queries):
    article = make_article(tags=["Казахстан", "Беларусь", "ЕАЭС"], authors=[make_author(), make_author()])

    with django_assert_num_queries(3):
        index_article(article)


@pytest.mark.parametrize("few", [1, 2_000])
def test_a_narrowed_list_has_its_hit_under_thousands_of_newer_ones(monkeypatch, few):
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(postgresql, "RECENT", 1)
    wanted = draft(headline="Погода", language="kk")
    draft(headline="Дороги", language="kk")
    others = Article.objects.bulk_create(Article(headline="Погода") for _ in range(postgresql.MOST_HITS + 10))
    put(ARTICLES, [Row(story.pk, ["погода"], []) for story in others])

    assert search_among(Article.objects.filter(language="kk"), "погода", narrowed=True) == [wanted]


def test_hits_among_stories_go_on_after_the_last_one_seen():
    first, second, third = (draft(headline="Погода") for _ in range(3))
    stories = Article.objects.exclude(pk=second)

    assert search_among(stories, "погоды", narrowed=False, limit=1) == [third]
    assert search_among(stories, "погоды", narrowed=False, before=third) == [first]
    assert search_among(stories, "погоды", narrowed=True, before=third) == [first]
    assert search_among(stories, "погоды", narrowed=True, before=first) == []


def test_a_keyboard_left_in_latin_letters_is_read_where_nothing_else_is_found():
    article = make_article(headline="Токаев открыл мост")
    save_draft(article, by=None)

    assert search_articles("njrftd") == [article.pk]
    assert search_articles("njrf") == [article.pk]

    latin = make_article(headline="njrftd на снимке")
    save_draft(latin, by=None)
    assert search_articles("njrftd") == [latin.pk]
