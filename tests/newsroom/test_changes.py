"""What a process believes of the deeds and of the clock while it looks, after it has looked, and when a look failed."""

from datetime import timedelta
from threading import Thread
from time import monotonic

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from articles.models import Touch
from newsroom.changes import LAST, NEVER, SPARE, Changes, Seen
from tests.factories import make_edition, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def looking():
    """A process that has looked at the changes."""
    make_section("politics")
    looking = Changes()
    looking.at(timezone.now())
    return looking


@pytest.fixture
def scheduled(looking):
    """Then a story is scheduled elsewhere; the moment it begins."""
    begins = timezone.now() + timedelta(minutes=5)
    make_edition(at=begins)
    return begins


def asks_for_the_edge(sql):
    return "articles_touch" not in sql


def test_an_edge_of_the_clock_is_not_lost_where_the_database_failed_while_it_was_asked_for(looking, scheduled):
    def fail(execute, sql, *given):
        if asks_for_the_edge(sql):
            raise OperationalError("gone for a moment")
        return execute(sql, *given)

    with connection.execute_wrapper(fail):
        looking.at(timezone.now(), believed=0)

    assert looking.at(timezone.now(), believed=0)[1] == scheduled


def test_whoever_is_told_of_a_deed_is_told_the_edge_that_came_with_it(looking, scheduled):
    told = []

    def come(execute, sql, *given):
        if asks_for_the_edge(sql):
            told.append(looking.at(timezone.now(), believed=60))  # another thread, which goes by the last look
        return execute(sql, *given)

    old = looking.seen, looking.edge
    with connection.execute_wrapper(come):
        looking.at(timezone.now(), believed=0)

    assert set(told) == {old}
    assert looking.edge == scheduled


def test_after_a_quiet_night_whoever_comes_while_another_looks_waits_for_that_look(looking, scheduled):
    looking.looked_at = monotonic() - 3_600
    old, told = looking.seen, []
    second = Thread(target=lambda: told.append(looking.at(timezone.now())[0]))

    with looking.lock:
        second.start()
        second.join(0.2)
        looking.look_again(timezone.now())
        looking.looked_at = monotonic()
    second.join()

    assert told == [looking.seen] != [old]


def test_what_is_done_while_a_look_is_under_way_is_looked_for_again(looking):
    def do(execute, *given):
        looking.forget()
        return execute(*given)

    with connection.execute_wrapper(do):
        looking.at(timezone.now(), believed=0)

    assert looking.looked_at == NEVER


def test_while_the_database_does_not_answer_nobody_waits_for_the_look_of_another(looking):
    def fail(*_given):
        raise OperationalError("frozen")

    with connection.execute_wrapper(fail):
        looking.at(timezone.now(), believed=0)
    looking.looked_at -= 5

    with looking.lock:
        assert looking.at(timezone.now()) == (looking.seen, looking.edge)


def test_deeds_that_were_forgotten_while_nobody_looked_are_not_waited_for(looking):
    Touch.objects.create(pk=looking.seen.last + 1, names="all a1")
    looking.at(timezone.now(), believed=0)
    Touch.objects.all().delete()
    Touch.objects.create(pk=50_000, names="all a2")

    seen, _edge = looking.at(timezone.now(), believed=0)

    assert seen.last == 50_000
    assert len(seen.missing) < LAST
    assert not looking.touched(["a1"], seen)


def test_a_process_holds_the_last_deeds_and_few_more(looking):
    for first in range(1, 2 * LAST, SPARE):
        Touch.objects.bulk_create(Touch(names=f"all a{number}") for number in range(first, first + SPARE))
        looking.at(timezone.now(), believed=0)

    assert LAST <= len(looking.names) <= LAST + SPARE
    assert len(looking.deeds["all"]) <= LAST + SPARE
    assert not looking.touched([f"a{2 * LAST}", "all"], looking.seen)
    assert looking.touched(["a0"], Seen())
