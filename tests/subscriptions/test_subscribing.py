"""A reader asks for news by mail, and gets none before the letter box itself has said yes."""

import re
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles.models import Section
from subscriptions.confirming import send_one_confirmation
from subscriptions.models import ConfirmationLetter, Subscriber
from subscriptions.tokens import Wish, wish_token
from tests.factories import make_edition, make_section, make_subscriber
from tests.subscriptions.asking import ask, link_asked_for

pytestmark = pytest.mark.django_db


def make_sections(*slugs: str) -> list[Section]:
    """With something to read in each."""
    sections = [make_section(slug) for slug in slugs]
    for section in sections:
        make_edition(section=section)
    return sections


def test_nothing_is_kept_before_the_letter_box_has_said_yes(client):
    assert ask(client).status_code == 200
    assert send_one_confirmation() is True

    assert not Subscriber.objects.exists()
    assert not ConfirmationLetter.objects.exists()
    assert [letter.to for letter in mail.outbox] == [["reader@mail.example"]]
    assert send_one_confirmation() is False


def test_looking_at_the_link_changes_nothing_and_its_button_subscribes(client):
    [section] = make_sections("politics")
    link = link_asked_for(client, kinds=["digest", "breaking"], sections=[section.pk], language="kk")

    assert client.get(link).status_code == client.head(link).status_code == 200
    assert not Subscriber.objects.exists()

    confirmed = client.post(link)
    assert confirmed.status_code == 200
    assert not re.search(r"\s[.,]", html.fromstring(confirmed.content.decode()).xpath("string(//main)"))
    reader = Subscriber.objects.get()
    assert link.startswith("/kk/subscribe/confirm/")
    assert (reader.address, reader.language, reader.wants_digest, reader.wants_breaking) == (
        "reader@mail.example",
        "kk",
        True,
        True,
    )
    assert list(reader.sections.all()) == [section]


def test_whether_an_address_is_known_nobody_learns_from_the_answer(client, django_assert_num_queries):
    """The same work too: only the letter, which nobody else sees, asks who is known."""
    ask(client, "first@mail.example")
    with CaptureQueriesContext(connection) as stranger:
        unknown = ask(client, "second@mail.example")
    make_subscriber("third2@mail.example")
    with django_assert_num_queries(len(stranger)):
        known = ask(client, "third2@mail.example")

    assert known.status_code == unknown.status_code == 200
    assert known.content.replace(b"third2@", b"second@") == unknown.content
    assert ConfirmationLetter.objects.count() == 3


def test_a_known_address_is_asked_whether_to_change_and_stays_one_subscriber(client):
    politics, sport = make_sections("politics", "sport")
    reader = make_subscriber("reader@mail.example", sections=[politics])
    link = link_asked_for(client, address="Reader@MAIL.example", kinds=["breaking"], sections=[sport.pk], language="en")

    client.post(link)
    client.post(link)

    reader.refresh_from_db()
    assert Subscriber.objects.count() == 1
    assert (reader.wants_digest, reader.wants_breaking, reader.language) == (False, True, "en")
    assert list(reader.sections.all()) == [sport]
    assert mail.outbox[0].subject.startswith("Change")


def test_a_section_that_is_no_more_is_left_out(client):
    politics = make_section("politics")
    token = wish_token(Wish("reader@mail.example", "ru", True, False, (politics.pk, 10**9)))

    client.post(f"/subscribe/confirm/{token}/")

    assert list(Subscriber.objects.get().sections.all()) == [politics]


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "reader",
        "reader@",
        "@mail.example",
        "reader@localhost",
        "reader@[127.0.0.1]",
        "reader@[IPv6:::1]",
        '"reader"@mail.example',
        "reader@mail.example\nBcc: other@mail.example",
        "reader@mail.example, other@mail.example",
        "reader@mail.example\x00",
        "читатель@mail.example",
        "\u212aeader@mail.example",
        "reader@" + "a" * 64 + ".example",
        "r" * 300 + "@mail.example",
        "reader@" + "ы" * 62 + "." + "ы" * 62 + ".example",
        "reader@mail..example",
        "<script>alert(1)</script>@mail.example",
        "{{ 7|add:7 }}@mail.example",
        "a" * 5000,
    ],
)
def test_what_is_no_ordinary_mail_address_gets_no_letter(client, address):
    response = ask(client, address)

    assert response.status_code == 400
    assert "<script>alert" not in response.content.decode()
    assert not ConfirmationLetter.objects.exists()


def test_one_letter_box_is_one_address_however_it_is_written(client):
    ask(client, " Reader@ПОЧТА.Example ")

    assert ConfirmationLetter.objects.get().address == "reader@xn--80a1acny.example"


@pytest.mark.parametrize(
    "said",
    [
        {"kinds": []},
        {"kinds": ["all"]},
        {"kinds": ["digest"] * 2000},
        {"sections": ["1000000000"]},
        {"sections": ["x", "-1", "9" * 60]},
        {"language": "de"},
        {"language": ["ru", "de"]},
    ],
)
def test_a_choice_that_is_not_offered_is_refused(client, said):
    assert ask(client, **said).status_code == 400
    assert not ConfirmationLetter.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "https://testserver.elsewhere.example"},
    ],
)
def test_another_site_makes_nobody_ask(client, headers):
    assert ask(client, headers=headers).status_code == 403
    assert not ConfirmationLetter.objects.exists()


@pytest.mark.parametrize("headers", [{"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}, {}])
def test_the_form_is_sent_without_a_cookie_or_a_token(headers):
    client = Client(enforce_csrf_checks=True)

    assert ask(client, headers=headers).status_code == 200
    assert ConfirmationLetter.objects.exists()
    assert not client.cookies


def test_the_page_is_one_for_everyone_and_answers_that_nothing_changed(client):
    page = client.get("/kk/subscribe/")

    assert page.headers["Cache-Control"] == "no-cache"
    assert "Vary" not in page.headers or "Cookie" not in page.headers["Vary"]
    assert not page.cookies and "csrf" not in page.content.decode()
    assert client.get("/kk/subscribe/", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    assert client.put("/subscribe/").status_code == 405


@pytest.mark.parametrize("number", [1, 8])
def test_the_page_takes_one_query_however_many_sections_there_are(client, django_assert_num_queries, number):
    make_sections(*(f"section-{each}" for each in range(number)))

    with django_assert_num_queries(1):
        page = client.get("/subscribe/")
    assert page.content.count(b'name="sections"') == number


def test_a_section_s_button_leads_to_its_tick(client):
    [section] = make_sections("politics")
    tick = f'name="sections" value="{section.pk}"'

    assert f'{tick} id="id_sections_0" checked' in client.get("/subscribe/?section=politics").content.decode()
    assert f'{tick} id="id_sections_0">' in client.get("/subscribe/?section=%00'&section=%D0").content.decode()


def test_where_no_mail_can_go_out_the_page_offers_feeds_alone(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = client.get("/en/subscribe/").content.decode()

    assert "http://127.0.0.1:8000/en/feeds/rss.xml" in page and "http://127.0.0.1:8000/en/feeds/feed.json" in page
    assert '<form method="post"' not in page
    assert ask(client).status_code == 405


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_confirm_at_once_make_one_subscriber():
    politics, sport = make_section("politics"), make_section("sport")
    wishes = [Wish("reader@mail.example", "ru", True, False, (each.pk,)) for each in (politics, sport)]
    together, statuses = Barrier(2), []

    def confirm(wish: Wish) -> None:
        together.wait()
        statuses.append(Client().post(f"/subscribe/confirm/{wish_token(wish)}/").status_code)
        connection.close()

    both = [Thread(target=confirm, args=[wish]) for wish in wishes]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert statuses == [200, 200]
    assert Subscriber.objects.get().sections.count() == 1
