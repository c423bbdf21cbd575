"""Only what says something else than the version it was typed over is kept and offered again."""

from uuid import uuid4

import pytest

from articles.models import Sitting
from articles.publishing import hand_in, save_draft
from tests.admin.forms import ADD, address, beat, send, typed_in

pytestmark = pytest.mark.django_db


def test_a_form_in_which_nothing_was_typed_is_not_offered(desk, editor, story):
    asked = {"publish_at_0": ["2030-01-02"], "change": ["correction"], "waiting": ["keep"], "return_note": [""]}
    beat(desk, editor, story, typed=typed_in(desk, address(story), **asked))
    beat(desk, editor, story, typed=typed_in(desk, address(story)), left="1")
    beat(desk, editor, typed=typed_in(desk, ADD))

    assert not Sitting.objects.typed().exists()
    assert "/take/" not in desk.get(address(story)).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"body": ["<p>Мост открыли утром!</p>"]},
        {"tags": ["мосты"]},
        {"dateline_on": ["2026-01-02"]},
        {"section": [""]},
        {"genre": ["analysis"]},
        {"bylines_author": [""], "bylines_role": [""]},
        {"embargo_until_0": ["2030-01-02"], "embargo_until_1": ["10:00"]},
    ],
)
def test_one_change_is_enough_to_be_kept(desk, editor, story, changes):
    beat(desk, editor, story, typed=typed_in(desk, address(story), **changes))

    assert Sitting.objects.typed().exists()


def test_text_that_was_typed_and_taken_back_is_not_offered(desk, editor, story):
    typed, token = typed_in(desk, address(story)), uuid4()
    beat(desk, editor, story, token=token, typed=typed | {"headline": ["Мост закрыт"]})

    beat(desk, editor, story, token=token, typed=typed)

    assert not Sitting.objects.typed().exists()


def test_text_over_a_version_that_is_no_longer_the_newest_is_compared_with_its_own(desk, editor, chief, story):
    typed, base = typed_in(desk, address(story)), story.version
    story.headline = "Мост закрыт"
    save_draft(story, by=chief)

    beat(desk, editor, story, version=base, typed=typed)
    assert not Sitting.objects.typed().exists()
    beat(desk, editor, story, version=base, typed=typed | {"headline": ["Мост закрыт"]})
    assert Sitting.objects.typed().exists()


@pytest.mark.parametrize("button", ["_publish", "_return", "_approve"])
def test_a_step_that_was_taken_forgets_what_was_typed_before_it(desk, editor, chief, story, button):
    hand_in(story, by=chief)
    token = uuid4()
    beat(desk, editor, story, token=token, typed=typed_in(desk, address(story), headline=["Мост закрыт"]))

    response = send(desk, address(story), button, sitting=str(token), return_note="Кто сказал?")

    assert response.status_code == 302
    assert not Sitting.objects.typed().exists()
