"""The page of a search: words as they were meant, filters that can be taken off again, help where nothing is found."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Tag, TagAlias
from tests.factories import make_author, make_edition, make_photo, make_section

pytestmark = pytest.mark.django_db

ALMATY = ZoneInfo("Asia/Almaty")
NONSENSE = ["section=nowhere", "tag=%00", "author=x%27--", "from=2021-13-40", "to=9999-99-99", "on=yesterday", "as=%F0"]
NONSENSE += [
    "before=x",
    "from=0001-01-01",
    "to=2021-02-30",
    "on=%D9%A2%D9%A0",
    f"tag={'9' * 5000}",
    "section=&from=&to=",
]


def shown(client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    found = re.findall(r'<article class="result.*?<h2 class="headline"><a[^>]*>(.*?)</a>', page, re.DOTALL)
    return [re.sub("<[^>]+>", "", headline).replace("\u00a0", " ").strip() for headline in found]


def test_words_typed_with_the_wrong_keyboard_are_found_and_the_page_says_so(client):
    make_edition(headline="Токаев открыл мост")

    response = client.get("/search/?q=njrftd")

    assert [result.card.headline for result in response.context_data["page"].results] == ["Токаев открыл мост"]
    assert response.context_data["page"].meant == "токаев"
    assert '<a href="/search/?q=njrftd&amp;as=typed">' in response.content.decode()
    assert "<mark>Токаев</mark>" in response.content.decode()


def test_words_are_searched_as_typed_for_who_insists(client):
    make_edition(headline="Токаев открыл мост")

    assert shown(client, "/search/?q=njrftd&as=typed") == []


def test_what_is_found_as_it_was_typed_is_not_read_otherwise(client):
    make_edition(headline="Слово njrftd на снимке")
    make_edition(headline="Токаев открыл мост")

    assert shown(client, "/search/?q=njrftd") == ["Слово njrftd на снимке"]


@pytest.mark.parametrize("path, q", [("/en/search/", "дшикфкн"), ("/kk/search/", "0fkf")])
def test_the_keyboard_is_that_of_the_page(client, path, q):
    make_edition(headline="The library opens", language="en")
    make_edition(headline="Қала оянды", language="kk")

    assert len(shown(client, f"{path}?q={q}")) == 1


@pytest.fixture
def four(db):
    """Two sections, two tags, two authors, two days."""
    made = {
        "Мост над рекой": ("politics", "реки", "desk", datetime(2024, 5, 1, 0, 5, tzinfo=ALMATY)),
        "Мост и спорт": ("sport", "спорт", "desk", datetime(2024, 5, 1, 23, 59, tzinfo=ALMATY)),
        "Мост ночью": ("sport", "реки", "night", datetime(2024, 5, 2, 0, 0, tzinfo=ALMATY)),
        "Паром": ("sport", "реки", "night", datetime(2024, 5, 2, 1, 0, tzinfo=ALMATY)),
    }
    authors = {slug: make_author(slug, name_ru=slug) for slug in ("desk", "night")}
    for headline, (section, tag, author, at) in made.items():
        make_edition(
            headline=headline, body="", section=make_section(section), tags=[tag], authors=[authors[author]], at=at
        )


@pytest.mark.parametrize(
    "bounds, headlines",
    [
        ("section=sport", ["Мост ночью", "Мост и спорт"]),
        ("tag=reki", ["Мост ночью", "Мост над рекой"]),
        ("author=desk", ["Мост и спорт", "Мост над рекой"]),
        ("on=2024-05-01", ["Мост и спорт", "Мост над рекой"]),
        ("from=2024-05-02", ["Мост ночью"]),
        ("to=2024-05-01", ["Мост и спорт", "Мост над рекой"]),
        ("from=2024-05-02&to=2024-05-01", ["Мост ночью", "Мост и спорт", "Мост над рекой"]),
        ("section=sport&tag=reki&author=night&on=2024-05-02", ["Мост ночью"]),
        ("section=politics&tag=sport", []),
    ],
)
def test_a_search_is_narrowed_to_what_the_address_says(client, four, bounds, headlines):
    assert shown(client, f"/search/?q=мост&{bounds}") == headlines


def test_bounds_alone_show_all_that_is_within_them(client, four):
    assert shown(client, "/search/?section=sport&on=2024-05-02") == ["Паром", "Мост ночью"]
    assert shown(client, "/search/?q=и&section=sport") == []
    assert shown(client, "/search/") == []


def test_a_section_in_which_nothing_is_live_holds_nothing(client, four):
    make_section("empty")

    page = client.get("/search/?q=мост&section=empty").context_data["page"]

    assert page.results == []
    assert [chip.kind for chip in page.chips] == ["section"]


def test_a_tag_that_was_merged_away_is_searched_as_its_heir(client, four):
    heir, old = Tag.objects.get(slug="sport"), Tag.objects.get(slug="reki")
    TagAlias.objects.create(tag=heir, name="реки и озера", slug="once", was=old.pk)

    assert shown(client, "/search/?q=мост&tag=sport") == ["Мост ночью", "Мост и спорт", "Мост над рекой"]
    assert shown(client, "/search/?q=мост&tag=once") == ["Мост ночью", "Мост и спорт", "Мост над рекой"]


def test_each_filter_can_be_taken_off_and_stays_on_the_next_page(client, four):
    page = client.get("/search/?q=мост&section=sport&on=2024-05-01&junk=1").context_data["page"]

    assert [(chip.kind, chip.url) for chip in page.chips] == [
        ("section", "/search/?q=%D0%BC%D0%BE%D1%81%D1%82&on=2024-05-01"),
        ("days", "/search/?q=%D0%BC%D0%BE%D1%81%D1%82&section=sport"),
    ]
    assert page.url == "/search/?q=%D0%BC%D0%BE%D1%81%D1%82&section=sport&on=2024-05-01"


def test_older_results_are_reached_with_the_same_filters(client):
    section = make_section()
    for number in range(21):
        make_edition(headline=f"Мост {number}", section=section, at=datetime(2024, 5, 1, number, tzinfo=ALMATY))

    page = client.get("/search/?q=vjcn&section=politics").context_data["page"]

    assert len(page.results) == 20
    assert shown(client, page.older_address) == ["Мост 0"]


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_a_nonsense_filter_is_no_filter(client, nonsense):
    make_edition(headline="Мост открыт")

    response = client.get(f"/search/?q=мост&{nonsense}")

    assert response.status_code == 200
    assert len(response.context_data["page"].results) == 1
    assert response.context_data["page"].chips == []


def test_where_nothing_is_found_the_newest_stories_stand(client):
    make_edition(headline="Мост открыт")

    for address in ("/search/?q=тоннель", "/search/"):
        page = client.get(address).context_data["page"]
        assert [card.headline for card in page.newest] == ["Мост открыт"], address


def test_a_page_that_left_older_stories_unread_says_so_and_never_that_nothing_was_found(client, monkeypatch):
    monkeypatch.setattr("articles.search.finding.CANDIDATES", (1, 1))
    make_edition(headline="Новый мост", body="")
    for _ in range(3):
        make_edition(headline="Мост новый", body="")

    response = client.get('/search/?q="новый мост"')
    page = response.content.decode()

    assert "search-unfinished" in page and "search-tips" not in page and "search-count" not in page
    assert shown(client, response.context_data["page"].older_address) == ["Новый мост"]
    assert "search-unfinished" not in client.get('/search/?q="старый мост"').content.decode()


def test_every_way_of_searching_stays_out_of_search_engines(client, four):
    for address in ("/search/", "/search/?q=мост", "/search/?q=vjcn&section=sport", "/search/?q=тоннель"):
        assert '<meta name="robots" content="noindex">' in client.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 21])
def test_the_widest_search_takes_five_queries_however_many_it_finds(client, count):
    made = {"headline": "Токаев", "tags": ["мост"], "authors": [make_author("night")]}
    for _ in range(count):
        make_edition(**made, photo=make_photo(renditions=True))

    for q in ("токаев", "njrftd", "zzzz", '"мост токаев"'):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/search/?q={q}&tag=most&author=night&section=politics&from=2020-01-01")
        assert len(asked) <= 5, q
