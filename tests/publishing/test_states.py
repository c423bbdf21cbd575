"""Whose turn it is: handed in, returned with a note, approved; each once, by one version and one line of the audit."""

import pytest

from articles.models import Event
from articles.models.article import State
from articles.publishing import NoReason, WrongState, approve, give_back, hand_in, revert_to, save_draft
from tests.factories import make_article, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    article = make_article()
    save_draft(article, by=None)
    return article


def last_event(article):
    event = Event.objects.filter(article=article).first()
    return event.action, event.from_version, event.to_version, event.note


def test_a_story_handed_in_is_an_editors_turn(story):
    reporter = make_user("reporter")

    version = hand_in(story, by=reporter)

    story.refresh_from_db()
    assert (story.state, story.version, version.number) == (State.HANDED_IN, 2, 2)
    assert last_event(story) == ("handed_in", 1, 2, "")
    assert Event.objects.first().by == reporter


def test_a_returned_story_says_what_to_do_until_it_is_handed_in_again(story):
    hand_in(story, by=None)
    give_back(story, by=None, note=" Проверьте длину моста. ")

    story.refresh_from_db()
    assert (story.state, story.return_note) == (State.RETURNED, "Проверьте длину моста.")
    assert last_event(story) == ("returned", 2, 3, "Проверьте длину моста.")

    hand_in(story, by=None)

    story.refresh_from_db()
    assert (story.state, story.return_note) == (State.HANDED_IN, "")


def test_nothing_is_returned_without_a_word(story):
    hand_in(story, by=None)

    with pytest.raises(NoReason):
        give_back(story, by=None, note=" ")

    story.refresh_from_db()
    assert story.state == State.HANDED_IN


def test_an_approved_story_can_be_returned_and_an_editor_approves_an_own_draft(story):
    approve(story, by=None)
    give_back(story, by=None, note="Всё же проверьте.")

    story.refresh_from_db()
    assert story.state == State.RETURNED


def test_publishing_approves_and_the_note_is_done_with(story):
    hand_in(story, by=None)
    give_back(story, by=None, note="Проверьте.")

    publish(story, by=None)

    story.refresh_from_db()
    assert (story.state, story.return_note) == (State.APPROVED, "")


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (State.HANDED_IN, hand_in),
        (State.APPROVED, hand_in),
        (State.APPROVED, approve),
        (State.DRAFT, give_back),
        (State.RETURNED, give_back),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(state, verb):
    story = make_article(state=state)
    save_draft(story, by=None)
    options = {"note": "Проверьте."} if verb is give_back else {}

    with pytest.raises(WrongState):
        verb(story, by=None, **options)

    story.refresh_from_db()
    assert (story.state, story.version) == (state, 1)
    assert [event.action for event in Event.objects.all()] == ["saved"]


def test_a_turn_writes_nothing_that_was_not_saved(story):
    story.headline = "Не сохранено"

    hand_in(story, by=None)

    story.refresh_from_db()
    assert story.headline == "Мост открыт"


def test_an_earlier_text_changes_nobodys_turn(story):
    first = story.versions.get()
    story.headline = "Мост закрыт"
    save_draft(story, by=None)
    hand_in(story, by=None)

    revert_to(first, by=None)

    story.refresh_from_db()
    assert (story.headline, story.state) == ("Мост открыт", State.HANDED_IN)


@pytest.mark.parametrize("verb", [hand_in, approve], ids=["hand in", "approve"])
def test_a_turn_costs_the_same_however_long_the_history(story, verb, django_assert_max_num_queries):
    for number in range(20):
        story.headline = f"Мост {number}"
        save_draft(story, by=None)

    with django_assert_max_num_queries(20):
        verb(story, by=None)
