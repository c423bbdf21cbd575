"""Leaving is one click, for ever, and told by nobody; choosing anew is a page."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import html

from subscriptions import subscribing
from subscriptions.models import ConfirmationLetter, Delivery, Mailing, Subscriber
from subscriptions.progress import with_progress
from subscriptions.sending import finish
from subscriptions.tokens import Wish, choose_token, leave_token, wish_token
from tests.factories import make_edition, make_mailing, make_section, make_subscriber

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_looking_at_the_page_of_leaving_changes_nothing(client):
    reader = make_subscriber("reader@mail.example")
    address = f"/subscribe/leave/{leave_token(reader)}/"

    assert client.get(address).status_code == client.head(address).status_code == 200
    assert client.put(address).status_code == 405
    assert Subscriber.objects.get() == reader


def test_a_mail_provider_s_one_click_ends_it_at_once():
    """RFC 8058: a POST from elsewhere, without cookies, answered without being led on."""
    reader = make_subscriber("reader@mail.example")
    mailing = Mailing.objects.create(kind="digest", language="ru", on=timezone.localdate(), since=timezone.now())
    Delivery.objects.create(mailing=mailing, subscriber=reader)

    response = Client(enforce_csrf_checks=True).post(
        f"/kk/subscribe/leave/{leave_token(reader)}/", ONE_CLICK, headers={"Origin": "https://mail.example"}
    )

    assert response.status_code == 200
    assert not Subscriber.objects.exists() and not Delivery.objects.exists()


def test_who_leaves_gets_no_letter_of_confirmation_that_was_asked_for_before(client):
    reader = make_subscriber("reader@mail.example")
    for address in ("reader@mail.example", "other@mail.example"):
        ConfirmationLetter.objects.create(address=address, language="ru", wants_digest=True)

    client.post(f"/subscribe/leave/{leave_token(reader)}/")

    assert ConfirmationLetter.objects.get().address == "other@mail.example"


def test_a_letter_that_went_to_who_left_is_still_counted():
    stays, leaves = make_subscriber(), make_subscriber()
    mailing, now = make_mailing(listed_at=timezone.now(), recipients=2), timezone.now()
    for reader in (stays, leaves):
        Delivery.objects.create(mailing=mailing, subscriber=reader, handed_at=now, sent_at=now)
    subscribing.leave(leaves)
    [shown] = with_progress(Mailing.objects.all())
    finish(mailing, now)
    mailing.refresh_from_db()

    assert (shown.progress.recipients, shown.progress.sent) == (2, 2)
    assert (mailing.recipients, mailing.sent) == (2, 2)


def test_whoever_leaves_again_gets_the_same_answer(client):
    address = f"/subscribe/leave/{leave_token(make_subscriber('reader@mail.example'))}/"
    once, again, looked = client.post(address), client.post(address), client.get(address)

    assert once.status_code == again.status_code == looked.status_code == 200
    assert once.content == again.content == looked.content


def test_who_chose_other_news_gets_that_and_no_other(client):
    politics, sport = make_section("politics"), make_section("sport")
    make_edition(section=sport)
    reader = make_subscriber("reader@mail.example", sections=[politics])
    address = f"/subscribe/choose/{choose_token(reader)}/"

    assert f'value="{politics.pk}" id="id_sections_1" checked' in client.get(address).content.decode()
    assert_refused_with_a_way_to_leave(client.post(address, {"kinds": [], "language": "en"}), reader)
    assert list(reader.sections.all()) == [politics]

    said = {"kinds": ["breaking"], "language": "en", "sections": [sport.pk], "address": "other@mail.example"}
    assert client.post(address, said).status_code == 200
    reader.refresh_from_db()
    assert (reader.address, reader.language, reader.wants_digest) == ("reader@mail.example", "en", False)
    assert list(reader.sections.all()) == [sport]


def assert_refused_with_a_way_to_leave(response, reader: Subscriber) -> None:
    problem = html.fromstring(response.content.decode()).xpath("//*[@role='alert']")[0]
    assert response.status_code == 400
    assert "не сохранено" in problem.text_content()
    assert problem.xpath(".//a/@href") == [f"/subscribe/leave/{leave_token(reader)}/"]


def test_nobody_is_brought_back_by_choosing_after_leaving(client):
    reader = make_subscriber("reader@mail.example")
    address = f"/subscribe/choose/{choose_token(reader)}/"
    reader.delete()

    assert client.post(address, {"kinds": ["digest"], "language": "ru"}).status_code == 410
    assert not Subscriber.objects.exists()


def test_who_leaves_in_another_window_is_not_told_that_the_choice_is_saved(client):
    reader = make_subscriber("reader@mail.example")

    def leave_first(execute, sql, params, many, context):
        if sql.startswith("UPDATE"):
            Subscriber.objects.filter(pk=reader.pk).delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(leave_first):
        said = {"kinds": ["breaking"], "language": "ru"}
        response = client.post(f"/subscribe/choose/{choose_token(reader)}/", said)

    assert response.status_code == 410
    assert not Subscriber.objects.exists()


def test_a_link_that_is_too_old_or_not_whole_says_so(client):
    token = wish_token(Wish("reader@mail.example", "ru", True, False))

    assert client.post(f"/subscribe/confirm/{token[:-1]}/").status_code == 400
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        old = client.post(f"/en/subscribe/confirm/{token}/")
    assert old.status_code == 410
    assert '<a href="/en/subscribe/">' in old.content.decode()
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("token", ["%00", "%FF", "a:b:c", "." * 50, "%F0%9F%92%A3", "ключ", "a" * 3000, "'--", "{{7}}"])
@pytest.mark.parametrize("what", ["confirm", "leave", "choose"])
def test_a_made_up_link_is_refused_calmly(client, what, token):
    for response in (client.get(f"/subscribe/{what}/{token}/"), client.post(f"/subscribe/{what}/{token}/")):
        assert response.status_code == 400


def test_pages_of_links_are_kept_nowhere_and_told_to_nobody(client):
    reader = make_subscriber("reader@mail.example")
    paths = {"leave": leave_token(reader), "choose": choose_token(reader), "confirm": "made-up"}

    for what, token in paths.items():
        page = client.get(f"/subscribe/{what}/{token}/")
        assert page.headers["Cache-Control"] == "private, no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert "reader@mail.example" not in page.content.decode()
        assert not page.cookies
