"""Who has a story open is shown to the others, and never in anybody's way."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from articles.models import Sitting
from articles.publishing import save_draft
from tests.admin.forms import beat, reload
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(politics, chief):
    article = make_article(headline="Мост открыт", section=politics)
    save_draft(article, by=chief)
    return article


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_two_people_at_one_story_are_told_of_each_other(desk, editor, chief, story, client):
    beat(desk, editor, story)
    client.force_login(chief)

    page = beat(client, chief, story)

    assert [(each.name, each.is_self) for each in page.context["around"].others] == [(str(editor), False)]


def test_the_second_tab_of_a_person_is_named_as_such(desk, editor, story):
    beat(desk, editor, story)

    assert [each.is_self for each in beat(desk, editor, story).context["around"].others] == [True]


def test_who_was_not_heard_of_for_a_minute_is_gone(desk, editor, story):
    with time_machine.travel(timezone.now() - timedelta(seconds=61)):
        beat(desk, editor, story)

    assert beat(desk, editor, story).context["around"].others == []


def test_a_form_that_says_farewell_is_gone_at_once_and_its_text_waits(desk, editor, story):
    empty, full = uuid4(), uuid4()
    beat(desk, editor, story, token=empty)
    beat(desk, editor, story, token=empty, left="1")
    beat(desk, editor, story, token=full, typed={"headline": ["Мост"]}, left="1")

    around = beat(desk, editor, story).context["around"]

    assert around.others == []
    assert [draft.token for draft in around.drafts] == [full]
    assert not Sitting.objects.filter(token=empty).exists()


def test_a_version_saved_at_ones_own_other_tab_is_told_too(desk, editor, story):
    base = story.version
    story.headline = "Мост закрыт"
    save_draft(story, by=editor)

    assert beat(desk, editor, story, version=base).context["around"].newer.made_by == editor


def test_a_version_saved_by_another_is_told(desk, editor, chief, story):
    base = story.version
    story.headline = "Мост закрыт"
    save_draft(story, by=chief)

    around = beat(desk, editor, story, version=base).context["around"]

    assert (around.newer.number, around.newer.made_by) == (story.version, chief)
    assert beat(desk, editor, reload(story)).context["around"].newer is None
