"""What one process had seen, judged by another: the order is the database's, and late commits are noticed."""

import pytest
from django.utils import timezone

from articles.models import Touch
from newsroom import changes
from newsroom.changes import Changes, Seen

pytestmark = pytest.mark.django_db


def looked() -> Changes:
    made = Changes()
    made.at(timezone.now())
    return made


def look_again(process: Changes) -> Seen:
    return process.at(timezone.now(), believed=0)[0]


def test_a_process_that_begins_later_judges_what_one_before_it_had_seen():
    Touch.objects.create(names="all a1")
    seen = looked().seen
    Touch.objects.create(names="all a2")

    later = looked()

    assert later.touched(["a2", "site"], seen)
    assert not later.touched(["a1", "site"], seen)


def test_a_deed_that_was_committed_late_had_not_been_seen_by_whoever_looked_before():
    first = Touch.objects.create(names="all a1")
    late = first.pk + 1
    Touch.objects.create(pk=late + 1, names="all a2")
    seen = looked().seen

    Touch.objects.create(pk=late, names="all a3")

    other = looked()
    assert other.touched(["a3"], seen)
    assert not other.touched(["a1", "a2"], seen)
    assert not other.touched(["a3"], other.seen)


def test_one_that_was_begun_before_all_that_a_process_knows_is_noticed_too():
    held = Touch.objects.create(names="all a1").pk
    Touch.objects.all().delete()
    Touch.objects.create(pk=held + 1, names="all a2")
    process = looked()
    seen = process.seen

    Touch.objects.create(pk=held, names="all a1")
    look_again(process)

    assert process.touched(["a1"], seen)


def test_whoever_had_seen_less_than_is_remembered_is_not_believed(monkeypatch):
    monkeypatch.setattr(changes, "LAST", 3)
    Touch.objects.create(names="all a1")
    process = looked()
    seen = process.seen

    for number in range(2, 12):
        Touch.objects.create(names=f"all a{number}")
        look_again(process)

    assert process.touched(["a1"], seen)
    assert not process.touched(["a1"], process.seen)
    assert len(process.names) <= 6


def test_a_look_at_which_nothing_is_new_is_one_query(django_assert_num_queries):
    Touch.objects.create(names="all a1")
    process = looked()

    with django_assert_num_queries(1):
        look_again(process)


def test_what_is_forgotten_in_the_table_changes_nothing_for_who_knows_it():
    Touch.objects.create(names="all a1")
    Touch.objects.create(names="all a2")
    process = looked()
    seen = process.seen

    Touch.objects.filter(names="all a1").delete()

    assert look_again(process) == seen
