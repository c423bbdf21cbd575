"""The search dialogs and the cards: what they answer, at most twenty, at a constant cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles.models import RelatedLink, Tag
from articles.publishing import save_draft, withdraw
from tests.factories import make_article, make_author, make_photo, make_place, publish

PHOTOS = "/admin/articles/photo/choose/"
STORIES = "/admin/articles/article/choose/"
AUTHORS = "/admin/articles/author/choose/"
CARDS = "/admin/articles/article/cards/"
TAGS = "/admin/articles/tag/complete/"


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


def options(response) -> list:
    assert response.status_code == 200
    text = response.content.decode().strip()
    rows = html.fragments_fromstring(text) if text else []
    return [row for row in rows if row.get("role") == "option"]


@pytest.mark.parametrize("q", ["мост", "МОСТ", "зелёный", "ЗЕЛЕНЫЙ мост", "водн", "sputnik"])
def test_photos_are_found_by_words_of_caption_and_credit_in_any_case(desk, q):
    wanted = make_photo(caption="Зелёный мост")
    make_photo(caption="Площадь", alt="Площадь", agency="", creator="Отдел фото")

    assert [option.get("data-id") for option in options(desk.get(PHOTOS, {"q": q}))] == [str(wanted.pk)]


def test_a_photo_is_offered_with_its_picture_and_its_credit(desk):
    make_photo(renditions=True, caption="Мост")

    (option,) = options(desk.get(PHOTOS))

    assert option.get("role") == "option"
    assert "© Sputnik / Владислав Воднев" in option.text_content()
    assert option.find(".//img").get("src").startswith("/preview/picture/")


def test_photos_that_may_no_longer_be_shown_are_not_offered(desk):
    make_photo(withdrawn_at=timezone.now())
    make_photo(usage_until=timezone.now() - timedelta(days=1))

    assert options(desk.get(PHOTOS)) == []


def test_stories_are_found_by_form_and_yo_with_their_standing_and_address(desk, reporter, chief):
    story = make_article(headline="Щербаков объявил ёлку открытой")
    save_draft(story, by=reporter)
    edition = publish(story, by=chief)

    (option,) = options(desk.get(STORIES, {"q": "щербакова елку"}))

    assert option.get("data-id") == str(story.pk)
    assert option.get("data-url") == edition.get_absolute_url()
    assert option.find_class("badge-live")


def test_without_words_the_newest_are_offered(desk):
    make_article(headline="Старая")
    make_article(headline="Новая")

    assert [option.get("data-title") for option in options(desk.get(STORIES))] == ["Новая", "Старая"]


@pytest.mark.parametrize(
    ("url", "make", "q"),
    [
        (PHOTOS, make_photo, "мост"),
        (STORIES, make_article, "мост"),
        (STORIES, make_article, ""),
        (AUTHORS, make_author, "отдел"),
    ],
)
def test_a_dialog_shows_twenty_at_most_and_costs_the_same(desk, reporter, url, make, q):
    def add(number: int) -> None:
        for _ in range(number):
            row = make()
            if make is make_article:
                save_draft(row, by=reporter)

    def ask() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            found = options(desk.get(url, {"q": q}))
        return len(found), len(captured)

    add(2)
    two, cost = ask()
    add(21)

    assert two == 2
    assert ask() == (20, cost)


def test_nonsense_finds_nothing_and_is_no_error(desk):
    make_photo()

    for q in ("%", "_", "(", "[а-", "\\", "'", "\x00", "ъ" * 500, "мост " * 200):
        for url in (PHOTOS, STORIES, AUTHORS, TAGS):
            assert desk.get(url, {"q": q, "term": q}).status_code == 200, (url, q)


def test_hostile_words_stay_words(desk, reporter):
    save_draft(make_article(headline='<img src=x onerror="alert(1)">'), by=reporter)

    assert "<img" not in desk.get(STORIES).content.decode()


def test_dialogs_only_answer_questions(desk):
    for url in (PHOTOS, STORIES, AUTHORS, CARDS, TAGS):
        assert desk.post(url).status_code == 405, url


def test_all_cards_of_a_text_come_in_one_answer_at_one_cost(desk, reporter):
    def names(number: int) -> list[str]:
        made = [f"photo-{make_photo(renditions=True).pk}" for _ in range(number)]
        return made + [f"story-{make_article().pk}" for _ in range(number)]

    few, more = names(1), names(10)

    with CaptureQueriesContext(connection) as for_few:
        desk.get(CARDS, {"card": few})
    with CaptureQueriesContext(connection) as for_more:
        page = desk.get(CARDS, {"card": more}).content.decode()

    assert len(for_few) == len(for_more)
    assert all(f'data-card="{name}"' in page for name in more)


def test_cards_of_nonsense_are_left_out(desk):
    story = make_article()

    page = desk.get(CARDS, {"card": ["photo-x", "photo-" + "9" * 30, "story-0", "мост", f"story-{story.pk}"]})

    assert page.status_code == 200
    assert page.content.decode().count("data-card") == 1


@pytest.mark.parametrize("term", ["каз", "КАЗАХ", "ёлка", "елк"])
def test_tags_are_completed_in_any_case_and_yo(desk, term):
    for name in ("Казахстан", "Ёлка", "Мост"):
        Tag.objects.create(name=name)

    found = [each["id"] for each in desk.get(TAGS, {"term": term}).json()["results"]]

    assert found == [{"каз": "Казахстан", "КАЗАХ": "Казахстан"}.get(term, "Ёлка")]


def test_tags_that_begin_so_stand_before_those_that_have_it_within(desk):
    for name in ("Восточный Казахстан", "Казахстан"):
        Tag.objects.create(name=name)

    assert [each["id"] for each in desk.get(TAGS, {"term": "казах"}).json()["results"]] == [
        "Казахстан",
        "Восточный Казахстан",
    ]


def test_the_dateline_is_shown_as_readers_will_see_it(desk):
    place = make_place(ru="Нур-Султан")
    asked = {"place": place.pk, "on": "2021-04-30", "agency": "Sputnik", "language": "ru"}

    answer = desk.get("/admin/articles/article/dateline/", asked)

    assert answer.content.decode() == "НУР-СУЛТАН, 30 апр — Sputnik."


@pytest.mark.parametrize(
    "asked", [{}, {"on": "2021-02-31"}, {"place": "9" * 40, "on": "вчера"}, {"language": "xx", "on": "2021-04-30"}]
)
def test_a_nonsense_dateline_is_no_error(desk, asked):
    assert desk.get("/admin/articles/article/dateline/", asked).status_code == 200


def test_the_closest_stories_are_suggested_and_none_that_is_named_already(desk, reporter, chief):
    close, named, carded, other = (make_article(headline=f"Мост {number}", tags=["Мосты"]) for number in range(4))
    for each in (close, named, carded, other):
        publish(each, by=chief)
    withdraw(other, by=chief)
    card = f'<p>Да.</p><news-card data-kind="related" data-id="{carded.pk}"></news-card>'
    story = make_article(headline="Мост", tags=["Мосты"], body=card, created_by=reporter)
    RelatedLink.objects.create(article=story, target=named)

    found = html.fragments_fromstring(desk.get(f"/admin/articles/article/{story.pk}/suggestions/").content.decode())

    assert [row.get("data-id") for row in found] == [str(close.pk)]
    assert found[0].find(".//button") is not None


def test_the_dialogs_do_not_offer_what_was_put_away(desk, reporter):
    make_article(headline="Убрана", put_away_at=timezone.now())

    assert options(desk.get(STORIES)) == []
