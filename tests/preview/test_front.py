"""The front page before its time: what is scheduled stands in it, what will be over does not, and no reader sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Rendition
from articles.publishing import Placed, arrange_front
from tests.factories import make_article, make_edition, make_photo, make_user, publish

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/slot/preview/"
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(client):
    client.force_login(make_user("reporter"))
    return client


def typed(at):
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M:%S}"


def seen(client, at=None, **asked):
    """The headlines of the places, and the page."""
    moment = {"at": typed(at)} if at else {}
    answer = client.get(ADDRESS, {"language": "ru"} | moment | asked)
    assert answer.status_code == 200
    return [place.card.headline for place in answer.context_data["page"].places], answer


@pytest.mark.parametrize("role", [None, ""], ids=["a stranger", "nobody at the desk"])
def test_who_may_not_read_unpublished_stories_sees_no_preview(client, role):
    publish(make_article(headline="Завтрашняя"), by=None, at=timezone.now() + HOUR)
    if role is not None:
        client.force_login(make_user(role))

    answer = client.get(ADDRESS, {"language": "ru", "at": typed(timezone.now() + 2 * HOUR)})

    assert answer.status_code in (302, 403)
    assert "Завтрашняя" not in answer.text


@pytest.mark.parametrize("role", ["reporter", "photo_editor"])
def test_a_scheduled_story_is_there_at_its_time_and_not_before(client, role):
    make_edition(headline="Живая")
    later = timezone.now().replace(microsecond=0) + HOUR
    publish(make_article(headline="Завтрашняя", importance=3), by=None, at=later)
    client.force_login(make_user(role))

    assert seen(client)[0] == ["Живая"]
    assert seen(client, later - timedelta(seconds=1))[0] == ["Живая"]
    assert seen(client, later)[0] == ["Завтрашняя", "Живая"]
    assert "Завтрашняя" not in client.get("/").text


def test_places_and_breaking_news_end_in_it_as_they_will(desk):
    end = timezone.now().replace(microsecond=0) + HOUR
    placed = make_edition(headline="Поставленная")
    make_edition(headline="Важная", importance=3)
    make_edition(headline="Молния", breaking_until=end)
    arrange_front("ru", {1: Placed(placed.article_id, end)}, by=None)

    before, answer = seen(desk)
    after, later = seen(desk, end)

    assert before == ["Поставленная", "Важная"]
    assert [card.headline for card in answer.context_data["page"].breaking] == ["Молния"]
    assert after == ["Важная", "Молния", "Поставленная"]
    assert later.context_data["page"].breaking == []


def test_a_story_that_readers_do_not_see_yet_leads_to_its_own_preview(desk):
    later = timezone.now().replace(microsecond=0) + HOUR
    live = make_edition(headline="Живая")
    waiting = publish(make_article(headline="Завтрашняя"), by=None, at=later)

    _headlines, answer = seen(desk, later)

    urls = {place.card.headline: place.card.url for place in answer.context_data["page"].places}
    preview = f"/admin/articles/article/{waiting.article_id}/preview/"
    assert urls == {"Завтрашняя": preview, "Живая": live.get_absolute_url()}


def test_no_cache_and_no_search_engine_keeps_it(desk):
    make_edition()

    _headlines, answer = seen(desk)

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_pictures_are_those_of_the_newsroom(desk):
    later = timezone.now().replace(microsecond=0) + HOUR
    publish(make_article(photo=make_photo(renditions=True)), by=None, at=later)

    text = seen(desk, later)[1].text

    assert "/preview/picture/" in text
    assert Rendition.objects.first().name.split("/")[0] in text
    assert not Rendition.objects.before_readers().exists()


def test_what_is_arranged_and_not_saved_is_shown_too(desk):
    first, second = (make_edition(headline=headline) for headline in ("Первая", "Вторая"))
    arrange_front("ru", {1: Placed(second.article_id)}, by=None)

    assert seen(desk, arranged="1", **{"place-1": first.article_id})[0] == ["Первая", "Вторая"]
    assert seen(desk, arranged="1")[0] == ["Вторая", "Первая"]


def test_what_is_not_saved_yet_ends_in_it_as_it_will(desk):
    later = timezone.now().replace(microsecond=0) + HOUR
    first, _second = (make_edition(headline=headline) for headline in ("Первая", "Вторая"))
    arranged = {"arranged": "1", "place-1": first.article_id, "place-1-until": typed(later)}

    before, answer = seen(desk, later - timedelta(seconds=1), **arranged)

    assert before == ["Первая", "Вторая"]
    assert seen(desk, later, **arranged)[0] == ["Вторая", "Первая"]
    assert seen(desk, later, **arranged | {"place-1-until": later.isoformat()})[0] == ["Вторая", "Первая"]
    assert f'name="place-1-until" value="{timezone.localtime(later).isoformat()}"' in answer.text


def test_its_masthead_names_the_day_of_that_moment(desk):
    later = timezone.now() + timedelta(days=40)

    assert f'<time datetime="{timezone.localdate(later):%Y-%m-%d}"><b>{timezone.localdate(later).day}</b>' in (
        seen(desk, later)[1].text
    )


NONSENSE: list[dict] = [
    {"at": "x"},
    {"at": "2026-13-45T99:00"},
    {"at": "0001-01-01T00:00"},
    {"at": "9999-12-31T23:59"},
    {"at": "1999-01-01T00:00"},
    {"at": "\x00"},
    {"language": "de"},
    {"arranged": "1", "place-1": "9" * 30},
    {"arranged": "1", "place-1": "x", "place-2": "٣"},
    {"arranged": "1", "place-1": "9", "place-1-until": "0001-01-01T00:00"},
    {"arranged": "1", "place-1": "9", "place-1-until": "T"},
]


def test_nonsense_is_the_front_page_of_now(desk):
    make_edition(headline="Живая")

    for asked in NONSENSE:
        answer = desk.get(ADDRESS, {"language": "ru"} | asked)

        assert [place.card.headline for place in answer.context_data["page"].places] == ["Живая"], asked


def test_the_page_speaks_its_own_language_and_the_bar_the_persons(client):
    make_edition(headline="Мост", language="kk")
    client.force_login(make_user("editor", desk_language="en"))

    answer = client.get(ADDRESS, {"language": "kk"})

    assert '<html lang="kk"' in answer.text
    assert "Back to arranging" in answer.text
