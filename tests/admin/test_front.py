"""The front page at the desk: who may arrange it, what is typed and saved, and two editors at once."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from articles.admin.front_desk import read, spans
from articles.models import Slot
from articles.publishing import Placed, arrange_front, arrangement, withdraw
from tests.factories import make_article, make_edition, make_photo, make_user, publish

ADDRESS = "/admin/articles/slot/"
HOUR = timedelta(hours=1)


@pytest.fixture
def stories(db):
    return [make_edition(headline=headline).article for headline in ("Первая", "Вторая", "Третья")]


def spots(response):
    return {spot.position: spot for spot in response.context["spots"]}


def sent(response, **typed):
    """The form as the page gave it, with what was typed over it: `story_1=12`, `lasting_1="hour"`."""
    fields = {"seen": response.context["desk"].seal}
    for position, form in response.context["desk"].forms.items():
        fields |= {f"place-{position}-story": form["story"].value() or "", f"place-{position}-lasting": ""}
    return fields | {f"place-{name[-1]}-{name[:-2]}": value for name, value in typed.items()}


@pytest.mark.parametrize("role", ["", "reporter", "photo_editor"])
def test_who_may_not_arrange_the_front_page_neither_sees_nor_saves_it(client, stories, role):
    client.force_login(make_user(role))

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"seen": "{}", "place-1-story": stories[0].pk}).status_code == 403
    assert client.post(f"{ADDRESS}place/", {"story": stories[0].pk, "place": "1"}).status_code == 403
    assert "slot" not in client.get("/admin/").text
    assert not Slot.objects.exists()


def test_an_editor_sees_what_stands_in_each_place_and_what_fills_itself(desk, stories):
    arrange_front("ru", {2: Placed(stories[0].pk)}, by=None)

    found = spots(desk.get(ADDRESS))

    assert (found[2].story, found[2].card.headline) == (stories[0], "Первая")
    assert (found[1].story, found[1].card.headline) == (None, "Третья")
    assert (found[7].story, found[7].card) == (None, None)


def test_what_the_newsroom_did_not_write_is_named_so_where_it_was_placed(desk, stories):
    partner = make_edition(headline="Чужая", genre="partner").article
    arrange_front("ru", {2: Placed(partner.pk), 3: Placed(stories[0].pk)}, by=None)

    page = html.fromstring(desk.get(ADDRESS).content.decode())

    (label,) = page.find_class("spot-outside")
    assert label.text_content() == partner.get_genre_display()
    assert label.xpath("ancestor::li/@data-place") == ["2"]


def test_an_editor_places_stories_without_scripts(desk, editor, stories):
    first, second, _third = stories

    done = desk.post(
        f"{ADDRESS}?language=ru",
        sent(desk.get(ADDRESS), story_1=first.pk, story_3=second.pk, lasting_3="at")
        | {"place-3-until_0": "2199-12-31", "place-3-until_1": "09:00"},
    )

    assert (done.status_code, done.url) == (302, f"{ADDRESS}?language=ru")
    placed = arrangement("ru")
    assert placed[1] == Placed(first.pk)
    assert timezone.localtime(placed[3].until).isoformat() == "2199-12-31T09:00:00+05:00"
    assert Slot.objects.get(position=1).placed_by == editor


def test_the_ends_of_one_click_are_those_of_the_newsrooms_clock(time_machine):
    time_machine.move_to("2026-11-24T18:07:30+05:00")
    ends = {name: f"{timezone.localtime(end):%d %H:%M}" for name, end in spans(timezone.now()).items()}

    assert ends == {"hour": "24 19:07", "three": "24 21:07", "evening": "24 20:00", "morning": "25 08:00"}

    time_machine.move_to("2026-11-24T23:00:00+05:00")
    assert f"{timezone.localtime(spans(timezone.now())['evening']):%d %H:%M}" == "25 20:00"


def test_a_span_is_counted_from_the_moment_of_saving(desk, stories):
    desk.post(ADDRESS, sent(desk.get(ADDRESS), story_1=stories[0].pk, lasting_1="hour"))

    left = arrangement("ru")[1].until - timezone.now()
    assert HOUR - timedelta(minutes=2) < left <= HOUR


def test_seconds_that_the_fields_do_not_show_are_kept(desk, stories):
    until = timezone.now() + HOUR
    arrange_front("ru", {1: Placed(stories[0].pk, until)}, by=None)
    local = timezone.localtime(until)
    shown = {"place-1-until_0": f"{local:%Y-%m-%d}", "place-1-until_1": f"{local:%H:%M}"}

    desk.post(ADDRESS, sent(desk.get(ADDRESS), lasting_1="at", story_2=stories[1].pk) | shown)

    assert arrangement("ru") == {1: Placed(stories[0].pk, until), 2: Placed(stories[1].pk)}


def test_nonsense_in_place_of_a_number_is_told_and_saves_nothing(desk, stories):
    opened = desk.get(ADDRESS)
    for typed in ("мост", "-1", "0", "1" * 30, "12.5", "\x00"):
        answer = desk.post(ADDRESS, sent(opened, story_1=stories[0].pk, story_2=typed))

        assert answer.status_code == 200
        assert answer.context["desk"].forms[2].errors["story"]
    assert arrangement("ru") == {}


def test_what_cannot_stand_there_is_told_at_its_place_and_what_was_typed_stays(desk, stories):
    first, _second, third = stories
    withdraw(third, by=None)
    typed = sent(desk.get(ADDRESS), story_1=first.pk, story_2=third.pk, story_3=10**17)

    answer = desk.post(ADDRESS, typed)

    forms = answer.context["desk"].forms
    assert {position: bool(form.errors) for position, form in forms.items() if form.errors} == {2: True, 3: True}
    assert [forms[position].number for position in (1, 2, 3)] == [first.pk, third.pk, 10**17]
    assert spots(answer)[2].story == third
    assert arrangement("ru") == {}


def test_a_time_of_ones_own_wants_to_be_typed(desk, stories):
    answer = desk.post(ADDRESS, sent(desk.get(ADDRESS), story_1=stories[0].pk, lasting_1="at"))

    assert answer.context["desk"].forms[1].errors["until"]
    assert arrangement("ru") == {}


def test_the_second_of_two_editors_sees_both_arrangements_and_loses_neither(desk, chief, stories):
    first, second, third = stories
    opened = desk.get(ADDRESS)
    arrange_front("ru", {1: Placed(first.pk), 2: Placed(second.pk)}, by=chief)

    refused = desk.post(ADDRESS, sent(opened, story_1=third.pk))

    assert refused.status_code == 200
    assert arrangement("ru") == {1: Placed(first.pk), 2: Placed(second.pk)}
    troubles = " ".join(map(str, refused.context["troubles"]))
    assert str(chief) in troubles and "Первая" in troubles
    assert {place: spot.story for place, spot in spots(refused).items() if spot.story} == {1: third, 2: second}
    assert [place for place, spot in spots(refused).items() if spot.is_changed] == [1]
    assert "data-unsaved" in refused.text

    assert desk.post(ADDRESS, sent(refused)).status_code == 302
    assert arrangement("ru") == {1: Placed(third.pk), 2: Placed(second.pk)}


def test_nothing_of_either_is_lost_where_the_second_had_mistyped_first(desk, chief, stories):
    first, second, third = stories
    opened = desk.get(ADDRESS)
    arrange_front("ru", {1: Placed(first.pk)}, by=chief)

    mistyped = desk.post(ADDRESS, sent(opened, story_2="нет"))
    refused = desk.post(ADDRESS, sent(mistyped, story_2=second.pk))

    assert refused.status_code == 200
    assert str(chief) in " ".join(map(str, refused.context["troubles"]))
    assert desk.post(ADDRESS, sent(refused, story_3=third.pk)).status_code == 302
    assert arrangement("ru") == {1: Placed(first.pk), 2: Placed(second.pk), 3: Placed(third.pk)}


SEALS = [
    "",
    "x",
    "[]",
    "null",
    '{"1": 2}',
    '{"x": [1, null]}',
    '{"1": ["2", 5]}',
    '{"1": [1, "no time"]}',
    '{"1": [1, {}]}',
    '{"1": [1, ""]}',
    '{"1": [1, 0]}',
    '{"1": [1, "2199-01-01T00:00"]}',
    '{"1": [Infinity, null]}',
    "[" * 100_000,
]


def test_a_seal_that_the_page_never_gave_has_seen_nothing():
    assert [read(seal) for seal in SEALS] == [{}] * len(SEALS)


def test_who_has_seen_nothing_overwrites_nothing(desk, stories):
    arrange_front("ru", {1: Placed(stories[0].pk)}, by=None)

    answer = desk.post(ADDRESS, {"seen": "", "place-1-story": stories[1].pk})

    assert answer.status_code == 200
    assert arrangement("ru") == {1: Placed(stories[0].pk)}


def test_a_seal_is_read_as_it_was_written(desk, stories):
    placed = {1: Placed(stories[0].pk, timezone.now() + HOUR), 4: Placed(stories[1].pk)}
    arrange_front("ru", placed, by=None)

    assert read(desk.get(ADDRESS).context["desk"].seal) == placed
    assert read(json.dumps({"1": [5, None]})) == {1: Placed(5)}


@pytest.mark.parametrize("later", [False, True], ids=["a draft", "scheduled"])
def test_a_placed_story_that_readers_do_not_see_is_marked(desk, later):
    article = make_article()
    if later:
        publish(article, by=None, at=timezone.now() + HOUR)
    arrange_front("ru", {1: Placed(article.pk)}, by=None)

    assert spots(desk.get(ADDRESS))[1].is_waiting


def test_breaking_news_are_listed_with_their_end_and_a_way_to_the_story(desk, db):
    edition = make_edition(headline="Молния", breaking_until=timezone.now() + HOUR)
    make_edition(headline="Вчерашняя", breaking_until=timezone.now() - HOUR)

    answer = desk.get(ADDRESS)

    assert [card.headline for card in answer.context["breaking"]] == ["Молния"]
    assert f"/admin/articles/article/{edition.article_id}/change/" in answer.text


def test_each_language_has_a_front_page_of_its_own(desk):
    edition = make_edition(headline="Мост", language="kk")

    desk.post(f"{ADDRESS}?language=kk", sent(desk.get(ADDRESS), story_1=edition.article_id))

    assert list(Slot.objects.values_list("language", "position")) == [("kk", 1)]
    assert desk.get(f"{ADDRESS}?language=de").status_code == 200


def test_the_dialog_offers_the_newest_live_stories_of_the_language_and_finds_others(desk, stories):
    make_edition(headline="Қазақша", language="kk")
    draft = make_article(headline="Первый черновик")

    def offered(**asked):
        answer = desk.get(f"{ADDRESS}choose/", {"language": "ru"} | asked)
        return [story.headline for story in answer.context["choices"]]

    assert offered() == ["Третья", "Вторая", "Первая"]
    assert offered(q=str(draft.pk)) == ["Первый черновик"]
    assert offered(q="Қазақша") == []
    assert offered(q="\x00") == ["Третья", "Вторая", "Первая"]


def test_a_story_is_placed_by_one_click_from_its_own_page(desk, stories):
    first, second, _third = stories
    arrange_front("ru", {1: Placed(first.pk)}, by=None)
    link = f"{ADDRESS}?language=ru&amp;put={second.pk}"

    assert link in desk.get(f"/admin/articles/article/{second.pk}/change/").text
    assert desk.get(ADDRESS, {"language": "ru", "put": second.pk}).context["put"] == second
    desk.post(f"{ADDRESS}place/", {"story": second.pk, "place": "1"})

    assert arrangement("ru") == {1: Placed(second.pk), 2: Placed(first.pk)}


def test_one_click_into_no_place_changes_nothing(desk, stories):
    for place in ("", "0", "8", "x", "9" * 30):
        assert desk.post(f"{ADDRESS}place/", {"story": stories[0].pk, "place": place}).status_code == 302
    assert desk.post(f"{ADDRESS}place/", {"story": "1" * 30, "place": "1"}).status_code == 404
    assert arrangement("ru") == {}


@pytest.mark.parametrize("count", [1, 8])
def test_the_page_asks_as_often_for_seven_old_stories_as_for_one(desk, count, django_assert_max_num_queries):
    stories = [make_edition(photo=make_photo(renditions=True)).article for _number in range(count)]
    arrange_front("ru", {place: Placed(story.pk) for place, story in enumerate(stories[:7], 1)}, by=None)

    with django_assert_max_num_queries(12):
        desk.get(ADDRESS)
