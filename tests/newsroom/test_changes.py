"""What a process believes of the deeds and of the clock while it looks, after it has looked, and when a look failed."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from newsroom import changes
from newsroom.changes import Changes
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


def test_an_edge_of_the_clock_is_not_lost_where_the_database_failed_while_it_was_asked_for(
    looking, scheduled, monkeypatch
):
    def fail(_at):
        raise OperationalError("gone for a moment")

    with monkeypatch.context() as broken:
        broken.setattr(changes, "next_edge", fail)
        looking.at(timezone.now(), believed=0)

    assert looking.at(timezone.now(), believed=0)[1] == scheduled


def test_whoever_is_told_of_a_deed_is_told_the_edge_that_came_with_it(looking, scheduled, monkeypatch):
    told, next_edge = [], changes.next_edge

    def ask(at):
        told.append(looking.at(timezone.now(), believed=60))  # another thread, which goes by the last look
        return next_edge(at)

    old = looking.seen, looking.edge
    with monkeypatch.context() as watched:
        watched.setattr(changes, "next_edge", ask)
        looking.at(timezone.now(), believed=0)

    assert told == [old]
    assert looking.edge == scheduled
