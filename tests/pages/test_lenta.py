"""What readers were told of the news line adds up to what is before readers, however they come and go."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from articles.models import Edition
from articles.pages import lenta_page, news_since
from articles.pages.lenta import A_PAGE, MOST, changes
from articles.publishing import PublishingError, withdraw
from tests.factories import kill, make_article, make_edition, publish

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 7, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def after(seconds: int) -> str:
    """The cursor of whoever asked that many seconds past noon."""
    return str(int(NOON.timestamp()) + seconds // 10 * 10)


def told(seconds: int, *, since: int = 0):
    return news_since("ru", after(since), at=NOON + seconds * SECOND)


def ids(news):
    return [item.id for item in news.items]


def test_what_was_published_since_is_told_newest_first(clock):
    make_edition(headline="Вчерашняя", at=NOON - timedelta(days=1))
    clock.shift(3)
    first = make_edition(headline="Первая")
    clock.shift(3)
    second = make_edition(headline="Вторая", short_headline="Кратко")

    news = told(8)

    assert [(item.id, item.number, item.short_headline) for item in news.items] == [
        (second.article_id, 1, "Кратко"),
        (first.article_id, 1, "Первая"),
    ]
    assert (news.removed, news.reset) == ([], False)
    assert news.items[0].url == second.get_absolute_url()


def test_the_cursor_is_the_servers_time_rounded_down_to_ten_seconds(clock):
    assert [told(second).cursor - int(NOON.timestamp()) for second in (0, 9, 10, 19, 25)] == [0, 0, 10, 10, 20]


def test_a_story_committed_late_is_told_to_who_was_told_its_moment_already(clock):
    before = told(35)

    clock.move_to(NOON + 6 * SECOND)  # its transaction began here, and ends after that answer
    late = make_edition()

    assert ids(news_since("ru", str(before.cursor), at=NOON + 45 * SECOND)) == [late.article_id]
    assert before.items == []


def test_a_retitled_story_is_told_again_under_a_higher_number(clock):
    article = make_edition(at=NOON - timedelta(days=3)).article
    clock.shift(1)
    article.headline = "Мост закрыт"
    publish(article, by=None)

    assert [(item.number, item.short_headline) for item in told(2).items] == [(2, "Мост закрыт")]
    assert told(2).items[0].published_at == NOON - timedelta(days=3)


@pytest.mark.parametrize("end", [withdraw, kill])
def test_a_story_taken_away_is_told_by_its_number_alone(clock, end):
    article = make_edition(at=NOON - timedelta(days=3)).article
    clock.shift(1)
    end(article, by=None)

    news = told(1)

    assert (news.items, news.removed) == ([], [article.pk])


def test_a_story_that_goes_on_in_another_language_is_gone_from_its_old_line(clock):
    article = make_edition(at=NOON - timedelta(days=3)).article
    clock.shift(1)
    article.language = "en"
    publish(article, by=None)

    assert (told(2).items, told(2).removed) == ([], [article.pk])


def test_a_story_that_is_back_is_not_told_as_gone(clock):
    article = make_edition().article
    clock.shift(1)
    withdraw(article, by=None)
    clock.shift(1)
    publish(article, by=None)

    assert (ids(told(2)), told(2).removed) == ([article.pk], [])


def test_the_clock_brings_a_story_and_takes_it_away(clock):
    edition = make_edition(until=NOON + 70 * SECOND)
    waiting = make_article()
    publish(waiting, by=None, at=NOON + 60 * SECOND)

    assert ids(told(59)) == [edition.article_id]
    assert ids(told(60, since=50)) == [waiting.pk]
    assert told(69, since=60).removed == []
    assert told(70, since=60).removed == [edition.article_id]


def test_of_what_readers_never_saw_nothing_is_told(clock):
    waits = make_article()
    publish(waits, by=None, at=NOON + 20 * SECOND)
    clock.shift(10)
    publish(waits, by=None, at=NOON + timedelta(hours=2))
    make_article()

    assert (told(25).items, told(25).removed) == ([], [])


def test_a_language_hears_only_of_its_own(clock):
    kazakh = make_edition(language="kk").article
    assert told(1).items == []

    clock.shift(2)
    withdraw(kazakh, by=None)

    assert told(3).removed == []
    assert news_since("kk", after(0), at=NOON + 3 * SECOND).removed == [kazakh.pk]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "0",
        "-10",
        "1e9",
        "٣٣٣٣٣٣٣٣٣٠",
        "9" * 400,
        "99999999990",
        after(7)[:-1] + "7",
        after(20),
        after(-21_610),
    ],
)
def test_a_cursor_of_nonsense_of_the_future_or_of_long_ago_resets_the_reader(clock, cursor):
    article = make_edition(at=NOON - timedelta(days=1)).article

    news = news_since("ru", cursor, at=NOON + 5 * SECOND)

    assert (news.reset, ids(news)) == (True, [article.pk])


def test_more_than_can_be_told_resets_the_reader(clock, django_assert_num_queries):
    stories = [make_edition(headline=f"Новость {number}").article for number in range(MOST)]
    with django_assert_num_queries(1):
        assert not told(1).reset

    clock.shift(1)
    kill(stories[0], by=None)
    make_edition(headline="Ещё одна")

    with django_assert_num_queries(2):
        news = told(1)
    assert (news.reset, len(news.items), news.removed) == (True, MOST, [])
    assert stories[0].pk not in ids(news)


def test_both_ranges_are_read_from_indexes_and_cut_off(clock):
    with CaptureQueriesContext(connection) as asked:
        changes("ru", after=NOON - 30 * SECOND, at=NOON + 5 * SECOND)
    sql = asked[0]["sql"]
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET LOCAL enable_seqscan = off")  # it reads a small table as a whole

    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + sql)
        plan = str(cursor.fetchall())

    assert sql.rstrip().endswith(f"LIMIT {MOST + 1}")
    assert "SCAN articles" not in plan and "Seq Scan" not in plan
    if connection.vendor == "sqlite":  # which of two indexes it takes for an empty table is PostgreSQL's own affair
        assert "edition_beginnings" in plan and "edition_end" in plan


def test_the_page_goes_on_where_it_broke_off(clock, django_assert_num_queries):
    stories = [make_edition(headline=f"Новость {number}").article_id for number in range(A_PAGE + 3)]

    with django_assert_num_queries(2):
        first = lenta_page("ru")
    older = lenta_page("ru", before=first.older)

    assert [line.id for line in (*first.lines, *older.lines)] == stories[::-1]
    assert (len(first.lines), first.is_first, older.is_first, older.older) == (A_PAGE, True, False, "")


class Reader:
    """What a script remembers: its cursor and, of each story, the newest number that it was told."""

    def __init__(self):
        self.cursor = ""
        self.line = {}

    def ask(self, at):
        news = news_since("ru", self.cursor, at=at)
        self.cursor = str(news.cursor)
        known = {} if news.reset else {pk: told for pk, told in self.line.items() if pk not in news.removed}
        told = {item.id: (item.number, item.short_headline) for item in news.items}
        self.line = known | {pk: new for pk, new in told.items() if pk not in known or new[0] > known[pk][0]}


def before_readers(at):
    return {each.article_id: (each.number, each.headline) for each in Edition.objects.live(at).in_language("ru")}


SLEEPS = st.one_of(st.integers(0, 15), st.integers(15, 90), st.integers(5 * 3600, 7 * 3600))
MOVES = st.tuples(
    SLEEPS,
    st.sampled_from(["publish", "publish until", "schedule", "withdraw", "kill", "ask", "ask"]),
    st.integers(0, 2),
    st.integers(0, 29),
)


@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=st.lists(MOVES, min_size=4, max_size=14))
@example(moves=[(0, "schedule", 2, 0), (20, "kill", 2, 0)])  # killed at the very moment of its beginning
def test_what_a_reader_was_told_adds_up_to_what_is_before_readers(db, moves):
    """Verbs commit up to half a minute late; readers ask often or sleep for hours."""
    with time_machine.travel(NOON, tick=False) as clock, transaction.atomic():
        stories = [make_article(headline=f"Мост {number}") for number in range(3)]
        done = dict.fromkeys(stories, NOON)
        often, seldom, now = Reader(), Reader(), NOON
        seldom.ask(now)
        for sleep, move, which, late in moves:
            now += sleep * SECOND
            often.ask(now)
            story = stories[which]
            done[story] = max(done[story] + SECOND, now - late * SECOND)
            clock.move_to(done[story])
            if move == "ask":
                seldom.ask(max(now, done[story]))
            else:
                make(move, story, done[story])
            now = max(now, done[story])

        now += 31 * SECOND
        clock.move_to(now)
        for reader in (often, seldom):
            reader.ask(now)
            assert reader.line == before_readers(now)
        transaction.set_rollback(True)


def make(move, story, now):
    """The verb, unless the story's state forbids it."""
    story.headline += "!"
    options = {
        "publish": {},
        "publish until": {"until": now + 40 * SECOND},
        "schedule": {"at": now + 20 * SECOND},
    }
    try:
        if move in options:
            publish(story, by=None, waiting="replace", **options[move])
        else:
            {"withdraw": withdraw, "kill": kill}[move](story, by=None)
    except PublishingError:
        story.refresh_from_db()
