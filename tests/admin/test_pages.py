"""How the desk's pages are put together: scripts and their permission, names, language, doors."""

import re

import pytest
from django.conf import settings

from tests.admin.forms import ADD, address
from tests.factories import make_article, make_user


def test_the_form_loads_the_editor_and_the_theme(client, editor):
    client.force_login(editor)

    page = client.get(ADD).content.decode()

    for name in (
        "desk/desk.css",
        "desk/story.css",
        "desk/editor.css",
        "django_prose_editor/configurable.js",
        "desk/form.js",
    ):
        assert name in page, name
    assert page.index("admin/css/forms.css") < page.index("desk/desk.css")
    assert '"desk/editor/extensions"' in page


@pytest.mark.parametrize("name", ["breaking_until", "embargo_until", "headline", "bylines", "tags"])
def test_words_in_the_address_of_a_new_story_fill_nothing(client, editor, name):
    client.force_login(editor)

    form = client.get(ADD, {name: "x"}).context["adminform"].form

    assert not form[name].value()


def test_every_script_in_the_page_carries_the_nonce_that_the_policy_names(client, editor):
    client.force_login(editor)

    response = client.get(ADD)

    policy = response["Content-Security-Policy"]
    nonce = re.search(r"script-src [^;]*'nonce-([^']+)'", policy)[1]
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", response.content.decode())
    assert inline
    assert all(f'nonce="{nonce}"' in tag for tag in inline)


@pytest.mark.parametrize(
    "url", ["/admin/", "/admin/articles/article/", ADD, "/admin/articles/photo/add/", "/accounts/login/"]
)
def test_pages_have_no_handlers_and_no_scripts_that_the_policy_would_stop(client, editor, url):
    if "login" not in url:
        client.force_login(editor)

    page = client.get(url).content.decode()

    assert not re.search(r"<[^>]+\son\w+=", page)
    assert not re.search(r"<script(?![^>]*\b(src|nonce)=)[^>]*>", page)


def test_the_editors_words_come_with_the_admins_own(client, editor):
    client.force_login(editor)

    response = client.get("/admin/jsi18n/")

    assert response["Content-Type"].startswith("text/javascript")
    assert "gettext" in response.content.decode()


def test_the_header_bears_the_newsrooms_name_and_its_nouns_in_order(client, chief):
    client.force_login(chief)

    page = client.get("/admin/").content.decode()

    assert settings.NEWSROOM_NAME in page
    nouns = re.findall(r'<a href="/admin/articles/(\w+)/"', page)
    assert nouns[:8] == ["article", "slot", "photo", "section", "tag", "author", "place", "user"]


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_desk_speaks_the_persons_language(client, db, language):
    client.force_login(make_user("chief", desk_language=language))

    assert f'<html lang="{language}"' in client.get("/admin/").content.decode()


def test_signing_in_by_name_and_password(client, editor):
    page = client.get("/accounts/login/").content.decode()

    assert 'name="login"' in page
    assert 'name="password"' in page
    assert client.post("/accounts/login/", {"login": "editor", "password": "wrong"}).status_code == 200

    response = client.post("/accounts/login/", {"login": "editor", "password": "pass"})

    assert (response.status_code, response.url) == (302, "/admin/")


def test_a_wrong_password_is_a_sentence(client, editor):
    page = client.post("/accounts/login/", {"login": "editor", "password": "wrong"}).content.decode()

    assert "errorlist" in page
    assert 'value="editor"' in page


def test_the_sign_in_returns_to_where_somebody_was_going(client, editor):
    story = make_article()
    asked = client.get(address(story), follow=True)

    response = client.post(
        asked.request["PATH_INFO"] + "?" + asked.request["QUERY_STRING"], {"login": "editor", "password": "pass"}
    )

    assert response.url == address(story)


def test_the_password_page_is_in_our_dress(client, editor):
    client.force_login(editor)

    assert "desk/entrance.css" in client.get("/accounts/password/change/").content.decode()
