"""Who did what: every act of the desk leaves a line that nobody rewrites, and the chief reads them all."""

from datetime import datetime

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from articles.models import Event
from articles.models.event import Action
from articles.publishing import note_down
from tests.factories import make_article, make_author, make_photo, make_section, make_user

LIST = "/admin/articles/event/"
NAMES = {"name_kk": "", "name_en": "", "position": "1"}


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def rows(response) -> list[Event]:
    return response.context["cl"].result_list


@pytest.mark.parametrize("role", ["reporter", "editor", "photo_editor"])
def test_the_audit_is_the_chiefs(client, role, db):
    client.force_login(make_user(role))

    assert client.get(LIST).status_code == 403


def test_what_is_done_with_a_noun_is_noted_with_what_it_was_and_is(desk, chief):
    desk.post("/admin/articles/section/add/", NAMES | {"name_ru": "Наука"})
    added = Event.objects.get()
    assert (added.action, added.by, added.noun, added.label) == (Action.ADDED, chief, "section", "Наука")

    address = f"/admin/articles/section/{added.noun_id}/change/"
    desk.post(address, NAMES | {"name_ru": "Наука и жизнь"})
    desk.post(address, NAMES | {"name_ru": "Наука и жизнь"})

    changed = Event.objects.first()
    assert Event.objects.count() == 2, "saving without a change is no event"
    assert (changed.action, changed.details) == (Action.CHANGED, {"changes": {"name_ru": ["Наука", "Наука и жизнь"]}})


def test_a_person_named_by_an_author_is_noted_by_name(desk, reporter):
    author = make_author(name_ru="Айгуль")

    desk.post(f"/admin/articles/author/{author.pk}/change/", NAMES | {"name_ru": "Айгуль", "user": reporter.pk})

    assert Event.objects.get().details == {"changes": {"user": ["", "reporter"]}}


def test_a_choice_is_told_in_words(desk):
    photo = make_photo()
    changes = {"digital_source_type": ["digitalCapture", "trainedAlgorithmicMedia"]}
    note_down(Action.CHANGED, by=None, subject=photo, changes=changes)

    page = desk.get(f"/admin/articles/photo/{photo.pk}/history/").content.decode()

    assert "«снято камерой» → «создано машиной»" in page


def test_what_is_deleted_leaves_its_name(desk):
    section = make_section("culture", name_ru="Культура")

    desk.post(f"/admin/articles/section/{section.pk}/delete/", {"post": "yes"})

    event = Event.objects.get()
    assert (event.action, event.noun_id, event.label) == (Action.DELETED, section.pk, "Культура")


def test_changing_the_order_of_sections_in_their_list_is_noted(desk):
    section = make_section("culture", position=1)
    form = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": section.pk, "form-0-position": "9"}

    desk.post("/admin/articles/section/", form | {"_save": "1"})

    assert Event.objects.get().details == {"changes": {"position": ["1", "9"]}}


def test_a_noun_shows_what_was_done_with_it(desk, chief):
    section, other = make_section("culture"), make_section("sport")
    note_down(Action.CHANGED, by=chief, subject=section, changes={"name_ru": ["Быт", "Культура"]})
    note_down(Action.CHANGED, by=chief, subject=other, changes={"name_ru": ["Бег", "Спорт"]})

    page = desk.get(f"/admin/articles/section/{section.pk}/history/").content.decode()

    assert "«Быт» → «Культура»" in page
    assert "Бег" not in page


def test_a_name_cannot_forge_a_line(desk, chief):
    """Line breaks, marks that turn writing, and markup: in names, reasons and details."""
    nasty = "Мост\n12:00 chief опубликовал\u202e\u2066<b id=forged>\x07"
    section = make_section("culture", name_ru=nasty)
    note_down(Action.CHANGED, by=chief, subject=section, note=nasty, changes={"name_ru": [nasty, nasty]}, before=nasty)

    for address in (LIST, f"/admin/articles/section/{section.pk}/history/"):
        page = desk.get(address).content.decode()
        shown = page[page.index("<table") : page.index("</table>")]

        assert not {"\u202e", "\u2066", "\x07"} & set(shown)
        assert "Мост 12:00 chief опубликовал&lt;b id=forged&gt;" in shown
        assert html.fromstring(page).xpath("//*[@id='forged']") == []


@pytest.mark.parametrize("address", ["add/", "{}/delete/"])
def test_no_line_is_added_or_deleted_by_hand(desk, chief, address):
    event = note_down(Action.KILLED, by=chief, article=make_article())

    assert desk.post(LIST + address.format(event.pk), {"post": "yes"}).status_code == 403
    assert Event.objects.get() == event


def test_a_line_opens_to_be_read_and_not_changed(desk, chief):
    event = note_down(Action.KILLED, by=chief, article=make_article(), note="по решению суда")

    page = desk.get(f"{LIST}{event.pk}/change/").content.decode()
    desk.post(f"{LIST}{event.pk}/change/", {"note": "само"})

    assert "по решению суда" in page
    assert 'name="_save"' not in page
    assert Event.objects.get().note == "по решению суда"


def test_the_audit_is_narrowed_by_person_action_and_story(desk, chief, editor):
    bridge, river = make_article(), make_article()
    note_down(Action.SAVED, by=editor, article=bridge, from_version=1, to_version=2)
    note_down(Action.SAVED, by=chief, article=bridge)
    note_down(Action.KILLED, by=chief, article=river)

    assert [each.by for each in rows(desk.get(LIST, {"person": editor.pk}))] == [editor]
    assert [each.action for each in rows(desk.get(LIST, {"action": "killed"}))] == ["killed"]
    assert [each.article for each in rows(desk.get(LIST, {"story": bridge.pk}))] == [bridge, bridge]
    assert len(rows(desk.get(LIST, {"story": bridge.pk, "person": editor.pk}))) == 1


def test_a_day_is_the_newsrooms_day(desk, chief):
    zone = timezone.get_default_timezone()
    with time_machine.travel(datetime(2026, 11, 22, 23, 59, tzinfo=zone), tick=False):
        note_down(Action.KILLED, by=chief)
    with time_machine.travel(datetime(2026, 11, 23, 0, 1, tzinfo=zone), tick=False):
        event = note_down(Action.UNDONE, by=chief)

    assert rows(desk.get(LIST, {"day": "2026-11-23"})) == [event]


NUMBERS = [
    "person=999999999999999999999",
    "story=-1",
    "story=9999999999999999999999",
    "before=-1",
    "before=9" + "9" * 30,
]


@pytest.mark.parametrize(
    "nonsense", ["person=x", "action=eaten", "day=0000-00-00", "day=9999-12-31", "p=1000000", "o=1.2", "e=1", *NUMBERS]
)
def test_nonsense_in_the_address_narrows_nothing(desk, chief, nonsense):
    note_down(Action.KILLED, by=chief)

    response = desk.get(f"{LIST}?{nonsense}", follow=True)

    assert response.status_code == 200
    assert len(rows(response)) == 1


def test_pages_go_on_by_the_last_line(desk, chief):
    events = [note_down(Action.SAVED, by=chief, article=None) for _ in range(120)]
    first = desk.get(LIST)
    second = desk.get(LIST + first.context["cl"].older)
    third = desk.get(LIST + second.context["cl"].older)

    shown = [each.pk for page in (first, second, third) for each in rows(page)]
    assert shown == [each.pk for each in reversed(events)]
    assert (third.context["cl"].older, first.context["cl"].newest) == ("", "")


@pytest.mark.parametrize("lines", [3, 40])
def test_the_list_asks_the_same_few_queries_however_long_it_is(
    desk, chief, editor, lines, django_assert_max_num_queries
):
    story, section = make_article(), make_section("culture")
    for number in range(lines):
        note_down(Action.SAVED, by=(chief, editor)[number % 2], article=story)
        note_down(Action.CHANGED, by=chief, subject=section, changes={"name_ru": ["а", "б"]})

    with django_assert_max_num_queries(8) as queries:
        desk.get(LIST)

    assert not [each for each in queries.captured_queries if "COUNT(" in each["sql"]]


def test_the_audit_names_kinds_warnings_and_times_in_words(client, chief):
    note_down(
        Action.PUBLISHED,
        by=chief,
        article=make_article(),
        change="correction",
        warnings=["no_photo"],
        until="2026-11-24T02:22:57+00:00",
    )
    client.force_login(chief)

    page = client.get("/admin/articles/event/").content.decode()

    assert "исправление" in page
    assert "нет главного фото" in page
    assert "24 ноя" in page
    assert not any(code in page for code in ("no_photo", "T02:22"))
