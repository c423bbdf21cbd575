"""The first page of the desk: whose turn it is, the day around now, and what it costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles.admin.dayline import Mark, day_line
from articles.admin.standing import whose_turn
from articles.models import Article, Sitting
from articles.models.article import State
from articles.publishing import save_draft, translate, withdraw
from tests.factories import make_article, make_edition, make_photo, make_user, publish

HOME = "/admin/"
NOON = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def shown(client):
    response = client.get(HOME)
    assert response.status_code == 200
    return response.context["board"]


def within(client, path: str, url: str = HOME) -> list:
    return html.document_fromstring(client.get(url).content.decode()).xpath(path)


def words(client, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in within(client, path)]


def test_an_editor_is_shown_what_was_handed_in_to_own_sections_and_to_none(client, editor, sport):
    own = make_article(headline="Наша", state=State.HANDED_IN)
    homeless = make_article(headline="Ничья", state=State.HANDED_IN, section=None)
    make_article(headline="Спортивная", state=State.HANDED_IN, section=sport)
    make_article(headline="Черновик")
    client.force_login(editor)

    assert set(shown(client).turn) == {own, homeless}


def test_a_chief_is_shown_what_was_handed_in_to_any_section(client, chief, sport):
    stories = {make_article(state=State.HANDED_IN), make_article(state=State.HANDED_IN, section=sport)}
    client.force_login(chief)

    assert set(shown(client).turn) == stories


def test_a_reporter_is_shown_what_was_returned_with_its_note_first(client, reporter, chief):
    make_article(headline="В работе", created_by=reporter)
    make_article(headline="Чужая", created_by=chief, state=State.RETURNED)
    back = make_article(
        headline="Вернули", created_by=reporter, state=State.RETURNED, return_note="Где второй источник?"
    )
    client.force_login(reporter)

    assert shown(client).turn == [back]
    assert words(client, "//*[@id='turn']//blockquote") == ["Где второй источник?"]
    assert [story.headline for story in shown(client).own] == ["В работе"]


def test_an_editors_own_returned_story_stands_before_what_others_handed_in(client, editor):
    make_article(headline="Сдана", state=State.HANDED_IN)
    make_article(headline="Вернули", created_by=editor, state=State.RETURNED)
    client.force_login(editor)

    assert [story.headline for story in shown(client).turn] == ["Вернули", "Сдана"]


def test_the_important_and_those_who_wait_longest_stand_first(client, editor):
    for headline, importance in (("Первая", 1), ("Вторая", 1), ("Молния", 3)):
        make_article(headline=headline, state=State.HANDED_IN, importance=importance)
    client.force_login(editor)

    assert [story.headline for story in shown(client).turn] == ["Молния", "Первая", "Вторая"]


@pytest.mark.parametrize("url", [HOME, "/admin/articles/article/", "/admin/articles/photo/", "/admin/articles/tag/"])
def test_every_page_says_how_many_stories_wait(client, editor, url):
    client.force_login(editor)
    assert 'class="turn-badge"' not in client.get(url).content.decode()

    for _ in range(2):
        make_article(state=State.HANDED_IN)

    (badge,) = within(client, "//*[@class='turn-badge']", url)
    assert badge.find("b").text == "2"
    assert badge.find("span").text.strip()
    assert badge.get("href") == "/admin/#turn"


def test_what_was_put_away_waits_for_nobody(client, editor):
    make_article(state=State.HANDED_IN, put_away_at=timezone.now(), created_by=editor)
    make_article(put_away_at=timezone.now(), created_by=editor)
    client.force_login(editor)

    assert (shown(client).turn, shown(client).own) == ([], [])


def test_the_next_beginnings_and_ends_and_the_last_hours_are_on_the_line(client, editor):
    now = timezone.now()
    live, waits, ends = (make_article(headline=headline) for headline in ("Вышла", "Ждёт", "Кончится"))
    publish(live, by=editor)
    publish(waits, by=editor, at=now + timedelta(hours=2))
    publish(ends, by=editor, until=now + timedelta(hours=3))
    make_edition(headline="Старая", at=now - timedelta(days=2))
    client.force_login(editor)

    marks = [(mark.kind, mark.edition.article.headline) for mark in shown(client).line.marks]

    assert marks[-2:] == [("waiting", "Ждёт"), ("ending", "Кончится")]
    assert sorted(marks[:-2]) == [("live", "Вышла"), ("live", "Кончится")]
    assert len(words(client, "//*[@class='dayline']//li")) == 4
    assert all("Старая" not in each for each in words(client, "//*[@class='dayline']//li"))


def test_what_is_scheduled_for_another_day_stands_under_the_line(client, editor):
    publish(make_article(headline="Завтрашняя"), by=editor, at=timezone.now() + timedelta(days=2))
    client.force_login(editor)

    assert [mark.edition.article.headline for mark in shown(client).line.later] == ["Завтрашняя"]


def test_what_readers_got_last_stands_first(client, editor):
    first, second, gone = (make_article(headline=name) for name in ("Первая", "Вторая", "Снята"))
    for story in (first, second, gone):
        publish(story, by=editor)
    withdraw(gone, by=editor)
    client.force_login(editor)

    assert shown(client).newest == [second, first]


def test_headlines_on_the_line_never_lie_over_each_other():
    at = [NOON + timedelta(minutes=20 * number) for number in range(1, 5)] + [NOON + timedelta(hours=5)]

    line = day_line(NOON, [Mark("waiting", each, None) for each in at])

    assert [mark.lane for mark in line.marks] == [0, 1, 2, 3, 0]
    assert line.lanes == 4


def test_what_is_to_come_and_finds_no_room_on_the_line_is_not_lost():
    coming = [Mark("waiting", NOON + timedelta(minutes=number), None) for number in range(1, 7)]
    gone = [Mark("live", NOON - timedelta(minutes=number), None) for number in range(1, 7)]

    line = day_line(NOON, gone + coming)

    assert [mark for mark in line.marks if mark.kind == "waiting"] == coming[:4]
    assert line.later == coming[4:]
    assert {mark.is_flipped for mark in line.marks if mark.kind == "live"} == {True}


def test_the_line_begins_six_hours_ago_and_is_written_for_styles_in_any_language(settings):
    with timezone.override("Asia/Almaty"):
        line = day_line(NOON, [Mark("waiting", NOON + timedelta(hours=17), None)])

    assert line.now_left == "27.08%"
    assert [hour.at.hour for hour in line.hours] == [12, 15, 18, 21, 0, 3, 6, 9]
    assert [hour.is_midnight for hour in line.hours].index(True) == 4
    assert (line.marks[0].left, line.marks[0].is_flipped) == ("97.92%", True)


def test_what_is_no_longer_fit_is_told_to_those_who_publish(client, editor, reporter):
    now = timezone.now()
    photo = make_photo(usage_until=now + timedelta(days=6))
    live = make_article(headline="С фото", photo=photo)
    publish(live, by=editor)

    client.force_login(reporter)
    assert shown(client).troubles == []

    client.force_login(editor)
    assert [trouble.article_id for trouble in shown(client).troubles] == [live.pk]
    (line,) = words(client, "//*[@class='board-troubles']//li")
    assert "С фото" in line
    assert within(client, f"//*[@class='board-troubles']//a[@href='/admin/articles/photo/{photo.pk}/change/']")


def test_a_translator_is_told_which_originals_have_changed(client, reporter, chief):
    story = make_article(headline="Мост открыт", created_by=chief)
    save_draft(story, by=chief)
    draft = translate(story, language="kk", by=reporter)
    client.force_login(reporter)
    assert shown(client).behind == []

    story.headline = "Мост закрыт"
    save_draft(story, by=chief)

    assert shown(client).behind == [draft]
    assert len(within(client, "//*[@class='board-troubles']//li")) == 1


def test_typed_and_unsaved_texts_are_offered_to_whoever_typed_them(client, reporter, chief):
    long_ago = timezone.now() - timedelta(hours=1)
    story = make_article(headline="Мост", created_by=reporter)
    for person, typed, seen in (
        (reporter, {"headline": ["Мост открыт наполовину"]}, long_ago),
        (reporter, None, long_ago),
        (reporter, {"headline": ["Ещё открыта"]}, timezone.now()),
        (chief, {"headline": ["Чужая"]}, long_ago),
    ):
        Sitting.objects.create(person=person, article=story, typed=typed, typed_at=seen, seen_at=seen)
    client.force_login(reporter)

    assert words(client, "//*[@class='board-rescued']//li/a") == ["Мост открыт наполовину"]


def test_one_without_a_role_gets_an_empty_first_page(client, db):
    client.force_login(make_user(""))

    assert shown(client).line is None


@pytest.mark.parametrize("role", ["reporter", "editor", "chief", "photo_editor"])
def test_every_address_of_the_first_page_opens(client, politics, role):
    person = make_user(role, sections=[politics] if role == "editor" else [])
    make_article(state=State.HANDED_IN, created_by=person)
    make_edition(by=None)
    make_photo(alt="")
    client.force_login(person)

    addresses = {href.split("#")[0] for href in within(client, "//*[@id='content' or @id='header']//a/@href")}

    assert addresses
    for address in addresses:
        assert client.get(address, follow=True).status_code == 200, address


@pytest.mark.parametrize("role", ["reporter", "editor", "chief", "photo_editor"])
def test_the_first_page_costs_the_same_for_a_few_stories_and_for_many(client, politics, role):
    person = make_user(role, sections=[politics] if role == "editor" else [])
    client.force_login(person)

    def fill(number: int) -> None:
        for place in range(number):
            story = make_article(headline=f"История {place}", created_by=person, state=State.RETURNED)
            save_draft(story, by=person)
            make_article(state=State.HANDED_IN)
            make_article(created_by=person)
            publish(make_article(), by=None, at=timezone.now() + timedelta(minutes=place + 1))
            publish(make_article(), by=None, until=timezone.now() + timedelta(hours=1))
            make_photo(renditions=True, usage_until=timezone.now() + timedelta(days=1))
            Sitting.objects.create(
                person=person, article=story, typed={}, seen_at=story.created_at - timedelta(hours=1)
            )

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(HOME)
        assert not [query for query in captured if "COUNT(" in query["sql"].upper()]
        return len(captured)

    fill(2)
    for_two = cost()
    fill(15)

    assert cost() == for_two <= (12 if role == "reporter" else 16)


@pytest.mark.parametrize(
    ("state", "side"),
    [(State.DRAFT, "writer"), (State.RETURNED, "writer"), (State.HANDED_IN, "editor"), (State.APPROVED, "")],
)
def test_whose_turn_it_is_is_said_without_a_query(reporter, django_assert_num_queries, state, side):
    make_article(state=state, created_by=reporter)
    story = Article.objects.select_related("section", "created_by").get()

    with django_assert_num_queries(0):
        turn = whose_turn(story)

    assert turn.side == side
    assert bool(turn.label) == bool(side)
