"""A link by which a person sets a password: mailed, or shown to the chief; once, and for three days."""

import re

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles.models import Event, User
from articles.models.event import Action
from tests.admin.people import ADD, NEW, invitation, link_in, role, set_password, step
from tests.factories import make_user

DAY = 24 * 3600


@pytest.fixture
def mails(settings):
    """A newsroom whose mail server is set up."""
    settings.NEWSROOM_MAILS = True
    return mail.outbox


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def test_who_is_invited_gets_a_link_by_mail_and_signs_in_with_a_password_of_their_own(desk, chief, mails, politics):
    desk.post(ADD, invitation(groups=[role("editor")], sections=[politics.pk]))

    person = User.objects.get(username="aigul")
    assert (person.is_staff, person.has_usable_password(), person.is_given(politics.pk)) == (True, False, True)
    assert (mails[0].to, len(mails)) == (["aigul@news.example"], 1)

    response = set_password(link_in(mails[0].body))

    assert response.url == "/accounts/login/"
    assert Client().login(username="aigul", password=NEW)
    noted = [(event.action, event.by, event.noun_id) for event in Event.objects.order_by("pk")]
    assert noted == [(Action.INVITED, chief, person.pk), (Action.PASSWORD, person, person.pk)]


def test_an_invitation_speaks_the_language_of_the_invited(desk, mails):
    desk.post(ADD, invitation(desk_language="en"))

    assert "invites you to the desk" in mails[0].body
    assert 'lang="en"' in Client().get(link_in(mails[0].body), follow=True).content.decode()


def test_where_no_mail_goes_out_the_chief_is_shown_the_link(desk, settings):
    settings.NEWSROOM_MAILS = False

    response = desk.post(ADD, invitation())

    assert mail.outbox == []
    assert "no-store" in response["Cache-Control"]
    assert set_password(link_in(response.content.decode())).status_code == 302


def test_a_mail_server_that_does_not_answer_is_no_loss(desk, settings):
    settings.NEWSROOM_MAILS = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    response = desk.post(ADD, invitation())

    assert User.objects.filter(username="aigul").exists()
    assert set_password(link_in(response.content.decode())).status_code == 302


def test_a_link_works_once(desk, mails):
    desk.post(ADD, invitation())
    link = link_in(mails[0].body)
    late = Client()
    late.get(link)

    set_password(link)
    second = set_password(link, "Other-2026-word")
    typed = {"new_password1": "Other-2026-word", "new_password2": "Other-2026-word"}
    opened_before = late.post(re.sub(r"[^/]+/$", "set-password/", link), typed)

    assert (second.status_code, opened_before.status_code) == (410, 410)
    assert Client().login(username="aigul", password=NEW)


def test_a_link_ends_after_three_days(desk, mails):
    desk.post(ADD, invitation())
    link = link_in(mails[0].body)

    with time_machine.travel(timezone.now().timestamp() + 3 * DAY + 60):
        assert Client().get(link).status_code == 410
    with time_machine.travel(timezone.now().timestamp() + 3 * DAY - 60):
        assert Client().get(link).status_code == 302


def test_inviting_again_ends_the_link_that_was_sent_before(desk, mails):
    desk.post(ADD, invitation())
    desk.post(step(User.objects.get(username="aigul"), "link"))

    assert Client().get(link_in(mails[0].body)).status_code == 410
    assert Client().get(link_in(mails[1].body)).status_code == 302


@pytest.mark.parametrize(
    "link", ["MQ/x-y/", "x/y/", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk/a-b/", "MQ/set-password/", "%00/a/"]
)
def test_a_link_that_was_made_up_answers_alike_for_everybody(client, db, link):
    make_user("chief")

    assert client.get(f"/accounts/password/set/{link}").status_code == 410


def test_the_secret_of_a_link_stands_in_no_address_and_leaves_with_no_click(desk, mails):
    desk.post(ADD, invitation())
    link = link_in(mails[0].body)

    response = Client().get(link, follow=True)

    assert link.split("/")[-2] not in response.redirect_chain[-1][0] + response.content.decode()
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_a_weak_password_is_refused_in_words(desk, mails):
    desk.post(ADD, invitation())

    response = set_password(link_in(mails[0].body), "12345")

    assert response.status_code == 200
    assert response.context["form"].errors


def test_a_new_password_ends_the_sessions_that_there_were(desk, mails):
    person = make_user("reporter", email="ivan@news.example")
    old = Client()
    old.force_login(person)
    desk.post(step(person, "link"))
    assert old.get("/admin/").status_code == 200

    set_password(link_in(mails[0].body))

    assert old.get("/admin/").status_code == 302
    assert Event.objects.filter(action=Action.RESET, noun_id=person.pk).exists()


def test_changing_ones_own_password_ends_ones_other_sessions_alone(client, db):
    person = make_user("reporter", username="ivan")
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(person)

    client.post("/accounts/password/change/", {"oldpassword": "pass", "password1": NEW, "password2": NEW})

    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302
    assert [(event.action, event.by) for event in Event.objects.all()] == [(Action.PASSWORD, person)]


def test_signing_out_ends_the_session_on_the_server(client, reporter):
    client.force_login(reporter)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post("/admin/logout/")
    client.cookies[settings.SESSION_COOKIE_NAME] = key

    assert client.get("/admin/").status_code == 302


def test_a_name_adds_no_header_and_no_line_to_a_mail(desk, chief, mails):
    chief.first_name = "Шеф\nBcc: all@news.example"
    chief.save()

    desk.post(ADD, invitation(first_name="Айгуль\r\nhttps://evil.example/"))

    assert "Bcc" not in mails[0].message()
    assert "Шеф Bcc: all@news.example" in mails[0].body.splitlines()[0]
    assert User.objects.get(username="aigul").first_name == "Айгуль https://evil.example/"


def test_a_link_names_the_newsrooms_own_host(desk, mails, settings):
    settings.ALLOWED_HOSTS = ["*"]

    desk.post(ADD, invitation(), headers={"host": "evil.example"})

    assert f"{settings.NEWSROOM_ORIGIN}/accounts/password/set/" in mails[0].body
    assert "evil" not in mails[0].body


def test_the_disabled_get_no_link(desk, mails):
    person = make_user("reporter", email="ivan@news.example", is_active=False)

    desk.post(step(person, "link"))

    assert mails == []


def test_a_link_sent_before_disabling_opens_nothing(desk, mails):
    desk.post(ADD, invitation())

    desk.post(step(User.objects.get(username="aigul"), "disable"))

    assert Client().get(link_in(mails[0].body)).status_code == 410
