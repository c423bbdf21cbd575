"""The seed before readers, right after it was loaded and before its picture's file is there."""

import pytest

from tests.demo.seed_text import CAPTION, CARDS, CREDIT, DATELINE

STORY = "/20210430/tokaev-i-lukashenko-sverili-chasy-po-voprosam-integratsii-v-1.html"


def words_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def test_the_story_stands_whole_without_its_picture(seed, client):
    page = words_of(client, STORY)

    assert CAPTION in page
    assert CREDIT in page
    assert "<img" not in page.partition("<main")[2]


def test_the_dateline_opens_the_first_paragraph(seed, client):
    page = words_of(client, STORY)

    assert DATELINE in page
    assert page.index(DATELINE) < page.index("Главы Казахстана и Беларуси") < page.index("Лидеры двух стран")


def test_both_cards_stand_between_the_paragraphs(seed, client):
    page = words_of(client, STORY)
    order = ["Лидеры двух стран", CARDS[2], "В этой связи", "Отмечается, что", CARDS[6], "В завершение беседы"]
    places = [page.index(words) for words in order]

    assert places == sorted(places)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/politics/",
        "/tag/kasym-zhomart-tokaev/",
        "/tag/aleksandr-lukashenko/",
        "/tag/kazakhstan/",
        "/tag/belarus/",
        "/tag/eaes/",
        "/feeds/rss.xml",
        "/feeds/atom.xml",
        "/politics/feeds/rss.xml",
    ],
)
def test_the_story_is_listed_at_once(seed, client, address):
    assert "Токаев и Лукашенко сверили часы по вопросам интеграции" in words_of(client, address)


@pytest.mark.parametrize(
    ("address", "headline"),
    [
        ("/20210429/nazarbaev-i-lukashenko-obmenyalis-priglasheniyami-posetit-2.html", CARDS[2]),
        ("/20210430/lukashenko-zhdet-tokaeva-v-gosti-3.html", CARDS[6]),
    ],
)
def test_a_linked_story_has_a_page_of_its_own(seed, client, address, headline):
    page = words_of(client, address)

    assert headline in page
    assert STORY in page


def test_the_seed_is_in_russian_alone(seed, client):
    for front in ("/kk/", "/en/"):
        assert "Лукашенко" not in words_of(client, front)
