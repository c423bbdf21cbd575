"""Each step asks once more on a page of its own, with the words that belong to it; nothing needs a script."""

import pytest

from articles.models import Edition, Event
from articles.publishing import save_draft
from tests.admin.forms import address
from tests.factories import kill, make_article, make_photo, publish


@pytest.fixture
def story(editor, politics):
    article = make_article(created_by=editor, section=politics)
    save_draft(article, by=editor)
    return article


def page(article, name: str) -> str:
    return f"/admin/articles/article/{article.pk}/{name}/"


def logged(article, action: str) -> str:
    return Event.objects.get(article=article, action=action).note


@pytest.mark.parametrize("reason", ["", "  "])
def test_nobody_kills_without_saying_why(client, chief, story, reason):
    edition = publish(story, by=chief)
    client.force_login(chief)

    response = client.post(page(story, "kill"), {"reason": reason})

    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert Edition.objects.live().filter(pk=edition.pk).exists()


def test_a_kill_is_one_action_with_a_reason_that_is_logged_and_readers_are_not_told(client, chief, story):
    edition = publish(story, by=chief)
    client.force_login(chief)
    assert 'name="reason"' in client.get(page(story, "kill")).content.decode()

    client.post(page(story, "kill"), {"reason": "По решению суда."})

    gone = client.get(edition.get_absolute_url())
    assert logged(story, "killed") == "По решению суда."
    assert gone.status_code == 410
    assert "суда" not in gone.content.decode()
    assert edition.headline not in gone.content.decode()


@pytest.mark.parametrize("note", ["", "Автор просил."])
def test_withdrawing_takes_a_note_or_none(client, editor, story, note):
    publish(story, by=editor)
    client.force_login(editor)
    assert 'name="note"' in client.get(page(story, "withdraw")).content.decode()

    client.post(page(story, "withdraw"), {"note": note})

    assert not Edition.objects.live().exists()
    assert logged(story, "withdrawn") == note


def test_publishing_what_was_saved_says_what_there_is_to_pass_over(client, editor, story):
    client.force_login(editor)

    looked = client.get(page(story, "publish"))
    refused = client.post(page(story, "publish"), {"version": story.version})

    assert looked.context["troubles"] == refused.context["troubles"]
    assert len(looked.context["troubles"]) == 2
    assert not Edition.objects.exists()

    client.post(page(story, "publish"), {"version": story.version, "reason": "Срочно."})

    assert Edition.objects.live().count() == 1
    assert logged(story, "published") == "Срочно."


def test_a_fit_story_needs_no_reason(client, editor, politics):
    story = make_article(section=politics, photo=make_photo(), tags=["Мост"])
    save_draft(story, by=editor)
    client.force_login(editor)
    assert 'name="reason"' not in client.get(page(story, "publish")).content.decode()

    client.post(page(story, "publish"), {"version": story.version})

    assert Edition.objects.live().count() == 1


def test_what_was_saved_after_looking_is_not_published_unseen(client, editor, story):
    client.force_login(editor)
    read = story.version
    story.lead = "Другой лид"
    save_draft(story, by=None)

    response = client.post(page(story, "publish"), {"version": read, "reason": "Срочно."})

    assert (response.status_code, response.url) == (302, address(story))
    assert not Edition.objects.exists()


def test_undoing_a_kill_asks_for_nothing(client, chief, story):
    publish(story, by=chief)
    kill(story, by=chief)
    client.force_login(chief)
    assert "<textarea" not in client.get(page(story, "undo")).content.decode()

    client.post(page(story, "undo"))

    assert Edition.objects.live().count() == 1
