"""Subscribers before the newsroom: chiefs find and erase them; whoever runs the machine writes them out."""

import csv
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from articles.models import Event
from articles.models.event import Action
from subscriptions.models import ConfirmationLetter, Subscriber
from tests.factories import make_section, make_subscriber, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/subscriptions/subscriber/"


def enter(role: str = "chief") -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def shown(client: Client, asked: str = "") -> list[str]:
    page = client.get(LIST + asked)
    assert page.status_code == 200
    return sorted(each.address for each in page.context["cl"].result_list)


def said_by(*arguments: str) -> str:
    out = StringIO()
    call_command("subscribers", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_nobody_but_a_chief_sees_who_reads_by_mail():
    make_subscriber("reader@mail.example")

    assert [enter(role).get(LIST).status_code for role in ("reporter", "editor", "photo_editor")] == [403] * 3
    assert shown(enter()) == ["reader@mail.example"]


def test_a_chief_finds_subscribers_by_the_beginning_of_the_address_by_language_and_by_kind():
    make_subscriber("aigul@mail.example", wants_breaking=True)
    make_subscriber("aigerim@mail.example", language="kk")
    make_subscriber("bolat@mail.example", wants_digest=False, wants_breaking=True)
    chief = enter()

    assert shown(chief, "?q=%20Aig") == ["aigerim@mail.example", "aigul@mail.example"]
    assert shown(chief, "?q=mail.example") == []
    assert shown(chief, "?q=%25") == []
    assert shown(chief, "?language__exact=kk") == ["aigerim@mail.example"]
    assert shown(chief, "?kind=breaking") == ["aigul@mail.example", "bolat@mail.example"]
    assert len(shown(chief, "?kind=nonsense")) == 3


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(number, django_assert_max_num_queries):
    section = make_section()
    for _ in range(number):
        make_subscriber(sections=[section])
    chief = enter()
    chief.get(LIST)  # counts, which is remembered

    with django_assert_max_num_queries(12) as asked:
        chief.get(LIST)

    assert not [each["sql"] for each in asked.captured_queries if "COUNT(" in each["sql"]]
    assert cache.get("subscriptions.numbers") == [("ru", number, number, 0)]


def test_erasing_leaves_nothing_of_the_person_not_even_in_the_audit():
    reader = make_subscriber("reader@mail.example")
    ConfirmationLetter.objects.create(address="reader@mail.example", language="ru", wants_digest=True)
    chief = enter()
    address = f"{LIST}{reader.pk}/delete/"

    assert "reader@mail.example" in chief.get(address).content.decode()
    chief.post(address, {"post": "yes"})

    assert not Subscriber.objects.exists() and not ConfirmationLetter.objects.exists()
    event = Event.objects.get(action=Action.SUBSCRIBER_ERASED)
    assert (event.noun, event.noun_id, event.label, event.details) == ("subscriber", None, "", {})
    assert not Event.objects.exclude(pk=event.pk).filter(noun="subscriber").exists()
    assert chief.get("/admin/articles/event/").status_code == 200


def test_subscribers_are_written_out_for_a_table_and_for_a_program(tmp_path, capsys):
    make_subscriber("aigul@mail.example", sections=[make_section("politics")], wants_breaking=True, language="kk")
    make_subscriber("bolat@mail.example")
    table, data = tmp_path / "readers.csv", tmp_path / "readers.json"

    said_by("export", str(table))
    said_by("export", str(data))
    said_by("export", "-")

    first, second = csv.DictReader(StringIO(table.read_text()))
    assert (first["address"], first["language"], first["kinds"], first["sections"]) == (
        "aigul@mail.example",
        "kk",
        "digest breaking",
        "politics",
    )
    assert second["sections"] == ""
    assert [each["kinds"] for each in json.loads(data.read_text())] == [["digest", "breaking"], ["digest"]]
    assert capsys.readouterr().out == table.read_text()
    assert table.stat().st_mode & 0o077 == 0


def test_an_export_never_writes_over_another_file(tmp_path: Path):
    kept = tmp_path / "readers.csv"
    kept.write_text("mine")

    with pytest.raises(CommandError, match="cannot be written"):
        said_by("export", str(kept))
    with pytest.raises(CommandError, match="cannot be written"):
        said_by("export", str(tmp_path / "no" / "readers.csv"))
    assert kept.read_text() == "mine"


def test_nobody_subscribed_yet_is_an_empty_list(tmp_path: Path):
    said_by("export", str(tmp_path / "readers.json"))

    assert json.loads((tmp_path / "readers.json").read_text()) == []


def test_a_person_is_shown_what_is_kept_and_erased_on_request():
    make_subscriber("reader@mail.example")

    assert "reader@mail.example" in said_by("show", "Reader@MAIL.example")
    said_by("erase", "reader@mail.example")
    assert not Subscriber.objects.exists()
    assert Event.objects.get(action=Action.SUBSCRIBER_ERASED).by is None


def test_who_only_asked_and_has_not_confirmed_yet_is_shown_and_erased_too():
    ConfirmationLetter.objects.create(address="reader@mail.example", language="ru", wants_digest=True)

    assert "reader@mail.example" in said_by("show", "Reader@MAIL.example")
    said_by("erase", "reader@mail.example")
    assert not ConfirmationLetter.objects.exists()
    assert Event.objects.filter(action=Action.SUBSCRIBER_ERASED).exists()


@pytest.mark.parametrize(
    "arguments",
    [(), ("all",), ("show",), ("erase",), ("export",), ("show", "reader"), ("erase", "nobody@mail.example")],
)
def test_a_command_that_makes_no_sense_says_so(arguments):
    with pytest.raises(CommandError):
        said_by(*arguments)


def test_what_is_kept_of_subscribers_is_listed_with_its_purpose_and_age():
    assert "subscribers: 0, none. To send what was asked for; kept until they leave" in said_by("data")
    make_subscriber(confirmed_at=timezone.now() - timedelta(days=400))
    make_subscriber()

    assert "subscribers: 2, the oldest 400 days old." in said_by("data")
    assert "who got which letter: 0, none. To send each letter once; kept 30 days" in said_by("data")
