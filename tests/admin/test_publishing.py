"""From the form to readers: now, at a time, until a time; and a refusal that loses nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Edition
from articles.models.article import State
from articles.publishing import save_draft
from tests.admin.forms import ADD, address, fields_of, reload, send
from tests.factories import REASON, kill, make_article, make_photo, publish


@pytest.fixture
def story(editor):
    article = make_article(created_by=editor)
    save_draft(article, by=editor)
    return article


def later(**delta) -> dict:
    """The day and the time as the browser's inputs send them."""
    at = timezone.localtime() + timedelta(**delta)
    return {"0": f"{at:%Y-%m-%d}", "1": f"{at:%H:%M}"}


def test_publishing_a_new_story_at_once(client, editor, politics):
    client.force_login(editor)

    response = send(client, ADD, "_publish", headline="Мост открыт", body="<p>Утром.</p>", section=str(politics.pk))

    edition = Edition.objects.live().get()
    assert edition.content["headline"] == "Мост открыт"
    assert (edition.published_by, edition.version.kind, edition.version.number) == (editor, "publish", 1)
    assert reload(edition.article).state == State.APPROVED
    assert edition.get_absolute_url() in client.get(response.url).content.decode()


def test_a_story_without_a_section_is_not_published_and_nothing_is_lost(client, chief):
    client.force_login(chief)

    response = send(client, ADD, "_publish", headline="Мост", lead="Лид цел", note="", body="<p>Текст цел.</p>")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Лид цел" in page
    assert "Текст цел." in page
    assert len(response.context["adminform"].form.non_field_errors()) == 1
    assert not Edition.objects.exists()


def test_every_reason_is_said_at_once(client, chief, story):
    client.force_login(chief)
    photo = make_photo(alt="")

    response = send(client, address(story), "_publish", section="", photo=str(photo.pk))

    assert len(response.context["adminform"].form.non_field_errors()) == 2


def test_a_time_that_has_passed_is_refused_in_words(client, editor, story):
    client.force_login(editor)
    day_before = later(days=-1)

    response = send(client, address(story), "_publish", publish_at_0=day_before["0"], publish_at_1=day_before["1"])

    assert response.status_code == 200
    assert day_before["0"] in response.content.decode()
    assert not Edition.objects.exists()


def test_half_a_time_is_refused_in_words(client, editor, story):
    client.force_login(editor)

    assert send(client, address(story), "_publish", publish_at_0=later(days=1)["0"]).status_code == 200
    assert not Edition.objects.exists()


def test_scheduling_and_ending_at_a_time(client, editor, story):
    client.force_login(editor)
    start, end = later(hours=1), later(days=2)

    times = {"publish_at_0": start["0"], "publish_at_1": start["1"], "until_0": end["0"], "until_1": end["1"]}
    response = send(client, address(story), "_publish", **times)

    edition = Edition.objects.get()
    assert response.status_code == 302
    assert f"{timezone.localtime(edition.visible_from):%Y-%m-%d %H:%M}" == f"{start['0']} {start['1']}"
    assert f"{timezone.localtime(edition.visible_until):%Y-%m-%d %H:%M}" == f"{end['0']} {end['1']}"
    assert start["1"] in str(next(iter(client.get(response.url).context["messages"])))


def test_a_correction_tells_readers_what_was_wrong(client, editor, story):
    publish(story, by=editor)
    client.force_login(editor)

    send(
        client,
        address(story),
        "_publish",
        headline="Мост закрыт",
        change="correction",
        note="Мост закрыт.",
    )

    live = Edition.objects.live().get()
    assert (live.number, live.change, live.public_note) == (2, "correction", "Мост закрыт.")


def test_what_changed_is_asked_only_when_readers_saw_the_story(client, editor, story):
    client.force_login(editor)

    assert 'name="change"' not in client.get(address(story)).content.decode()

    publish(story, by=editor)

    assert 'name="change"' in client.get(address(story)).content.decode()


@pytest.fixture
def waiting(story, editor):
    """Readers see the first text; a second waits for tomorrow."""
    publish(story, by=editor)
    return publish(story, by=editor, at=timezone.now() + timedelta(days=1))


def test_publishing_while_another_edition_waits_asks_which(client, editor, story, waiting):
    client.force_login(editor)

    response = send(client, address(story), "_publish", lead="Правка, которая не пропадёт")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Правка, которая не пропадёт" in page
    assert 'name="waiting"' in page
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(("answer", "waits"), [("replace", False), ("keep", True)])
def test_the_answer_decides_what_becomes_of_the_waiting_text(client, editor, story, waiting, answer, waits):
    client.force_login(editor)

    response = send(client, address(story), "_publish", lead="Правка", waiting=answer)

    assert response.status_code == 302
    assert Edition.objects.live().get().content["lead"] == "Правка"
    assert Edition.objects.waiting().exists() == waits


def step(client, article, name):
    return client.post(f"/admin/articles/article/{article.pk}/{name}/", {"reason": REASON})


def test_withdrawing_and_cancelling(client, editor, story, waiting):
    client.force_login(editor)

    step(client, story, "cancel")

    assert not Edition.objects.waiting().exists()
    assert Edition.objects.live().exists()

    step(client, story, "withdraw")

    assert not Edition.objects.live().exists()


def test_undoing_a_kill_brings_back_what_readers_saw(client, chief, story):
    publish(story, by=chief)
    kill(story, by=chief)
    client.force_login(chief)

    step(client, story, "undo")

    assert Edition.objects.live().get().content["headline"] == "Мост открыт"


@pytest.mark.parametrize("name", ["withdraw", "cancel", "kill", "undo"])
def test_a_step_that_makes_no_sense_is_a_sentence(client, chief, story, name):
    client.force_login(chief)

    response = step(client, story, name)

    assert (response.status_code, response.url) == (302, address(story))
    assert [message.level_tag for message in client.get(response.url).context["messages"]] == ["error"]


def test_only_steps_that_make_sense_are_offered(client, chief, story):
    client.force_login(chief)

    assert "/withdraw/" not in client.get(address(story)).content.decode()

    publish(story, by=chief)
    page = client.get(address(story)).content.decode()

    assert "/withdraw/" in page
    assert "/kill/" in page
    assert "/undo/" not in page
    assert "/cancel/" not in page


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_the_same_form_sent_twice_publishes_once(client, editor, politics, state):
    story = make_article(created_by=editor, section=politics, state=state)
    save_draft(story, by=editor)
    client.force_login(editor)
    fields = fields_of(client.get(address(story)).content, "article_form") | {"_publish": "1", "reason": REASON}

    first, second = client.post(address(story), fields), client.post(address(story), fields)

    assert first.status_code == 302
    assert Edition.objects.count() == 1
    if second.status_code == 200:
        assert len(second.context["adminform"].form.non_field_errors()) == 1
        fields = fields_of(second.content, "article_form") | {"_publish": "1", "reason": REASON}
        client.post(address(story), fields)
        assert Edition.objects.count() == 2


def test_a_warning_asks_for_its_reason_in_the_form(client, editor, story):
    client.force_login(editor)
    assert 'name="reason"' not in client.get(address(story)).content.decode()

    response = send(client, address(story), "_publish", lead="Лид цел", reason="")

    page = response.content.decode()
    assert 'name="reason"' in page
    assert "Лид цел" in page
    assert len(response.context["adminform"].form.non_field_errors()) == 2
    assert not Edition.objects.exists()
