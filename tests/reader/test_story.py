"""A story's page as readers get it: where it stands, how it is passed on, what it loads and what it says of itself."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from articles.models import Slot
from articles.text.players import ORIGINS
from tests.factories import make_article, make_edition, make_photo, publish
from tests.reader.markup import found, parsed, words

pytestmark = pytest.mark.django_db

VIDEO = (
    '<news-card data-kind="embed" data-url="https://youtu.be/a-b_c1D2e3F" data-title="Мост &amp; берег"></news-card>'
)


def read(client, **fields):
    return parsed(client, make_edition(**fields).get_absolute_url())


def test_a_story_says_where_it_stands(client):
    (steps,) = found(read(client), "nav", "breadcrumbs")

    assert steps.get("aria-label")
    assert steps.xpath(".//a/@href") == ["/", "/politics/"]
    assert words(steps.xpath(".//a")[1]) == "Политика"


def test_a_story_in_english_leads_to_the_english_front_page(client):
    (steps,) = found(read(client, language="en"), "nav", "breadcrumbs")

    assert steps.xpath(".//a/@href") == ["/en/", "/en/politics/"]


def test_the_headline_comes_before_all_that_can_be_done_with_the_story(client):
    page = read(client, photo=make_photo(renditions=True))
    order = [each.get("class") or each.tag for each in page.xpath("//h1 | //*[@class='subscribe' or @class='share']")]

    assert order == ["h1", "subscribe", "share"]
    assert page.xpath("//*[@class='subscribe']/@href") == ["/subscribe/"]


def test_share_links_carry_the_headline_and_the_canonical_address_and_ask_nobody(client):
    edition = make_edition(headline="Мост открыт & точка?")
    page = parsed(client, edition.get_absolute_url())
    canonical = f"http://127.0.0.1:8000{edition.get_absolute_url()}"

    links = [urlsplit(link) for link in page.xpath("//*[@class='share']//a[@rel='noopener']/@href")]
    assert [link.netloc or link.scheme for link in links] == ["t.me", "wa.me", "x.com", "mailto"]
    for link in links:
        sent = " ".join(value for values in parse_qs(link.query).values() for value in values)
        assert canonical in sent
        assert "Мост открыт & точка?" in sent
    assert page.xpath("//*[@class='share']/@data-url") == [canonical]


def test_what_only_a_script_can_do_is_not_there_without_one(client):
    photos = ",".join(str(make_photo(renditions=True).pk) for _ in range(3))
    page = read(client, body=f'{VIDEO}<news-card data-kind="gallery" data-ids="{photos}"></news-card>')

    buttons = page.xpath("//main//button")
    assert [button.get("data-share") or button.get("data-step") or button.get("class") for button in buttons] == [
        "player-play",
        "-1",
        "1",
        "copy",
        "native",
    ]
    assert all(button.xpath("ancestor::*[@hidden]") for button in buttons)
    assert words(page.xpath("//*[@class='gallery-frame']//*[@role='status']")[0]) == "1 / 3"


def test_a_player_waits_for_a_click_and_a_link_leads_to_its_host(client):
    (player,) = found(read(client, body=VIDEO), "figure", "player")

    (frame,) = player.xpath(".//iframe")
    assert frame.xpath("ancestor::template")
    assert frame.get("src") == "https://www.youtube-nocookie.com/embed/a-b_c1D2e3F?autoplay=1"
    assert frame.get("title") == "Мост & берег"
    assert frame.get("referrerpolicy") == "strict-origin"
    (link,) = player.xpath(".//figcaption/a")
    assert (link.get("href"), link.get("rel")) == ("https://youtu.be/a-b_c1D2e3F", "noopener")
    assert "YouTube" in words(player)


def test_a_printed_story_says_where_it_is_from(client):
    edition = make_edition()

    (printed,) = found(parsed(client, edition.get_absolute_url()), "p", "by-print")

    assert words(printed) == f"Sputnik Казахстан: http://127.0.0.1:8000{edition.get_absolute_url()}"


def test_a_video_without_words_is_called_one_and_not_by_its_address(client):
    (player,) = found(read(client, body=VIDEO.replace(' data-title="Мост &amp; берег"', "")), "figure", "player")

    assert words(player.xpath(".//figcaption")[0]) == "Видео на YouTube"


def test_a_page_may_frame_the_known_hosts_and_no_other(client):
    policy = client.get(make_edition().get_absolute_url()).headers["Content-Security-Policy"]

    (framed,) = [each.split()[1:] for each in policy.split(";") if each.split()[0] == "frame-src"]
    assert framed == list(ORIGINS)


def test_a_story_of_another_year_says_so_and_one_of_today_does_not(client):
    old = read(client, at=datetime(2021, 4, 30, 9, 40, tzinfo=UTC))

    (notice,) = found(old, "p", "old")
    assert notice.xpath(".//time/@datetime") == ["2021-04-30"]
    assert "30 апреля 2021" in words(notice)
    assert found(read(client), "p", "old") == []


def test_a_story_about_to_be_a_year_older_is_kept_until_then_and_another_for_an_hour(client, settings, time_machine):
    settings.NEWSROOM_VARNISH = ["http://127.0.0.1:6081"]
    time_machine.move_to("2026-06-01T12:00:00+05:00", tick=False)
    now = timezone.localtime()
    soon = make_edition(at=(now + timedelta(minutes=30)).replace(year=now.year - 4))
    today = make_edition()

    left = client.get(soon.get_absolute_url()).headers["Surrogate-Control"].removeprefix("max-age=")
    assert left == "1800"
    assert client.get(today.get_absolute_url()).headers["Surrogate-Control"] == "max-age=3600"


@pytest.mark.parametrize("genre", ["partner", "press_release"])
def test_what_others_wrote_says_so_before_its_headline_and_on_its_cards(client, genre):
    edition = make_edition(genre=genre)
    Slot.objects.create(language="ru", position=1, article_id=edition.article_id)
    page, card = parsed(client, edition.get_absolute_url()), parsed(client, "/")

    order = [each.get("class") or each.tag for each in page.xpath("//h1 | //p[@class='outside']")]
    assert order == ["outside", "h1"]
    assert len(words(found(page, "p", "outside")[0])) > len(words(found(page, "b", "label-outside")[0]))
    assert found(card, "p", "label-outside")


@pytest.mark.parametrize("genre", ["partner", "press_release"])
def test_what_others_wrote_says_so_in_the_news_line_too(client, genre):
    make_edition(genre=genre)
    make_edition(genre="opinion")

    written = [words(each) for each in found(parsed(client, "/lenta/"), "b", "lines-outside")]
    told = [item["outside"] for item in client.get("/lenta.json").json()["items"]]
    assert len(written) == 1
    assert sorted(told) == ["", *written]


def test_what_the_newsroom_wrote_is_not_marked_as_others(client):
    page = read(client, genre="opinion")

    assert found(page, "p", "label")
    assert not page.xpath("//*[contains(@class, 'outside')]")


@pytest.mark.parametrize(("language", "minutes"), [("ru", 3), ("kk", 4), ("en", 3)])
def test_the_time_it_takes_to_read_is_a_number_of_minutes(client, language, minutes):
    page = read(client, language=language, body=f"<p>{'мост ' * 500}</p>")

    assert str(minutes) in words(found(page, "p", "reading-time")[0])


def test_a_story_without_words_takes_no_time_to_read(client):
    assert found(read(client, body=VIDEO.replace("Мост &amp; берег", "")), "p", "reading-time") == []


def test_the_updated_time_stands_beside_the_first_with_the_offset_of_its_day(client):
    article = make_article()
    publish(article, by=None, at=datetime(2021, 4, 30, 9, 40, tzinfo=UTC), imported=True)
    article.lead = "Движение пущено вечером."
    edition = publish(article, by=None, change="update")

    published, updated = found(parsed(client, edition.get_absolute_url()), "p", "times")

    assert published.xpath(".//time/@datetime") == ["2021-04-30T15:40:00+06:00"]
    assert words(published).endswith("UTC+6")
    assert words(updated).endswith("UTC+5")
    assert datetime.fromisoformat(updated.xpath(".//time/@datetime")[0]) <= timezone.now()
