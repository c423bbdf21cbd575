"""The news line beside a reader: three stories published elsewhere are counted, opened, and taken away."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.publishing import undo
from tests.browser.editing import rest
from tests.factories import kill, make_edition, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def come_back(page: Page) -> None:
    """As a browser says that it has the network again: the page asks at once."""
    page.evaluate("dispatchEvent(new Event('online'))")


def test_the_counter_says_what_was_published_since_and_opening_it_says_nothing_is_left(page, live_server, complaints):
    old = make_edition(headline="Мост задумали", at=timezone.now() - timedelta(days=3)).article
    kill(old, by=None)
    first = make_edition(headline="Мост строят")
    page.goto(live_server.url + first.get_absolute_url())
    link = page.locator("[data-news]")
    counter, sheet = link.locator("b"), page.locator("dialog")
    expect(counter).to_have_text("0")

    undo(old, by=None)  # it is back, and it is not new
    stories = [make_edition(headline=headline).article for headline in ("Мост открыт", "Мост закрыт", "Мост цел")]
    expect(counter).to_have_text("3", timeout=15_000)

    kill(stories[1], by=None)
    come_back(page)
    expect(counter).to_have_text("2")

    link.click()
    expect(sheet.locator("li a")).to_have_text(["Мост цел", "Мост открыт", "Мост строят", "Мост задумали"])
    expect(counter).to_have_text("0")

    make_edition(headline="Мост покрасили")
    come_back(page)
    expect(sheet.locator("button.lines-fresh")).to_be_visible()
    expect(sheet.locator("li")).to_have_count(4)
    sheet.locator("button.lines-fresh").click()
    expect(sheet.locator("li a").first).to_be_focused()
    expect(sheet.locator("li a").first).to_have_text("Мост покрасили")

    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(link).to_be_focused()
    assert complaints == []


def test_the_strip_changes_in_place_and_asks_nothing_that_nobody_looks_at(page, live_server):
    stories = [make_edition(headline=headline).article for headline in ("Мост строят", "Мост открыт")]
    asked = []
    page.clock.install()
    page.on("request", lambda request: asked.append(request.url) if "lenta.json" in request.url else None)
    with page.expect_response("**/lenta.json"):
        page.goto(live_server.url)
    lines = page.locator(".lines li a")

    stories[0].headline = "Мост достроили"
    publish(stories[0], by=None)
    kill(stories[1], by=None)
    come_back(page)
    expect(lines).to_have_text(["Мост достроили"])
    rest(page)

    asked.clear()
    page.locator("button.lines-pause").click()
    page.clock.run_for(60_000)
    assert asked == []
    page.reload()
    expect(page.get_by_role("button", name="Продолжить обновления")).to_be_visible()
    page.clock.run_for(60_000)
    assert asked == []

    page.route("**/lenta.json*", lambda route: route.fulfill(status=503, headers={"Retry-After": "120"}))
    page.locator("button.lines-pause").click()
    page.clock.run_for(1_000)
    rest(page)
    page.clock.run_for(118_000)
    come_back(page)
    page.clock.run_for(1_000)
    assert len(asked) == 1
    page.clock.run_for(30_000)
    rest(page)
    assert len(asked) == 2

    hide(page)
    page.clock.run_for(900_000)
    assert len(asked) == 2


def test_after_a_long_sleep_no_story_is_missing_between_the_lines(page, live_server, monkeypatch):
    monkeypatch.setattr("articles.pages.lenta.MOST", 2)
    page.add_init_script("localStorage['/lenta.json'] ??= '{'")  # as another version may have left it
    first = make_edition(headline="0")
    lines, fresh = page.locator(".lines li a"), page.locator("button.lines-fresh")
    with page.expect_response("**/lenta.json"):
        page.goto(f"{live_server.url}/lenta/")

    for number in range(1, 5):
        make_edition(headline=str(number))
    come_back(page)
    fresh.click()
    expect(lines).to_have_text(["4", "3", "2", "1", "0"])

    page.goto(live_server.url + first.get_absolute_url())
    page.locator("[data-news]").click()
    expect(lines).to_have_text(["4", "3"])
    for number in range(5, 8):
        make_edition(headline=str(number))
    come_back(page)
    fresh.click()
    expect(lines).to_have_text(["7", "6"])


def hide(page: Page) -> None:
    """As a browser says that another tab is before the reader."""
    page.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { value: true })
            document.dispatchEvent(new Event("visibilitychange"))
        }"""
    )
