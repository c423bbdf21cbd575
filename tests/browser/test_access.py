"""Dialogs of the desk, asked by axe: light and dark, wide and narrow. Its pages: tests/validity."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.editing import save, sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

LOOKS = [(1360, "light"), (390, "dark")]
STORIES = "/admin/articles/article/"


@pytest.fixture
def story(newsroom, live_server) -> Article:
    """With two versions, an edition and a change that readers have not got."""
    article = Article.objects.get(headline="Щербаков объявил ёлку открытой")
    make_user("chief", username="editor-in-chief")
    return article


def violations(page: Page, within: str = "body") -> list[str]:
    """At each look; what the browser is asked stays on one page load."""
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(100)
        for each in Axe().run(page, context=within).response["violations"]:
            nodes = "; ".join(node["html"][:160] for node in each["nodes"][:3])
            found.append(f"{width} {scheme} {each['id']}: {nodes}")
    return found


def test_the_publish_dialog_can_be_used_by_everyone(page, live_server, story):
    sign_in(page, live_server.url, f"{STORIES}{story.pk}/change/")
    expect(page.locator(".toolbar")).to_be_visible()
    page.fill("#id_headline", "Щербаков объявил ёлку закрытой")
    page.click("button[name=_publish]")
    expect(page.locator("dialog[open] input[name=change]").first).to_be_visible()

    assert violations(page) == []


def test_the_palette_can_be_used_by_everyone(page, live_server, story):
    sign_in(page, live_server.url)
    page.keyboard.press("Control+k")
    page.locator("#palette input").fill("щербаков")
    expect(page.locator("#palette [role=option]").first).to_be_visible()

    assert violations(page) == []


def test_the_page_of_two_editors_can_be_used_by_everyone(page, live_server, story):
    address = f"{STORIES}{story.pk}/change/"
    sign_in(page, live_server.url, address)
    other = page.context.browser.new_context().new_page()
    sign_in(other, live_server.url, address, person="editor-in-chief")
    for window, headline in ((page, "Щербаков открыл ёлку"), (other, "Ёлку открыли без Щербакова")):
        window.fill("#id_headline", headline)
        save(window)

    expect(other.locator("h1")).to_be_visible()
    assert "conflict" in (other.locator("body").get_attribute("class") or "")
    assert violations(other) == []
    other.context.close()
