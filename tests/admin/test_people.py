"""People of the newsroom: invited by a link, disabled at once, never deleted, and nobody climbs by giving roles."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles.models import Event, PreviewLink, Sitting, User
from articles.models.event import Action
from articles.publishing import share
from tests.factories import make_article, make_user

LIST = "/admin/articles/user/"
ADD = f"{LIST}add/"
NEW = "Dala-2026-qala"


@pytest.fixture
def mails(settings):
    """A newsroom whose mail server is set up."""
    settings.NEWSROOM_MAILS = True
    return mail.outbox


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def role(name: str) -> int:
    return Group.objects.get(name=name).pk


def invitation(**fields) -> dict:
    return {
        "last_name": "Нурланова",
        "first_name": "Айгуль",
        "email": "aigul@news.example",
        "username": "",
        "desk_language": "kk",
        "groups": [role("reporter")],
    } | fields


def sent(person: User, **changes) -> dict:
    """What the page of that person sends."""
    kept = {name: getattr(person, name) for name in ("last_name", "first_name", "email", "username", "desk_language")}
    groups, sections = (list(rows.values_list("pk", flat=True)) for rows in (person.groups, person.sections))
    return kept | {"groups": groups, "sections": sections} | changes


def page(person: User) -> str:
    return f"{LIST}{person.pk}/change/"


def step(person: User, name: str) -> str:
    return f"{LIST}{person.pk}/{name}/"


def link_in(text: str) -> str:
    return re.search(r"/accounts/password/set/[^\s\"]+", text)[0]


def set_password(link: str, password: str = NEW):
    """As a browser does that opens the link and types a password twice."""
    browser = Client()
    shown = browser.get(link, follow=True)
    address = shown.redirect_chain[-1][0] if shown.redirect_chain else link
    return browser.post(address, {"new_password1": password, "new_password2": password})


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

    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        assert Client().get(link).status_code == 410
    with time_machine.travel(timezone.now() + timedelta(days=2, hours=23)):
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


def test_signing_out_ends_the_session_on_the_server(client, reporter):
    client.force_login(reporter)
    key = client.cookies["sessionid"].value

    client.post("/admin/logout/")
    client.cookies["sessionid"] = key

    assert client.get("/admin/").status_code == 302


def test_who_is_disabled_is_signed_out_at_once_and_their_work_stays(desk, chief, editor):
    article = make_article(created_by=editor)
    sitting = Sitting.objects.create(person=editor, article=article, typed={"headline": ["Не сохранено"]})
    link = share(article, by=editor, lasting=timedelta(days=1))
    theirs = Client()
    theirs.force_login(editor)
    assert theirs.get("/admin/").status_code == 200

    desk.post(step(editor, "disable"))

    assert theirs.get("/admin/").status_code == 302
    assert not Client().login(username=editor.username, password="pass")
    article.refresh_from_db()
    assert article.created_by == editor
    assert not Sitting.objects.present().exists()
    assert Sitting.objects.get() == sitting, "what was typed and not saved stays"
    assert not PreviewLink.objects.open().filter(pk=link.pk).exists()
    assert Event.objects.filter(action=Action.DISABLED, by=chief, noun_id=editor.pk).count() == 1


def test_who_is_enabled_again_has_what_they_had(desk, editor, politics):
    desk.post(step(editor, "disable"))
    desk.post(step(editor, "enable"))

    assert Client().login(username=editor.username, password="pass")
    assert User.objects.get(pk=editor.pk).is_given(politics.pk)
    assert [each.action for each in Event.objects.order_by("pk")] == [Action.DISABLED, Action.ENABLED]


def test_the_disabled_get_no_link(desk, mails):
    person = make_user("reporter", email="ivan@news.example", is_active=False)

    desk.post(step(person, "link"))

    assert mails == []


def test_a_link_sent_before_disabling_opens_nothing(desk, mails):
    desk.post(ADD, invitation())

    desk.post(step(User.objects.get(username="aigul"), "disable"))

    assert Client().get(link_in(mails[0].body)).status_code == 410


def test_nobody_disables_themselves_nor_the_last_chief(desk, chief):
    desk.post(step(chief, "disable"))
    assert User.objects.get(pk=chief.pk).is_active

    root = User.objects.create_superuser("root")
    desk.force_login(root)
    desk.post(step(chief, "disable"))
    desk.post(page(chief), sent(chief, groups=[role("editor")]))

    chief = User.objects.get(pk=chief.pk)
    assert (chief.is_active, chief.has_perm("articles.kill_article")) == (True, True)


def test_one_of_two_chiefs_may_go(desk, chief):
    second = make_user("chief")

    desk.post(step(second, "disable"))

    assert not User.objects.get(pk=second.pk).is_active


def test_a_chief_gives_roles_and_sections_and_the_audit_says_from_what_to_what(desk, chief, reporter, politics):
    response = desk.post(page(reporter), sent(reporter, groups=[role("editor")], sections=[politics.pk]))

    assert response.status_code == 302
    person = User.objects.get(pk=reporter.pk)
    assert (person.has_perm("articles.publish_article"), person.is_given(politics.pk)) == (True, True)
    event = Event.objects.get()
    assert (event.action, event.by) == (Action.ROLES, chief)
    assert event.details["changes"] == {"groups": ["reporter", "editor"], "sections": ["", str(politics)]}


def test_a_changed_name_is_noted_without_the_roles(desk, reporter):
    desk.post(page(reporter), sent(reporter, last_name="Иванов"))

    assert Event.objects.get().details == {"changes": {"last_name": ["", "Иванов"]}}


def test_nobody_changes_their_own_roles(desk, chief):
    make_user("chief")

    desk.post(page(chief), sent(chief, groups=[role("reporter")]))

    assert User.objects.get(pk=chief.pk).has_perm("articles.kill_article")


@pytest.mark.parametrize(
    "field", ["is_superuser", "is_staff", "is_active", "user_permissions", "password", "last_login"]
)
def test_what_is_no_field_of_the_page_is_not_taken_from_it(desk, reporter, field):
    before = User.objects.filter(pk=reporter.pk).values().get()

    desk.post(page(reporter), sent(reporter) | {field: Permission.objects.first().pk})

    assert User.objects.filter(pk=reporter.pk).values().get() == before
    assert not reporter.user_permissions.exists()


@pytest.fixture
def clerk(client, db):
    """One who may change people, and little else."""
    clerks = Group.objects.create(name="clerk")
    names = ("view_user", "change_user", "add_user", "add_article", "change_article", "view_article", "view_photo")
    names += ("add_tag", "view_tag")
    parts = [f"{verb}_{noun}" for noun in ("byline", "relatedlink") for verb in ("add", "change", "delete", "view")]
    clerks.permissions.set(Permission.objects.filter(codename__in=[*names, *parts]))
    person = make_user("")
    person.groups.add(clerks)
    client.force_login(person)
    return client


def test_nobody_gives_more_than_they_have(clerk, reporter):
    for groups in ([role("chief")], [role("editor")], [role("reporter"), role("chief")]):
        response = clerk.post(page(reporter), sent(reporter, groups=groups))
        assert response.context["adminform"].form.errors["groups"]
        clerk.post(ADD, invitation(groups=groups))

    assert not User.objects.filter(username="aigul").exists()
    assert clerk.post(page(reporter), sent(reporter, last_name="Иванов")).status_code == 302


@pytest.mark.parametrize("disabled", [False, True])
@pytest.mark.parametrize("name", ["change", "link", "disable", "enable", "second-factor"])
def test_nobody_touches_one_who_may_do_more(clerk, chief, name, disabled):
    """Being disabled hides what they were given from the framework, and from nobody here."""
    other = make_user("chief", is_active=not disabled)

    assert clerk.post(step(other, name), sent(other, email="mine@news.example")).status_code == 403
    assert User.objects.get(pk=other.pk).is_active is not disabled


@pytest.mark.parametrize("name", ["change", "link", "disable"])
def test_a_chief_does_not_touch_a_superuser(desk, name):
    root = User.objects.create_superuser("root", email="root@news.example")

    assert desk.post(step(root, name), sent(root, email="mine@news.example")).status_code == 403
    assert desk.get(page(root)).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "AIGUL@News.Example"), ("username", "Айгүл"), ("email", "a@b.c\nBcc: all@news.example"), ("email", "")],
)
def test_a_person_who_is_there_already_and_nonsense_are_refused_in_words(desk, field, value):
    make_user("reporter", username="айгүл", email="aigul@news.example")

    response = desk.post(ADD, invitation(email="other@news.example") | {field: value})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors[field]


def test_a_name_adds_no_header_and_no_line_to_a_mail(desk, chief, mails):
    chief.first_name = "Шеф\nBcc: all@news.example"
    chief.save()

    desk.post(ADD, invitation(first_name="Айгуль\r\nhttps://evil.example/"))

    assert "Bcc" not in mails[0].message()
    assert User.objects.get(username="aigul").first_name == "Айгуль https://evil.example/"


def test_a_name_to_sign_in_with_is_made_of_the_address_and_is_nobody_elses(desk):
    make_user("reporter", username="Aigul")

    desk.post(ADD, invitation())

    assert User.objects.get(email="aigul@news.example").username == "aigul2"


def test_a_link_names_the_newsrooms_own_host(desk, mails, settings):
    settings.ALLOWED_HOSTS = ["*"]

    desk.post(ADD, invitation(), headers={"host": "evil.example"})

    assert f"{settings.NEWSROOM_ORIGIN}/accounts/password/set/" in mails[0].body
    assert "evil" not in mails[0].body


def test_the_list_of_people_asks_the_same_queries_for_three_and_for_thirty(
    desk, django_assert_max_num_queries, politics
):
    for _ in range(30):
        make_user("editor", sections=[politics])

    with django_assert_max_num_queries(10):
        assert desk.get(LIST).status_code == 200
