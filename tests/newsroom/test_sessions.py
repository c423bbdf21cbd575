import pytest
from django.conf import settings
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(db):
    return make_user("chief", username="chief")


def sign_in(client, **sent):
    return client.post("/accounts/login/", {"login": "chief", "password": "pass", **sent})


def is_known(client):
    return client.get("/admin/").status_code == 200


def test_signing_in_gives_the_session_a_new_key(client, chief):
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key

    sign_in(client)

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not is_known(stranger)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"],
)
def test_signing_in_leads_to_no_other_site(client, chief, elsewhere):
    assert sign_in(client, next=elsewhere).headers["Location"] == "/admin/"


def test_signing_in_leads_to_where_one_was_going(client, chief):
    assert sign_in(client, next="/admin/articles/photo/").headers["Location"] == "/admin/articles/photo/"


def test_one_is_signed_out_by_a_button_and_never_by_a_link(client, chief):
    sign_in(client)
    for path in ("/accounts/logout/", "/admin/logout/"):
        client.get(path)
    assert is_known(client)
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post("/accounts/logout/")

    assert not is_known(client)
    assert not is_known(stolen)


def test_changing_the_password_ends_the_other_sessions(client, chief):
    elsewhere = Client()
    sign_in(client)
    sign_in(elsewhere)
    new = {"oldpassword": "pass", "password1": "кедр-и-снег-2021", "password2": "кедр-и-снег-2021"}

    response = client.post("/accounts/password/change/", new)

    assert response.headers["Location"] == "/admin/"
    assert is_known(client)
    assert not is_known(elsewhere)


def test_the_admins_own_form_for_a_password_leads_to_the_limited_one(client, chief):
    sign_in(client)

    assert client.get("/admin/password_change/").headers["Location"] == "/accounts/password/change/"
    answers = [client.post("/accounts/password/change/", {"oldpassword": str(number)}) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_disabling_a_person_ends_their_sessions(client, chief):
    sign_in(client)
    chief.is_active = False
    chief.save()

    assert not is_known(client)


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client, chief):
    sign_in(client, remember="on")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert 24 * 3600 < cookie["max-age"] <= 30 * 24 * 3600
