"""The front page: what a hand placed, what fills itself, and what the clock ends. No story stands there twice."""

from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Section, Slot
from articles.pages import front_page, next_edge_of_front
from articles.pages.cards import Card
from articles.pages.frame import Shelf
from articles.pages.front import ANNOUNCED, IN_A_BLOCK, IN_THE_LINE, NEWEST, arranged
from articles.publishing import withdraw
from tests.factories import kill, make_article, make_edition, make_photo, make_section, publish

NOON = datetime(2021, 4, 30, 6, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def put(edition, position, *, until=None, language="ru"):
    return Slot.objects.create(language=language, position=position, article_id=edition.article_id, until=until)


def make_editions(count, **fields):
    return [make_edition(headline=f"Новость {number}", at=NOON + number * MINUTE, **fields) for number in range(count)]


def in_places(page):
    return {place.position: place.card.headline for place in page.places}


def by_hand(page):
    return {place.position: place.card.headline for place in page.places if place.by_hand}


SECTIONS = [Shelf("section", number, f"section-{number}", f"Рубрика {number}", "ru") for number in range(3)]


def make_card(number, importance=1, is_breaking=False):
    said = {"id": number, "section": {"id": number % 4}, "importance": importance, "is_breaking": is_breaking}
    return Card(**(dict.fromkeys(Card.__dataclass_fields__, "") | said))


@given(
    stories=st.lists(st.tuples(st.sampled_from([1, 2, 3]), st.booleans()), max_size=70),
    slots=st.dictionaries(st.integers(1, 7), st.integers(0, 75), max_size=7).filter(
        lambda slots: len(set(slots.values())) == len(slots)
    ),
)
@settings(max_examples=40, deadline=None)
def test_no_story_stands_twice_whatever_an_editor_places(stories, slots):
    found = [make_card(number, *story) for number, story in enumerate(stories)]

    page = arranged(found, slots, SECTIONS)

    placed = [place.card.id for place in page["places"]]
    listed = [card.id for card in chain(page["breaking"], *(cards for _section, cards in page["blocks"]))]
    assert len(placed + listed) == len({*placed, *listed})
    assert [place.position for place in page["places"]] == sorted({place.position for place in page["places"]})
    live = {position: story for position, story in slots.items() if story < len(found)}
    assert {place.position: place.card.id for place in page["places"] if place.by_hand} == live
    assert len(placed) == 7 or len(placed + listed) >= min(len(found), NEWEST) - 4 * IN_A_BLOCK
    assert len(page["breaking"]) <= IN_THE_LINE
    assert [card.id for card in page["strip"]] == list(range(len(found)))[:12]


@pytest.mark.django_db
def test_the_front_leads_with_the_most_important_of_the_newest():
    make_editions(3)
    make_edition(headline="Главная", importance=3, at=NOON)

    assert front_page("ru").lead.headline == "Главная"


@pytest.mark.django_db
def test_no_story_stands_twice_on_the_front_outside_the_strip():
    sections = [make_section(slug, name_ru=slug) for slug in ("politics", "sport", "culture")]
    for number in range(40):
        make_edition(headline=f"Новость {number}", section=sections[number % 3], at=NOON + number * MINUTE)

    page = front_page("ru")

    shown = [page.lead, *page.secondary, *(card for _section, listed in page.blocks for card in listed)]
    assert len(shown) == len({card.id for card in shown}) == 1 + 6 + 15
    assert [card.headline for card in page.strip] == [f"Новость {number}" for number in range(39, 27, -1)]


@pytest.mark.django_db
def test_a_front_without_stories_is_still_a_page(client):
    page = front_page("kk")

    assert (page.lead, page.secondary, page.breaking, page.blocks, page.strip) == (None, [], [], [], [])
    assert Section.objects.count() == 0
    assert client.get("/kk/").status_code == 200


@pytest.mark.django_db
def test_what_an_editor_placed_and_what_is_breaking_are_shown_however_old():
    lead, fifth = make_editions(2)
    make_edition(headline="Молния", at=NOON, breaking_until=timezone.now() + HOUR)
    for _number in range(NEWEST):
        make_edition(headline="Свежая")
    make_edition(headline="Важная", importance=3)
    put(lead, 1)
    put(fifth, 5)

    page = front_page("ru")

    assert by_hand(page) == {1: "Новость 0", 5: "Новость 1"}
    assert in_places(page)[2] == "Важная"
    assert sorted(in_places(page)) == [1, 2, 3, 4, 5, 6, 7]
    assert [card.headline for card in page.breaking] == ["Молния"]


@pytest.mark.django_db
@pytest.mark.parametrize("genre", ["partner", "press_release"])
def test_what_the_newsroom_did_not_write_takes_a_place_by_hand_alone(genre):
    section = make_section("politics", name_ru="Политика")
    make_edition(headline="Своя", section=section, at=NOON)
    late = {"genre": genre, "section": section, "importance": 3, "breaking_until": timezone.now() + HOUR}
    placed, _left = (make_edition(headline=headline, at=NOON + MINUTE, **late) for headline in ("Чужая", "Ещё чужая"))

    by_itself = front_page("ru")
    put(placed, 2)

    assert (in_places(by_itself), by_itself.breaking, by_itself.blocks) == ({1: "Своя"}, [], [])
    assert len(by_itself.strip) == 3
    assert in_places(front_page("ru")) == {1: "Своя", 2: "Чужая"}


@pytest.mark.django_db
def test_a_place_fills_itself_to_the_second_when_its_time_is_over():
    old, _new = make_editions(2)
    until = timezone.now() + HOUR
    put(old, 1, until=until)

    assert front_page("ru", at=until - SECOND).lead.headline == "Новость 0"
    assert front_page("ru", at=until).lead.headline == "Новость 1"
    assert by_hand(front_page("ru", at=until)) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("end", [kill, withdraw], ids=["killed", "withdrawn"])
def test_a_story_that_readers_may_no_longer_see_leaves_its_place(end):
    first, _second = (make_edition(headline=headline) for headline in ("Первая", "Вторая"))
    put(first, 1)
    assert front_page("ru").lead.headline == "Первая"

    end(first.article, by=None)

    assert in_places(front_page("ru")) == {1: "Вторая"}


@pytest.mark.django_db
def test_drafts_and_stories_in_another_language_leave_their_places_empty():
    make_edition(headline="Живая")
    Slot.objects.create(language="ru", position=1, article=make_article(headline="Черновик"))
    put(make_edition(headline="Қазақша", language="kk"), 2)

    assert in_places(front_page("ru")) == {1: "Живая"}
    assert [card.headline for card in front_page("kk").strip] == ["Қазақша"]


@pytest.mark.django_db
def test_a_place_far_down_is_no_gap_while_there_are_few_stories():
    first, _second = make_editions(2)
    put(first, 6)

    page = front_page("ru")

    assert [page.lead.headline, *(card.headline for card in page.secondary)] == ["Новость 1", "Новость 0"]


@pytest.mark.django_db
def test_breaking_news_stand_in_the_line_until_their_time_is_over_to_the_second(client, time_machine):
    over = (timezone.now() + HOUR).replace(microsecond=0)
    make_edition(headline="Важная", importance=3)
    make_edition(headline="Срочная", breaking_until=over)

    assert 'class="breaking"' in client.get("/").text
    before, after = front_page("ru", at=over - SECOND), front_page("ru", at=over)

    assert [card.headline for card in before.breaking] == ["Срочная"]
    assert in_places(before) == {1: "Важная"}
    assert after.breaking == []
    assert in_places(after) == {1: "Важная", 2: "Срочная"}
    time_machine.move_to(over)
    assert 'class="breaking"' not in client.get("/").text


@pytest.mark.django_db
def test_the_line_holds_the_three_newest_of_those_that_are_breaking_still():
    now = timezone.now()
    for number in range(5):
        make_edition(headline=f"Молния {number}", at=NOON + number * MINUTE, breaking_until=now + HOUR)
    make_edition(headline="Вчерашняя", breaking_until=now - HOUR)
    make_edition(headline="Жедел", language="kk", breaking_until=now + HOUR)

    assert [card.headline for card in front_page("ru").breaking] == ["Молния 4", "Молния 3", "Молния 2"]
    assert [card.headline for card in front_page("kk").breaking] == ["Жедел"]


@pytest.mark.django_db
def test_breaking_news_that_an_editor_placed_are_not_in_the_line_too():
    edition = make_edition(headline="Молния", breaking_until=timezone.now() + HOUR)
    put(edition, 1)

    page = front_page("ru")

    assert (page.lead.headline, page.lead.is_breaking, page.breaking) == ("Молния", True, [])


@pytest.mark.django_db
def test_a_front_of_breaking_news_alone_is_a_page_that_search_engines_may_keep(client):
    make_edition(headline="Молния", breaking_until=timezone.now() + HOUR)

    answer = client.get("/").text

    assert answer.count("Молния") == 2
    assert "noindex" not in answer


@pytest.mark.django_db
def test_the_next_edge_is_the_first_end_of_a_place_or_of_breaking_news():
    now = timezone.now()
    first, second = (make_edition(breaking_until=now + hours * HOUR) for hours in (2, 4))
    make_edition(breaking_until=now - HOUR)
    put(first, 1, until=now + HOUR)
    put(second, 2)
    put(make_edition(language="kk"), 1, until=now + MINUTE, language="kk")

    moments = [now]
    while moments[-1]:
        moments.append(next_edge_of_front("ru", moments[-1]))

    assert moments[1:] == [now + HOUR, now + 2 * HOUR, now + 4 * HOUR, None]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [8, 30])
def test_the_front_asks_four_times_however_many_stories_with_seven_old_ones_placed(count, django_assert_num_queries):
    editions = make_editions(count, photo=make_photo(renditions=True), breaking_until=timezone.now() + HOUR)
    for number in range(7):
        put(editions[number], number + 1, until=timezone.now() + HOUR)

    with django_assert_num_queries(4):
        page = front_page("ru")
    with django_assert_num_queries(2):
        next_edge_of_front("ru", timezone.now())
    assert sorted(by_hand(page)) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.django_db
def test_breaking_news_that_are_over_do_not_hide_those_that_are_not():
    now = timezone.now()
    make_edition(headline="Молния", at=NOON, breaking_until=now + HOUR)
    for _number in range(ANNOUNCED - 1):
        make_edition(breaking_until=now - HOUR)

    assert [card.headline for card in front_page("ru").breaking] == ["Молния"]


@pytest.mark.django_db
def test_a_scheduled_story_takes_its_place_at_its_time():
    make_edition(headline="Живая")
    later = timezone.now() + HOUR
    article = make_article(headline="Завтрашняя")
    put(publish(article, by=None, at=later), 1)

    assert in_places(front_page("ru", at=later - SECOND)) == {1: "Живая"}
    assert in_places(front_page("ru", at=later)) == {1: "Завтрашняя", 2: "Живая"}
