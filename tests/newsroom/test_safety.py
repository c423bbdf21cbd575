"""What holds for every answer of the site, whoever asks and whatever they send along."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import make_author, make_edition, make_section, make_standing_page, make_user
from tests.gate.exits import PUBLIC

pytestmark = pytest.mark.django_db

DESK = ["/admin/", "/admin/articles/article/", "/admin/articles/article/add/", "/accounts/login/"]
OWN_FILES = [
    "/.git/config",
    "/.env",
    "/manage.py",
    "/pyproject.toml",
    "/newsroom/settings.py",
    "/static/",
    "/static/../.env",
    "/static/%2e%2e/manage.py",
    "/media/",
    "/media/../newsroom.sqlite3",
    "/media/%2e%2e/newsroom.sqlite3",
    "/originals/",
    "/var/newsroom.sqlite3",
]
SENT_ALONG = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-Port": "1",
    "X-Forwarded-Prefix": "/evil",
    "X-Original-URL": "/evil",
    "X-Rewrite-URL": "/evil",
    "X-HTTP-Method-Override": "DELETE",
    "Forwarded": "host=evil.example;proto=gopher",
    "X-Forwarded-For": "evil.example",
    "True-Client-IP": "evil.example",
    "Accept-Language": "evil",
    "Origin": "https://evil.example",
    "Referer": "https://evil.example/",
    "User-Agent": "evil",
    "Cookie": "evil=evil; __Host-session=evil; session=evil; language=evil; messages=evil",
}


@pytest.fixture
def story(time_machine):
    time_machine.move_to("2026-03-01T12:00:00+05:00", tick=False)  # the news line tells the time
    make_standing_page()
    return make_edition(
        headline="Мост открыт",
        section=make_section("politics"),
        tags=["мост"],
        authors=[make_author("desk")],
    ).article


def test_every_public_answer_says_what_it_is_and_in_which_letters(client, story):
    for address in PUBLIC.values():
        response = client.get(address(story))

        kind = response["Content-Type"]
        assert re.fullmatch(r"(text|application)/[\w.+-]+(; charset=utf-8)?", kind)
        assert kind.endswith(("charset=utf-8", "json"))
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_what_is_sent_along_gets_into_no_page_and_changes_none(client, story):
    for address in PUBLIC.values():
        plain = client.get(address(story))

        answer = client.get(address(story), headers=SENT_ALONG)

        assert answer.status_code == plain.status_code == 200
        assert answer.content == plain.content
        assert b"evil" not in answer.content
        assert not [header for header in answer.headers if header.startswith("Access-Control-")]


@pytest.mark.parametrize("path", DESK)
def test_the_desk_is_kept_nowhere_and_read_by_no_other_site(path):
    desk = Client()
    desk.force_login(make_user("chief"))

    response = desk.get(path, headers={"Origin": "https://evil.example"})

    assert {"no-store", "private"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    assert not [header for header in response.headers if header.startswith("Access-Control-")]


@pytest.mark.parametrize("tail", ["story.css", "..%2fstatic%2fsite.css", ";a.css", "%0a.css", "?a.css", ".js"])
@pytest.mark.parametrize("path", ["/admin/", "/admin/articles/article/", "/accounts/login/"])
def test_no_page_of_the_desk_passes_for_a_file(path, tail):
    desk = Client()
    desk.force_login(make_user("chief"))

    response = desk.get(path + tail)

    assert response.status_code == 404 or "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", OWN_FILES)
def test_the_projects_own_files_have_no_address(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "PURGE"])
def test_a_page_is_only_ever_read(client, story, method):
    assert client.generic(method, "/").status_code == 405
    assert client.generic(method, PUBLIC["story"](story)).status_code == 405


def test_the_key_of_a_session_cannot_be_guessed(client):
    keys = set()
    for _ in range(20):
        client.force_login(make_user("chief"))
        keys.add(client.session.session_key)

    assert len(keys) == 20
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)  # 165 bits
    assert len(set("".join(keys))) == 36


def test_signing_out_makes_the_browser_forget_the_desks_pages(client):
    client.force_login(make_user("chief"))

    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize(
    "password", ["  пробел спереди и сзади  ", "Ж" * 200, "31415926535897932384", "🕊️ мир, труд, май"]
)
def test_a_password_of_any_signs_is_taken_as_it_was_typed(client, password):
    make_user("chief", username="chief")
    client.post("/accounts/login/", {"login": "chief", "password": "pass"})

    client.post("/accounts/password/change/", {"oldpassword": "pass", "password1": password, "password2": password})

    assert not signs_in(password.strip()[:-1])
    assert password.strip() == password or not signs_in(password.strip())
    assert signs_in(password)


@pytest.mark.parametrize("password", ["elevensigns", "qwertyuiop123", "pass"])
def test_a_short_or_a_common_password_is_refused(client, password):
    make_user("chief", username="chief")
    client.post("/accounts/login/", {"login": "chief", "password": "pass"})

    sent = {"oldpassword": "pass", "password1": password, "password2": password}
    response = client.post("/accounts/password/change/", sent)

    assert response.status_code == 200
    assert response.context["form"].errors["password1"]


def test_the_old_password_is_asked_for_with_a_new_one(client):
    make_user("chief", username="chief")
    client.post("/accounts/login/", {"login": "chief", "password": "pass"})
    new = {"password1": "кедр-и-снег-2021", "password2": "кедр-и-снег-2021"}

    client.post("/accounts/password/change/", new)
    client.post("/accounts/password/change/", {"oldpassword": "wrong", **new})

    assert signs_in("pass")


def test_a_password_is_hidden_as_it_is_typed_and_may_be_filled_in_by_a_program(client):
    entrance = client.get("/accounts/login/").content.decode()
    client.force_login(make_user("chief"))
    change = client.get("/accounts/password/change/").content.decode()

    fields = re.findall(r'<input[^>]*name="[a-z]*password\d?"[^>]*>', entrance + change)
    assert len(fields) == 4
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)


def signs_in(password: str) -> bool:
    return Client().post("/accounts/login/", {"login": "chief", "password": password}).status_code == 302


RUNS_TEXT = {"eval", "exec", "compile", "__import__", "system", "popen"}
WEAK = {"md5", "sha1", "new"}


def test_nothing_runs_what_somebody_sent():
    """No text becomes a program, a command line or an object; no hash is one that can be forged."""
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] + [getattr(node, "module", "") or ""]
                assert not {"pickle", "marshal", "shelve", "yaml", "xml.etree.ElementTree", "xml.sax"} & set(names), (
                    path
                )
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                on = getattr(getattr(node.func, "value", None), "id", "")
                is_method = isinstance(node.func, ast.Attribute) and on not in ("os", "builtins")
                assert name not in RUNS_TEXT or is_method, f"{path}:{node.lineno}"
                assert not (on == "hashlib" and name in WEAK), f"{path}:{node.lineno}"
                assert not any(word.arg == "shell" for word in node.keywords), f"{path}:{node.lineno}"


def test_no_script_makes_markup_or_programs_of_text():
    for path in (settings.BASE_DIR / "static").rglob("*.js"):
        text = path.read_text()
        for word in (
            r"\beval\(",
            r"new Function\(",
            r"document\.write",
            r"\.(inner|outer)HTML\s*=[^=]",
            "insertAdjacentHTML",
        ):
            assert not re.search(word, text), f"{path}: {word}"


def python_files() -> list[Path]:
    rooms = [settings.BASE_DIR / name for name in ("articles", "newsroom", "subscriptions")]
    return list(chain.from_iterable(room.rglob("*.py") for room in rooms))
