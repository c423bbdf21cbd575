"""The palette: what is found from any page, by whom, at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles.models import Tag, TagAlias
from articles.publishing import put_away, save_draft
from tests.factories import make_article, make_author, make_photo, make_user, publish

PALETTE = "/admin/palette/"
SCRIPT = {"headers": {"X-Requested-With": "XMLHttpRequest"}}
SIGN_IN = 4  # session, person, the person's own permissions and those of the role


def found(client, q: str = "", **how) -> list[str]:
    response = client.get(PALETTE, {"q": q}, **how)
    assert response.status_code == 200
    return [option.find("b").text for option in html.fromstring(response.content.decode()).find_class("palette-option")]


@pytest.fixture
def newsroom(chief):
    story = make_article(headline="Мост через Ишим", tags=["Мосты"], photo=make_photo(caption="Мостовая опора"))
    save_draft(story, by=chief)
    make_author(name_ru="Мостовой")
    make_user("reporter", username="most", last_name="Мостовая")
    return story


def test_strangers_and_readers_find_nothing(client, newsroom):
    assert client.get(PALETTE, {"q": "мост"}).status_code == 302


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        ("reporter", {"Мост через Ишим", "Мосты", "Мостовая опора"}),
        ("photo_editor", {"Мост через Ишим", "Мосты", "Мостовая опора"}),
        ("editor", {"Мост через Ишим", "Мосты", "Мостовая опора", "Мостовой"}),
        ("chief", {"Мост через Ишим", "Мосты", "Мостовая опора", "Мостовая"}),
    ],
)
def test_each_role_finds_what_it_may_open(client, newsroom, role, wanted):
    client.force_login(make_user(role))

    assert set(found(client, "мост")) == wanted


@pytest.mark.parametrize("role", ["reporter", "photo_editor", "editor", "chief"])
def test_every_address_in_the_palette_opens(client, newsroom, role):
    client.force_login(make_user(role))

    for q in ("", "мост"):
        page = html.fromstring(client.get(PALETTE, {"q": q}, **SCRIPT).content.decode())
        for option in page.find_class("palette-option"):
            assert client.get(option.get("href"), follow=True).status_code == 200, option.get("href")


def test_who_may_not_write_is_not_offered_to_begin_a_story(client, photographer, reporter):
    client.force_login(photographer)
    assert "/admin/articles/article/add/" not in client.get(PALETTE, **SCRIPT).content.decode()

    client.force_login(reporter)
    assert "/admin/articles/article/add/" in client.get(PALETTE, **SCRIPT).content.decode()


def test_a_script_gets_options_and_everybody_else_a_page(client, newsroom, editor):
    client.force_login(editor)

    options = client.get(PALETTE, {"q": "мост"}, **SCRIPT)
    page = client.get(PALETTE, {"q": "мост"})

    assert "<html" not in options.content.decode()
    assert options.content.decode().count('role="option"') == 4
    assert "<html" in page.content.decode()
    assert "X-Requested-With" in page["Vary"]
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("role", ["reporter", "editor", "chief"])
@pytest.mark.parametrize("q", ["мост", "", "17"])
def test_the_palette_costs_six_queries_however_much_is_found(client, newsroom, role, q):
    person = make_user(role)
    client.force_login(person)
    for number in range(12):
        story = make_article(headline=f"Мост {number}", tags=[f"Мост {number}"], created_by=person)
        save_draft(story, by=person)
        make_photo(caption=f"Мост {number}")

    with CaptureQueriesContext(connection) as captured:
        found(client, q, **SCRIPT)

    assert len(captured) <= SIGN_IN + 6


def test_a_tag_is_found_by_its_other_name_and_by_any_word(client, editor):
    tag = Tag.objects.create(name="Касым-Жомарт Токаев")
    TagAlias.objects.create(tag=tag, name="Президент Казахстана")
    client.force_login(editor)

    for q in ("токаев", "ЖОМАРТ", "казахст", "президент каз"):
        assert found(client, q) == [tag.name], q
    assert found(client, "омарт") == []


def test_a_live_story_says_so_and_one_put_away_is_not_found(client, newsroom, chief):
    publish(newsroom, by=chief)
    gone = make_article(headline="Мост убран")
    save_draft(gone, by=chief)
    put_away(gone, by=chief)
    client.force_login(chief)

    assert "Мост через Ишим" in found(client, "мост")
    assert "Мост убран" not in found(client, "мост")


def test_nonsense_is_no_error(client, newsroom, editor):
    client.force_login(editor)

    for q in ("%", "_", "(", "[а-", "\\", "'", "\x00", "ъ" * 500, "мост " * 200, "<b>", "9" * 30):
        assert client.get(PALETTE, {"q": q}, **SCRIPT).status_code == 200, q


def test_only_questions_are_answered(client, editor):
    client.force_login(editor)

    assert client.post(PALETTE).status_code == 405


@pytest.mark.parametrize("url", ["/admin/", "/admin/articles/article/", "/admin/articles/article/add/", PALETTE])
def test_every_page_of_the_desk_has_the_palette(client, editor, url):
    client.force_login(editor)

    page = client.get(url).content.decode()

    assert 'id="palette"' in page
    assert "data-palette-open" in page
    assert "desk/palette.js" in page
