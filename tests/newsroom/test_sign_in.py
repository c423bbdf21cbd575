import re
import sys

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from newsroom import entrance
from tests.factories import make_user

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def sign_in(client, name="chief", password="pass", *, at="192.0.2.1", **sent):
    return client.post(LOGIN, {"login": name, "password": password, **sent}, REMOTE_ADDR=at)


def says(response, words):
    return str(words) in response.content.decode()


def try_wrong_passwords(name="chief", *, times=10, at="192.0.2.1"):
    return [sign_in(Client(), name, f"wrong-{number}", at=at) for number in range(times)]


def is_known(client):
    return client.get("/admin/").status_code == 200


@pytest.fixture
def chief(db):
    return make_user("chief", username="chief")


def test_after_ten_wrong_passwords_even_the_right_one_is_refused_for_a_while(client, chief):
    with time_machine.travel("2026-03-01 12:00", tick=False) as clock:
        wrong = try_wrong_passwords()
        refused = sign_in(client)
        clock.shift(301)
        let_in = sign_in(client)

    assert all(says(response, entrance.WRONG) for response in wrong)
    assert refused.status_code == 200
    assert says(refused, entrance.TOO_OFTEN)
    assert not says(refused, entrance.WRONG)
    assert let_in.status_code == 302


def test_a_stranger_at_another_address_does_not_lock_the_chief_out(client, chief):
    try_wrong_passwords(times=30, at="203.0.113.9")

    assert sign_in(client).status_code == 302


def test_one_persons_wrong_passwords_do_not_stop_a_colleague_at_the_same_address(client, chief):
    make_user("editor", username="editor")
    try_wrong_passwords("editor", times=11)

    assert sign_in(client).status_code == 302


def test_one_address_does_not_try_every_name_in_turn(client, chief):
    for number in range(25):
        try_wrong_passwords(f"name{number}", times=8)

    assert says(sign_in(client), entrance.TOO_OFTEN)
    assert sign_in(client, at="198.51.100.7").status_code == 302


@pytest.mark.parametrize("name", ["CHIEF", " chief ", "ｃｈｉｅｆ"])
def test_another_spelling_of_the_name_is_the_same_name(client, chief, name):
    try_wrong_passwords(name)

    assert says(sign_in(client), entrance.TOO_OFTEN)


def test_a_right_password_is_not_counted(client, chief):
    for _each in range(15):
        assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize("forged", ["198.51.100.{}", "198.51.100.{}, 10.0.0.1", "nonsense-{}"])
def test_a_forged_forwarding_header_does_not_escape_the_limit(client, chief, settings, forged):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    for number in range(10):
        client.post(LOGIN, {"login": "chief", "password": "no"}, headers={"x-forwarded-for": forged.format(number)})

    refused = client.post(LOGIN, {"login": "chief", "password": "pass"}, headers={"x-forwarded-for": "198.51.100.99"})

    assert says(refused, entrance.TOO_OFTEN)


def test_behind_a_proxy_only_what_the_proxy_itself_wrote_counts(client, chief, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        chain = f"198.51.100.{number}, 203.0.113.9"
        client.post(LOGIN, {"login": "chief", "password": "no"}, headers={"x-forwarded-for": chain})

    same = client.post(LOGIN, {"login": "chief", "password": "pass"}, headers={"x-forwarded-for": "203.0.113.9"})
    other = client.post(LOGIN, {"login": "chief", "password": "pass"}, headers={"x-forwarded-for": "192.0.2.1"})

    assert says(same, entrance.TOO_OFTEN)
    assert other.status_code == 302


def test_known_unknown_and_disabled_people_get_the_same_answer(client, chief):
    make_user("editor", username="former", is_active=False)
    answers = [
        re.sub(r'(csrfmiddlewaretoken" value|login" value)="[^"]*"', "", sign_in(Client(), *who).content.decode())
        for who in [("chief", "wrong"), ("nobody", "wrong"), ("former", "pass"), ("a@b.example", "wrong")]
    ]

    cleaned = {re.sub(r'value="(chief|nobody|former|a@b.example)"', "", answer) for answer in answers}

    assert len(cleaned) == 1
    assert str(entrance.WRONG) in cleaned.pop()


@pytest.mark.parametrize("name", ["nobody", "former"])
def test_an_unknown_name_costs_a_password_check_too(client, chief, name):
    make_user("editor", username="former", is_active=False)

    assert count_hashes(lambda: sign_in(client, name, "wrong")) == 1
    assert count_hashes(lambda: sign_in(client, "chief", "wrong")) == 1


def count_hashes(act):
    """How often a password was hashed, seen by a profiler and not by a substitute."""
    seen = []

    def watch(frame, event, _argument):
        if event == "call" and frame.f_code is MD5PasswordHasher.encode.__code__:
            seen.append(frame)

    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(None)
    return len(seen)


def test_whoever_is_signed_in_has_no_side_door_to_try_other_passwords(client, chief):
    sign_in(client)
    make_user("editor", username="editor")

    response = client.post("/admin/login/", {"username": "editor", "password": "pass"})

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    assert client.session["_auth_user_id"] == str(chief.pk)


@pytest.mark.parametrize(
    "path", ["signup/", "password/reset/", "email/", "inactive/", "password/set/", "login/code/", ""]
)
def test_what_is_not_used_of_the_library_stays_closed(client, chief, path):
    assert client.get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize("code", ["kk", "en"])
def test_the_entrance_speaks_the_language_that_was_asked_for(client, chief, code):
    asked = client.get(f"{LOGIN}?language={code}&next=/admin/articles/photo/")
    later = client.get(LOGIN)

    for response in (asked, later):
        assert f'<html lang="{code}"' in response.content.decode()
    assert "next=%2Fadmin%2Farticles%2Fphoto%2F" in asked.content.decode()
    assert asked.cookies[settings.LANGUAGE_COOKIE_NAME]["path"] == "/accounts/"


def test_the_entrance_speaks_no_language_that_it_does_not_know(client):
    response = client.get(f"{LOGIN}?language=xx")

    assert '<html lang="ru"' in response.content.decode()
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies
