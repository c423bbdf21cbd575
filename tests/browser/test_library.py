"""The wall of photos by the keys alone, and the dialog that hangs the same way."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Photo
from tests.browser.editing import save, sign_in
from tests.browser.test_access import violations
from tests.factories import make_photo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WALL = "/admin/articles/photo/"


@pytest.fixture
def wall(page: Page, live_server, newsroom) -> Page:
    """Ten photos of different shapes, the newest on the left above, in a window two rows high."""
    for number in range(9):
        make_photo(caption=f"Площадь {number}", alt="", used_at=None)
        Photo.objects.filter(caption=f"Площадь {number}").update(width=1000 + 400 * (number % 3), height=1000)
    page.set_viewport_size({"width": 1000, "height": 900})
    sign_in(page, live_server.url, WALL)
    expect(page.locator("[data-wall-hint]")).to_be_visible()  # the script is there
    return page


def here(page: Page) -> str:
    return page.evaluate("document.activeElement.querySelector('.wall-words')?.textContent ?? ''")


def test_the_wall_is_walked_in_two_dimensions_picked_and_opened_by_the_keys(wall):
    wall.keyboard.press("/")
    expect(wall.locator("#searchbar")).to_be_focused()
    assert wall.locator("[data-wall-photo][tabindex='0']").count() == 1
    wall.locator("[data-wall-photo][tabindex='0']").focus()
    assert here(wall) == "Площадь 8"

    wall.keyboard.press("ArrowRight")
    assert here(wall) == "Площадь 7"
    top = wall.evaluate("document.activeElement.getBoundingClientRect().top")
    wall.keyboard.press("ArrowDown")
    assert wall.evaluate("document.activeElement.getBoundingClientRect().top") > top
    wall.keyboard.press("ArrowUp")
    assert here(wall) == "Площадь 7"
    wall.keyboard.press("Space")
    wall.keyboard.press("End")
    assert here(wall) == "Мост через Ишим"
    wall.keyboard.press("Space")
    expect(wall.locator("[data-wall-count]")).to_contain_text("2")
    expect(wall.locator("[data-wall-said]")).to_contain_text("2")
    assert violations(wall) == []

    wall.keyboard.press("Home")
    wall.keyboard.press("Enter")
    expect(wall.locator("#id_caption")).to_have_value("Площадь 8")


def test_the_picked_photos_are_described_together(wall):
    wall.locator("[data-wall-pick]").first.check()
    wall.locator("[data-wall-deeds] [type=submit]").click()
    wall.locator("#id_usage_terms").fill("Без обрезки")
    assert violations(wall) == []
    wall.locator("[name=step]").click()

    expect(wall.locator(".messagelist .success")).to_be_visible()
    assert Photo.objects.get(usage_terms="Без обрезки").caption == "Площадь 8"


def test_an_empty_wall_says_so_and_leads_back(wall):
    wall.locator("#searchbar").fill("Пустота")
    wall.keyboard.press("Enter")
    expect(wall.locator(".wall-empty")).to_be_visible()
    assert violations(wall) == []

    wall.locator(".wall-empty a").click()
    expect(wall.locator("[data-wall-photo]")).to_have_count(10)


def test_a_photo_is_chosen_on_the_dialogs_wall_by_the_keys(desk):
    for number in range(8):
        make_photo(caption=f"Площадь {number}", alt="Площадь", used_at=None)
    desk.fill("#id_headline", "Площадь открыта")
    desk.click("[data-photo-choose]")
    options = desk.locator(".chooser [role=option]")
    expect(options.nth(8)).to_be_visible()
    assert violations(desk, ".chooser") == []
    desk.set_viewport_size({"width": 1000, "height": 900})

    desk.keyboard.press("ArrowDown")
    expect(options.first).not_to_have_class("is-active")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowRight")
    expect(options.nth(1)).to_have_class("choice choice-photo is-active")
    chosen = options.nth(1).get_attribute("data-id")
    desk.keyboard.press("Enter")
    expect(desk.locator(".photo-input .card-photo-preview")).to_be_visible()

    save(desk)
    assert Article.objects.get(headline="Площадь открыта").photo_id == int(chosen)


def test_several_are_picked_with_space_once_somebody_walks(desk):
    make_photo(caption="Площадь")
    desk.click("[data-tool=gallery]")
    options = desk.locator(".chooser [role=option]")
    expect(options.nth(1)).to_be_visible()

    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("Space")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Space")
    expect(desk.locator(".chooser [aria-selected=true]")).to_have_count(2)
    desk.keyboard.press("Control+Enter")

    expect(desk.locator(".card-gallery [data-card]")).to_have_count(2)
