"""Breaking news from the desk: seen, tried on oneself, sent once; and how far a mailing is."""

import pytest
from django.core import mail
from django.utils import timezone

from articles.models import Event
from articles.publishing import withdraw
from subscriptions.breaking import MailedAlready, send_breaking, stop
from subscriptions.models import Delivery, Mailing
from subscriptions.sending import list_recipients, send_some
from tests.factories import make_article, make_mailing, make_section, make_subscriber, make_user, publish

pytestmark = pytest.mark.django_db

LIST = "/admin/subscriptions/mailing/"
TYPED = {"subject": "Срочно: мост открыт", "intro": "Подробности позже."}


@pytest.fixture
def story():
    article = make_article(headline="Мост открыт", section=make_section("politics"))
    publish(article, by=make_user("chief"))
    make_subscriber(wants_breaking=True)
    return article


@pytest.fixture
def desk(client):
    client.force_login(make_user("editor", sections=[make_section("politics")], email="aigul@news.example"))
    return client


def page(article) -> str:
    return f"{LIST}add/?article={article.pk}"


def test_an_editor_sees_the_letter_and_how_many_get_it(desk, story):
    answer = desk.get(page(story))

    shown = answer.content.decode()
    assert 'value="Мост открыт"' in shown
    assert answer.context["recipients"] == 1
    assert 'sandbox srcdoc="&lt;!doctype html&gt;' in shown and "&quot;" in shown
    assert "<pre" in shown
    assert "no-store" in answer["Cache-Control"]


def test_what_is_typed_is_shown_in_the_letter_and_nothing_is_sent(desk, story):
    letter = desk.post(page(story), TYPED | {"_preview": "1"}).context["letter"]

    assert (letter.subject, "Подробности позже." in letter.html) == (TYPED["subject"], True)
    assert not Mailing.objects.exists()


def test_a_test_letter_goes_to_oneself_alone(desk, story):
    desk.post(page(story), TYPED | {"_test": "1"})

    assert [each.to for each in mail.outbox] == [["aigul@news.example"]]
    assert mail.outbox[0].subject == TYPED["subject"]
    assert ".invalid" not in mail.outbox[0].body + mail.outbox[0].alternatives[0].content
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert not Mailing.objects.exists()


def test_who_has_no_address_is_told_so(client, story):
    client.force_login(make_user("chief"))

    answer = client.post(page(story), TYPED | {"_test": "1"})

    assert mail.outbox == []
    assert len(list(answer.context["messages"])) == 1


def test_it_is_asked_once_more_and_then_sent(desk, story):
    asked = desk.post(page(story), TYPED | {"_send": "1"})
    assert 'name="_confirmed"' in asked.content.decode()
    assert not Mailing.objects.exists()

    answer = desk.post(page(story), TYPED | {"_confirmed": "1"})

    mailing = Mailing.objects.get()
    assert answer.url == f"{LIST}{mailing.pk}/change/"
    assert (mailing.article, mailing.subject, mailing.intro) == (story, *TYPED.values())
    event = Event.objects.get(action="mailed")
    assert (event.article, event.noun, event.details["recipients"]) == (story, "mailing", 1)


def test_a_double_click_sends_once(desk, story):
    for _click in range(2):
        answer = desk.post(page(story), TYPED | {"_confirmed": "1"}, follow=True)

    assert Mailing.objects.count() == 1
    assert Event.objects.filter(action="mailed").count() == 1
    assert [each.level_tag for each in answer.context["messages"]] == ["error"]


def test_what_readers_do_not_see_is_not_sent(desk, story):
    withdraw(story, by=None)

    looked = desk.get(page(story), follow=True)
    pressed = desk.post(page(story), TYPED | {"_confirmed": "1"}, follow=True)

    for answer in (looked, pressed):
        assert [each.level_tag for each in answer.context["messages"]] == ["error"]
    assert not Mailing.objects.exists()


def test_without_readers_or_a_mail_server_nothing_is_sent(desk, story, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    desk.post(page(story), TYPED | {"_confirmed": "1"})
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    story_in_kazakh = make_article(language="kk", section=story.section)
    publish(story_in_kazakh, by=None)
    desk.post(page(story_in_kazakh), TYPED | {"_confirmed": "1"})

    assert not Mailing.objects.exists()


@pytest.mark.parametrize("nonsense", ["x", "-1", "0", "9" * 30, "١"])
def test_a_nonsense_story_is_not_found(desk, nonsense):
    assert desk.get(f"{LIST}add/", {"article": nonsense}).status_code == 404


def test_the_story_leads_to_its_letter_while_readers_see_it(desk, story):
    form = f"/admin/articles/article/{story.pk}/change/"
    assert page(story) in desk.get(form).content.decode()

    withdraw(story, by=None)

    assert page(story) not in desk.get(form).content.decode()


def test_an_editor_stops_the_story_of_their_section_and_no_digest(desk, story):
    breaking = make_mailing(kind="breaking", article=story, subject="Срочно")
    digest = make_mailing()
    Delivery.objects.create(mailing=breaking, subscriber=make_subscriber(wants_breaking=True), due_at=breaking.made_at)

    assert desk.post(f"{LIST}{digest.pk}/stop/").status_code == 403
    desk.post(f"{LIST}{breaking.pk}/stop/")
    desk.post(f"{LIST}{breaking.pk}/stop/")

    breaking.refresh_from_db()
    assert breaking.stopped_at
    assert [event.details["left"] for event in Event.objects.filter(action="mailing_stopped")] == [1]


def test_a_mailing_that_was_stopped_before_anybody_got_it_begins_anew_and_no_other_does(desk, story, post):
    chief = make_user("chief")
    first = send_breaking(story, subject="Сочно", intro="", by=chief)
    list_recipients(first)
    with pytest.raises(MailedAlready):
        send_breaking(story, subject="Срочно", intro="", by=chief)
    stop(first, by=chief)

    assert desk.get(page(story)).status_code == 200
    again = send_breaking(story, subject="Срочно", intro="", by=chief)
    assert again == first
    while send_some():
        pass

    assert [got.message["Subject"] for got in post.got] == ["Срочно"]
    with pytest.raises(MailedAlready):
        send_breaking(story, subject="Срочно", intro="", by=chief)


def test_the_list_says_how_far_each_is_with_the_same_queries(desk, story, django_assert_max_num_queries):
    under_way, reader = make_mailing(), make_subscriber()
    Delivery.objects.create(mailing=under_way, subscriber=reader, due_at=timezone.now())
    shown = with_queries(desk, django_assert_max_num_queries)
    assert [each.progress.left for each in shown] == [1]

    for number in range(20):
        over = make_mailing(on=timezone.localdate().replace(year=2000 + number))
        Mailing.objects.filter(pk=over.pk).update(finished_at=timezone.now(), recipients=5, sent=3, failed=1, unsure=1)

    shown = with_queries(desk, django_assert_max_num_queries)
    assert {(each.progress.recipients, each.progress.sent) for each in shown if each.finished_at} == {(5, 3)}


def with_queries(desk, most) -> list[Mailing]:
    with most(12) as queries:
        answer = desk.get(LIST)
    assert not [each for each in queries.captured_queries if "COUNT(*)" in each["sql"]]
    return answer.context["cl"].result_list


def test_the_page_of_a_mailing_says_what_became_of_its_letters(desk, story):
    mailing = make_mailing()
    mailing.waits_until, mailing.trouble = timezone.now(), "451 try later"
    mailing.save()

    answer = desk.get(f"{LIST}{mailing.pk}/change/")

    shown = answer.content.decode()
    assert "451 try later" in shown
    assert [each.headline for each in answer.context["letter"].news.stories] == ["Мост открыт"]
    assert f'action="{LIST}{mailing.pk}/stop/"' not in shown
