import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import get_resolver

from newsroom import checks, entrance
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PAGE = {"accept": "text/html"}
DESK = ["/admin/", "/admin/articles/article/", "/admin/articles/user/", "/admin/jsi18n/x", "/admin/no/such/"]


@pytest.fixture
def chief(db):
    return make_user("chief", username="chief")


@pytest.fixture
def demanded(settings):
    settings.NEWSROOM_SECOND_FACTOR = "demanded"


def sign_in(client):
    return client.post("/accounts/login/", {"login": "chief", "password": "pass"})


def code(secret, *, ago=0):
    while time.time() % 30 > 27:  # the half-minute must not end before the code is looked at
        time.sleep(0.1)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - ago))


def set_up_app(client):
    """As a person does: the password once more, then the code. Answers the secret."""
    client.post("/accounts/confirm/", {"password": "pass"})
    page = client.get("/accounts/second-factor/totp/activate/").content.decode()
    secret = re.search(r"entrance-secret\">(\w+)<", page)[1]
    response = client.post("/accounts/second-factor/totp/activate/", {"code": code(secret, ago=1)})
    assert response.headers["Location"] == "/accounts/second-factor/recovery-codes/"
    return secret


def recovery_codes(client):
    page = client.get("/accounts/second-factor/recovery-codes/").content.decode()
    return re.findall(r"<li><code>(\d+)</code>", page)


def give_code(client, given):
    return client.post("/accounts/second-factor/authenticate/", {"code": given})


def opens(client):
    return client.get("/admin/", headers=PAGE).status_code == 200


def test_where_it_is_only_offered_the_desk_opens_without_one(client, chief):
    sign_in(client)

    assert opens(client)


def test_whoever_has_one_is_asked_for_it(client, chief):
    sign_in(client)
    secret = set_up_app(client)
    other = Client()

    assert sign_in(other).headers["Location"] == "/accounts/second-factor/authenticate/"
    assert not opens(other)
    assert str(entrance.WRONG_CODE) in give_code(other, "000000").content.decode()
    assert not opens(other)
    assert give_code(other, code(secret)).headers["Location"] == "/admin/"
    assert opens(other)


def test_the_second_factor_leads_to_where_one_was_going_and_to_no_other_site(client, chief):
    sign_in(client)
    secret = set_up_app(client)
    there, elsewhere = Client(), Client()
    wanted = {there: "/admin/articles/photo/", elsewhere: "//evil.example/"}
    for each, path in wanted.items():
        each.post("/accounts/login/", {"login": "chief", "password": "pass", "next": path})

    assert give_code(there, code(secret)).headers["Location"] == "/admin/articles/photo/"
    assert give_code(elsewhere, recovery_codes(client)[0]).headers["Location"] == "/admin/"


def test_a_code_opens_once(client, chief):
    sign_in(client)
    secret = set_up_app(client)
    first, second = Client(), Client()
    given = code(secret)
    for each in (first, second):
        sign_in(each)

    assert give_code(first, given).status_code == 302
    assert give_code(second, given).status_code == 200


def test_a_recovery_code_opens_once(client, chief):
    sign_in(client)
    set_up_app(client)
    given = recovery_codes(client)[0]
    first, second = Client(), Client()
    for each in (first, second):
        sign_in(each)

    assert give_code(first, given).status_code == 302
    assert give_code(second, given).status_code == 200


def test_codes_are_not_tried_without_end(client, chief):
    sign_in(client)
    secret = set_up_app(client)
    other = Client()
    sign_in(other)
    for number in range(10):
        give_code(other, f"{number:06}")

    assert str(entrance.TOO_OFTEN) in give_code(other, code(secret)).content.decode()


@pytest.mark.parametrize("path", DESK)
def test_where_it_is_demanded_no_page_of_the_desk_opens_without_one(client, chief, demanded, path):
    sign_in(client)

    assert client.get(path, headers=PAGE).headers["Location"] == "/accounts/second-factor/"


def test_every_address_of_the_desk_is_closed(client, chief, demanded):
    sign_in(client)
    article = make_article()
    addresses = [f"/admin/{pattern}" for pattern in desk_patterns()]
    addresses += [f"/admin/articles/article/{article.pk}/{name}" for name in ("change/", "history/", "preview/")]

    opened = [
        (method, path)
        for path in addresses
        for method in ("get", "post", "put", "head")
        if path not in entrance.OPEN and getattr(client, method)(path).status_code != 403
    ]

    assert len(addresses) > 40
    assert opened == []


def desk_patterns():
    """Every pattern under /admin/ with a one in place of what it takes."""
    nodes = [(node, "") for node in get_resolver().url_patterns if str(node.pattern).startswith("admin/")]
    while nodes:
        node, prefix = nodes.pop()
        pattern = prefix + str(node.pattern).removeprefix("admin/")
        if hasattr(node, "url_patterns"):
            nodes += [(each, pattern) for each in node.url_patterns]
        else:
            yield re.sub(r"<[^>]*>", "1", pattern).lstrip("^").rstrip("$")


def test_a_fetch_of_the_desk_is_refused_and_not_led_to_a_page(client, chief, demanded):
    sign_in(client)

    assert client.get("/admin/articles/article/choose/", headers={"accept": "*/*"}).status_code == 403
    assert client.post("/admin/articles/article/add/", headers=PAGE).status_code == 403


def test_readers_and_the_door_itself_stay_open(client, chief, demanded):
    sign_in(client)

    assert client.get("/").status_code == 200
    assert client.get("/accounts/second-factor/").status_code == 200
    assert client.post("/admin/logout/").status_code in (200, 302)


@committed
def test_setting_one_up_opens_the_desk(client, chief, demanded):
    sign_in(client)
    set_up_app(client)

    assert opens(client)


def test_a_session_from_before_it_was_set_up_is_asked_for_it(client, chief, demanded):
    older = Client()
    sign_in(older)
    sign_in(client)
    secret = set_up_app(client)

    led = older.get("/admin/articles/photo/", headers=PAGE)
    assert led.headers["Location"] == "/accounts/second-factor/reauthenticate/?next=/admin/articles/photo/"
    older.post("/accounts/confirm/", {"password": "pass"})
    assert not opens(older)
    older.post(led.headers["Location"], {"code": code(secret)})
    assert opens(older)


@committed
def test_one_that_was_reset_opens_nothing_any_more(client, chief, demanded):
    sign_in(client)
    set_up_app(client)
    Authenticator.objects.filter(user=chief).delete()

    assert not opens(client)


def test_where_it_is_demanded_the_last_one_cannot_be_removed(client, chief, demanded):
    sign_in(client)
    secret = set_up_app(client)
    client.post("/accounts/second-factor/reauthenticate/", {"code": code(secret)})
    client.post("/accounts/second-factor/totp/deactivate/")
    assert entrance.factors_of(chief).count() == 1

    key = Authenticator.objects.create(user=chief, type="webauthn", data={"name": "Ключ", "credential": {}})
    client.post("/accounts/second-factor/totp/deactivate/")
    client.post(f"/accounts/second-factor/webauthn/keys/{key.pk}/remove/")

    assert [each.type for each in entrance.factors_of(chief)] == ["webauthn"]


def test_where_it_is_only_offered_it_can_be_removed_after_it_was_shown(client, chief):
    sign_in(client)
    secret = set_up_app(client)
    other = Client()
    sign_in(other)
    give_code(other, code(secret))

    other.post("/accounts/confirm/", {"password": "pass"})
    other.post("/accounts/second-factor/totp/deactivate/")
    assert entrance.factors_of(chief).exists()
    other.post("/accounts/second-factor/reauthenticate/", {"code": code(secret, ago=-1)})
    other.post("/accounts/second-factor/totp/deactivate/")
    assert not Authenticator.objects.filter(user=chief).exists()


def test_a_colleagues_passkey_is_nobody_elses_to_remove(client, chief):
    other = make_user("editor")
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Ключ", "credential": {}})
    sign_in(client)
    set_up_app(client)

    assert client.post(f"/accounts/second-factor/webauthn/keys/{key.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "totp/activate/",
        "totp/deactivate/",
        "webauthn/",
        "webauthn/add/",
        "recovery-codes/",
        "recovery-codes/generate/",
    ],
)
def test_every_page_of_it_is_closed_to_strangers(client, path):
    response = client.get(f"/accounts/second-factor/{path}")

    assert response.status_code in (302, 403)
    assert "/accounts/login/" in response.headers.get("Location", "/accounts/login/")


@pytest.mark.parametrize(
    ("wanted", "origin", "said"),
    [
        ("demanded", "https://192.0.2.1", ["newsroom.I001"]),
        ("demanded", "https://[2001:db8::1]:8443", ["newsroom.I001"]),
        ("demanded", "https://news.example", []),
        ("demanded", "http://localhost:8000", []),
        ("offered", "https://192.0.2.1", []),
    ],
)
def test_an_address_that_holds_no_passkeys_is_told_of(settings, wanted, origin, said):
    settings.NEWSROOM_SECOND_FACTOR, settings.NEWSROOM_ORIGIN = wanted, origin

    assert [message.id for message in checks.passkeys_have_a_name_to_belong_to(None)] == said
