"""The form of a new story that got no answer is sent again: the story is made once, whenever the second one comes."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article, Edition, User
from tests.admin.forms import ADD, address, beat, fields_of
from tests.factories import REASON, make_section, make_user

FORMS = 3


@pytest.fixture
def form(client):
    politics = make_section()
    editor = make_user("editor", sections=[politics], desk_language="en")
    client.force_login(editor)
    typed = {"headline": ["Мост открыт"], "lead": ["Движение пущено."], "body": ["<p>Мост открыли утром.</p>"]}
    said = {"section": [str(politics.pk)], "reason": [REASON], "sitting": [str(uuid4())], "_publish": ["1"]}
    return fields_of(client.get(ADD).content, "article_form") | typed | said


@pytest.mark.django_db
def test_another_text_from_the_same_form_is_another_story(client, form):
    client.post(ADD, form)
    client.post(ADD, form | {"headline": ["Мост закрыт"]})

    assert Article.objects.count() == Edition.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("button", ["_publish", "_save"])
def test_a_form_that_is_sent_again_leads_to_the_story_that_it_has_made(client, form, button):
    client.post(ADD, form)
    del form["_publish"]
    answer = client.post(ADD, form | {button: ["1"]}, follow=True)

    story, edition = Article.objects.get(), Edition.objects.get()
    assert answer.redirect_chain == [(address(story), 302)]
    assert f'Readers see it now: <a href="{edition.get_absolute_url()}">' in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("button", ["_save", "_publish", "_preview"])
def test_a_draft_that_is_sent_again_keeps_the_time_that_was_typed_for_it(client, form, button):
    del form["_publish"]
    form |= {"publish_at_0": ["2030-01-02"], "publish_at_1": ["10:00"]}
    client.post(ADD, form | {"_save": ["1"]})

    answer = client.post(ADD, form | {button: ["1"]}, follow=True)

    assert Article.objects.count() == 1
    assert "publish_at_0=2030-01-02&publish_at_1=10%3A00" in answer.redirect_chain[0][0]
    assert ("Nothing is published yet" in answer.text) == (button == "_publish")
    assert ("/preview/" in answer.redirect_chain[0][0]) == (button == "_preview")
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_nobody_is_led_to_the_story_of_another_by_the_number_of_a_form(client, form):
    client.post(ADD, form)
    client.force_login(make_user("chief"))
    form = {**form, "csrfmiddlewaretoken": fields_of(client.get(ADD).content, "article_form")["csrfmiddlewaretoken"]}

    client.post(ADD, form)

    assert Article.objects.count() == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("is_known", [False, True])
def test_a_form_that_is_sent_again_while_it_is_being_saved_makes_one_story(client, form, is_known):
    if is_known:
        beat(client, User.objects.get(), token=form["sitting"][0], typed={"headline": ["Мост"]})

    def sent(_number: int) -> int:
        window = Client()
        window.cookies = client.cookies
        try:
            return window.post(ADD, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(FORMS) as threads:
        assert list(threads.map(sent, range(FORMS))) == [302] * FORMS

    assert Article.objects.count() == Edition.objects.count() == 1
