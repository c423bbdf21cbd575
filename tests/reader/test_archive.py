"""The archive: a month as a calendar, a day as a list."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.pages import archive_page, day_page, month_page
from tests.factories import make_edition, make_photo
from tests.reader.markup import found, parsed, words

pytestmark = pytest.mark.django_db


def appeared(*moment: int, **fields):
    """A story that appeared at that moment of UTC."""
    at = datetime(*moment, tzinfo=UTC)
    return make_edition(at=at, **fields)


def days_linked(page):
    return [link.get("href") for link in found(page, "table", "calendar")[0].xpath(".//td/a")]


def headlines(page):
    return [words(each) for each in found(page, "*", "headline")]


def test_a_month_links_the_days_that_had_stories_and_the_months_around_it(client):
    for moment in ((2021, 2, 3, 6), (2021, 4, 29, 6), (2021, 4, 30, 6), (2022, 7, 1, 6)):
        appeared(*moment)

    page = parsed(client, "/archive/2021/04/")

    assert days_linked(page) == ["/archive/2021/04/29/", "/archive/2021/04/30/"]
    assert [link.get("href") for link in page.xpath("//nav[contains(@class, 'months')]//a")] == [
        "/archive/2021/02/",
        "/archive/2022/07/",
        "/archive/2021/02/",
        "/archive/2021/04/",
    ]


def test_a_day_shows_its_stories_newest_first_and_the_nearest_days_with_any(client):
    appeared(2021, 3, 1, 6, headline="Март")
    appeared(2021, 4, 30, 6, headline="Утро")
    appeared(2021, 4, 30, 12, headline="Вечер")
    appeared(2021, 5, 9, 6, headline="Май")

    page = parsed(client, "/archive/2021/04/30/")

    assert headlines(page) == ["Вечер", "Утро"]
    assert [link.get("href") for link in page.xpath("//nav[contains(@class, 'neighbouring-days')]//a")] == [
        "/archive/2021/03/01/",
        "/archive/2021/05/09/",
    ]


def test_the_day_before_is_of_the_same_month_where_that_had_one(client):
    for day in (1, 12, 14, 30):
        appeared(2021, 4, day, 6)

    page = day_page("ru", date(2021, 4, 14))

    assert (page.day_before, page.day_after) == (date(2021, 4, 12), date(2021, 4, 30))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ((2024, 2, 28, 17, 59), "2024/02/28"),
        ((2024, 2, 28, 18, 0), "2024/02/29"),
        ((2024, 2, 29, 18, 59), "2024/02/29"),  # the 25th hour of that day
        ((2024, 2, 29, 19, 0), "2024/03/01"),
        ((2024, 3, 1, 18, 59), "2024/03/01"),
        ((2024, 3, 1, 19, 0), "2024/03/02"),
    ],
)
def test_a_day_begins_and_ends_where_the_newsroom_is(client, moment, day):
    """Almaty moved from UTC+6 to UTC+5 at the end of 29 February 2024."""
    edition = appeared(*moment)

    assert client.get(f"/archive/{day}/").status_code == 200
    assert days_linked(parsed(client, f"/archive/{day[:7]}/")) == [f"/archive/{day}/"]
    assert edition.get_absolute_url().startswith(f"/{day.replace('/', '')}/")


def test_what_no_calendar_has_and_what_nobody_wrote_is_unknown(client):
    appeared(2021, 4, 29, 6)

    unknown = "2021/04/28 2021/04/31 2021/02/30 2021/00 2021/13 2021/4 2021 2021/03 2999/12 2999/12/31 0001/01 "
    unknown += "0000/00/00 9999/12/31 ٢٠٢١/٠٤"
    found = [each for each in unknown.split() if client.get(f"/archive/{each}/").status_code != 404]

    assert found == []
    assert client.get("/archive/2021/04/29/").status_code == 200


def test_tomorrow_is_unknown_though_a_story_waits_for_it(client):
    make_edition()
    tomorrow = timezone.now() + timedelta(days=1)
    make_edition(at=tomorrow)

    assert client.get(f"/archive/{timezone.localdate(tomorrow):%Y/%m/%d}/").status_code == 404
    assert f"{timezone.localdate(tomorrow):/%Y/%m/%d/}" not in client.get("/archive/").content.decode()


def test_a_month_of_nothing_between_stories_can_be_read_but_not_found(client):
    appeared(2021, 2, 3, 6)
    appeared(2021, 4, 3, 6)

    empty, filled = (client.get(f"/archive/2021/{month}/").content.decode() for month in ("03", "04"))

    assert "noindex" in empty
    assert "noindex" not in filled


def test_a_newsroom_that_wrote_nothing_has_an_empty_archive(client):
    response = client.get("/archive/")

    assert response.status_code == 200
    assert "noindex" in response.content.decode()
    assert client.get(f"/archive/{timezone.localdate():%Y/%m}/").status_code == 404


def test_each_language_has_days_of_its_own(client):
    appeared(2021, 4, 29, 6)
    appeared(2021, 4, 30, 6, language="kk")

    assert days_linked(parsed(client, "/kk/archive/2021/04/")) == ["/kk/archive/2021/04/30/"]
    assert client.get("/kk/archive/2021/04/29/").status_code == 404
    assert client.get("/en/archive/2021/04/").status_code == 404


def test_a_long_day_goes_on_and_never_reaches_into_the_day_before(client):
    appeared(2021, 4, 29, 6, headline="Накануне")
    for minute in range(26):
        appeared(2021, 4, 30, 6, minute, headline=f"Новость {minute}")

    first = parsed(client, "/archive/2021/04/30/")
    older = first.xpath("//a[contains(@class, 'paging-older')]/@href")[0]
    second = parsed(client, f"/archive/2021/04/30/{older}")

    assert len(headlines(first)) == 24
    assert headlines(second) == ["Новость 1", "Новость 0"]
    assert second.xpath("//link[@rel='canonical']/@href")[0].endswith(f"/archive/2021/04/30/{older}")
    assert client.get("/archive/2021/04/30/?before=0-0").status_code == 404


def test_lists_lead_to_the_days_they_show(client):
    appeared(2021, 4, 30, 6, tags=["мост"])

    assert found(parsed(client, "/tag/most/"), "h2", "day-name")[0].xpath("./a/@href") == ["/archive/2021/04/30/"]
    assert parsed(client, "/").xpath("//p[@class='today']/a/@href") == ["/archive/"]


@pytest.mark.parametrize("number", [1, 9])
def test_a_day_takes_four_queries_and_a_month_two(django_assert_num_queries, number):
    for minute in range(number):
        appeared(2021, 4, 30, 6, minute, photo=make_photo(renditions=True))

    with django_assert_num_queries(4):
        assert day_page("ru", date(2021, 4, 30)).stories
    with django_assert_num_queries(2):
        assert month_page("ru", date(2021, 4, 1)).calendar.days
    with django_assert_num_queries(2):
        assert not archive_page("ru").calendar.days


def test_this_month_is_that_of_the_newsroom(client):
    with time_machine.travel(datetime(2024, 2, 29, 19, 30, tzinfo=UTC), tick=False):
        page = parsed(client, "/archive/")

    assert page.xpath("//td[not(normalize-space())]") == page.xpath("//tbody/tr[1]/td[position() < 5]")
