"""The front page is arranged in one go: what cannot stand there is told, and nobody is overwritten unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Event, Slot
from articles.models.event import Action
from articles.publishing import (
    FrontArrangedMeanwhile,
    NotArranged,
    Placed,
    arrange_front,
    arrangement,
    arrangings,
    place_on_front,
    put_away,
    withdraw,
)
from tests.factories import kill, make_article, make_edition, make_user, publish

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def editor():
    return make_user("editor", username="front")


@pytest.fixture
def stories():
    return [make_edition(headline=headline).article for headline in ("Первая", "Вторая", "Третья")]


def in_order(stories, until=None):
    return {position: Placed(story.pk, until) for position, story in enumerate(stories, 1)}


def reasons(refused):
    return {position: type(error).__name__ for position, error in refused.value.by_position.items()}


def test_stories_stand_where_an_editor_placed_them(stories, editor):
    until = timezone.now() + HOUR

    arrange_front("ru", {1: Placed(stories[0].pk), 4: Placed(stories[1].pk, until)}, by=editor)

    assert arrangement("ru") == {1: Placed(stories[0].pk), 4: Placed(stories[1].pk, until)}
    assert {slot.placed_by for slot in Slot.objects.all()} == {editor}
    assert arrangement("kk") == {}


def test_stories_change_places_in_one_go(stories, editor):
    arrange_front("ru", in_order(stories), by=editor)

    arrange_front("ru", in_order(reversed(stories)), by=editor)

    assert [slot.article for slot in Slot.objects.on_front("ru")] == stories[::-1]


def test_a_story_that_kept_its_place_keeps_who_placed_it_and_when(stories, editor):
    arrange_front("ru", in_order(stories), by=editor)
    kept = Slot.objects.get(position=1)

    arrange_front("ru", in_order(stories[:2][:1]), by=make_user("chief"))

    assert [(slot.pk, slot.placed_by, slot.placed_at) for slot in Slot.objects.all()] == [
        (kept.pk, editor, kept.placed_at)
    ]


def test_the_audit_tells_what_stood_in_each_changed_place_and_what_stands_there(stories, editor):
    until = timezone.now() + HOUR
    arrange_front("ru", in_order(stories[:2]), by=editor)

    event = arrange_front("ru", {1: Placed(stories[0].pk), 3: Placed(stories[2].pk, until)}, by=editor)

    assert (event.action, event.by, event.details["front"]) == (Action.FRONT_ARRANGED, editor, "ru")
    second = {"story": stories[1].pk, "headline": "Вторая", "until": None}
    third = {"story": stories[2].pk, "headline": "Третья", "until": until.isoformat()}
    assert event.details["places"] == {"2": [second, None], "3": [None, third]}
    assert [each.pk for each in arrangings("ru")] == [event.pk, event.pk - 1]
    assert arrangings("kk") == []


def test_saving_what_stands_there_is_no_event(stories, editor):
    arrange_front("ru", in_order(stories), by=editor)

    assert arrange_front("ru", in_order(stories), by=editor) is None
    assert Event.objects.filter(action=Action.FRONT_ARRANGED).count() == 1


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(stories, editor):
    first, second, third = stories
    arrange_front("ru", in_order([first]), by=editor)
    seen = arrangement("ru")
    arrange_front("ru", in_order([second]), by=editor, expects=seen)

    with pytest.raises(FrontArrangedMeanwhile) as refused:
        arrange_front("ru", in_order([third]), by=make_user("chief"), expects=seen)

    assert arrangement("ru") == in_order([second])
    assert refused.value.event.by == editor
    assert str(editor) in refused.value.messages[0]
    assert arrange_front("ru", in_order([third]), by=make_user("chief"), expects=arrangement("ru"))


def test_a_place_whose_time_ran_out_meanwhile_keeps_nobody_from_saving(stories, editor, time_machine):
    first, second, _third = stories
    arrange_front("ru", {1: Placed(first.pk, timezone.now() + HOUR)}, by=editor)
    seen = arrangement("ru")
    time_machine.move_to(timezone.now() + 2 * HOUR)

    arrange_front("ru", seen | {2: Placed(second.pk)}, by=editor, expects=seen)

    assert list(Slot.objects.values_list("position", "article")) == [(2, second.pk)]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("OtherLanguage", lambda: make_edition(language="kk").article),
        ("TakenFromReaders", lambda: withdraw(make_edition().article, by=None).article),
        ("TakenFromReaders", lambda: kill(make_edition().article, by=None).article),
        ("PutAway", lambda: put_away(make_article(), by=None)),
    ],
    ids=["another language", "withdrawn", "killed", "put away"],
)
def test_a_story_that_cannot_stand_there_is_refused_in_words(name, make, stories, editor):
    story = make()

    with pytest.raises(NotArranged) as refused:
        arrange_front("ru", {1: Placed(stories[0].pk), 2: Placed(story.pk)}, by=editor)

    assert reasons(refused) == {2: name}
    assert len(refused.value.messages) == 1
    assert arrangement("ru") == {}


def test_all_that_is_wrong_is_told_at_once_place_by_place(stories, editor):
    first, second, _third = stories
    places = {1: first.pk, 2: first.pk, 3: 10**17, 8: second.pk}
    wanted = {position: Placed(pk) for position, pk in places.items()}

    with pytest.raises(NotArranged) as refused:
        arrange_front("ru", wanted | {4: Placed(stories[2].pk, timezone.now() - HOUR)}, by=editor)

    assert reasons(refused) == {2: "PlacedTwice", 3: "UnknownStory", 4: "TimeIsOver", 8: "NoSuchPlace"}


@pytest.mark.parametrize("later", [False, True], ids=["a draft", "scheduled"])
def test_a_story_that_readers_will_see_may_wait_in_its_place(later, editor):
    article = make_article()
    if later:
        publish(article, by=editor, at=timezone.now() + HOUR)

    arrange_front("ru", in_order([article]), by=editor)

    assert arrangement("ru") == in_order([article])


def test_a_story_withdrawn_since_it_was_placed_keeps_nobody_from_arranging_the_rest(stories, editor):
    first, second, _third = stories
    arrange_front("ru", in_order([first]), by=editor)
    withdraw(first, by=editor)

    arrange_front("ru", in_order([first, second]), by=editor)

    assert arrangement("ru") == in_order([first, second])


def test_a_story_placed_by_one_click_pushes_the_others_down_to_the_next_free_place(stories, editor):
    first, second, third = stories
    other = make_edition(headline="Четвёртая").article
    arrange_front("ru", {1: Placed(first.pk), 2: Placed(second.pk), 4: Placed(third.pk)}, by=editor)

    place_on_front(other, 1, by=editor)

    assert arrangement("ru") == in_order([other, first, second, third])


def test_a_story_that_has_a_place_leaves_it_for_another(stories, editor):
    first, second, third = stories
    arrange_front("ru", in_order(stories), by=editor)

    place_on_front(third, 1, by=editor, until=timezone.now() + HOUR)

    assert {position: placed.article_id for position, placed in arrangement("ru").items()} == {
        1: third.pk,
        2: first.pk,
        3: second.pk,
    }


def test_the_last_of_a_full_page_is_pushed_out(editor):
    stories = [make_edition().article for _number in range(8)]
    arrange_front("ru", in_order(stories[:7]), by=editor)

    place_on_front(stories[7], 1, by=editor)

    assert arrangement("ru") == in_order([stories[7], *stories[:6]])


def test_one_click_into_no_place_is_refused(stories, editor):
    for position in (0, 8):
        with pytest.raises(NotArranged):
            place_on_front(stories[0], position, by=editor)
