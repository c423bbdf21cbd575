"""People of the newsroom: invited by a link, disabled at once, never deleted, and nobody climbs by giving roles."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client

from articles.models import Event, PreviewLink, Sitting, User
from articles.models.event import Action
from articles.publishing import share
from tests.admin.people import ADD, LIST, invitation, page, role, sent, step
from tests.factories import make_article, make_user


@pytest.fixture
def mails(settings):
    """A newsroom whose mail server is set up."""
    settings.NEWSROOM_MAILS = True
    return mail.outbox


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


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


def test_nobody_disables_themselves_nor_the_last_chief(desk, chief):
    desk.post(step(chief, "disable"))
    assert User.objects.get(pk=chief.pk).is_active

    root = User.objects.create_superuser("root")
    desk.force_login(root)
    desk.post(step(chief, "disable"))
    desk.post(page(chief), sent(chief, groups=[role("editor")]))

    chief = User.objects.get(pk=chief.pk)
    assert (chief.is_active, chief.has_perm("articles.kill_article")) == (True, True)


@pytest.mark.parametrize("name", ["link", "second-factor"])
def test_nobody_takes_off_their_own_second_factor_nor_sets_their_own_password_round_the_old_one(desk, chief, name):
    factor = Authenticator.objects.create(user=chief, type=Authenticator.Type.TOTP, data={})

    response = desk.post(step(chief, name))

    assert response.url == page(chief)
    assert step(chief, name) not in desk.get(page(chief)).content.decode()
    assert Authenticator.objects.get() == factor
    assert not Event.objects.exists()


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


def test_a_name_to_sign_in_with_is_made_of_the_address_and_is_nobody_elses(desk):
    make_user("reporter", username="Aigul")

    desk.post(ADD, invitation())

    assert User.objects.get(email="aigul@news.example").username == "aigul2"


def test_the_list_of_people_asks_few_queries_for_thirty(desk, django_assert_max_num_queries, politics):
    for _ in range(30):
        make_user("editor", sections=[politics])

    with django_assert_max_num_queries(12):
        assert desk.get(LIST).status_code == 200
