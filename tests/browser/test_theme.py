"""Light and dark: by the device, or as the reader switches; never first one and then the other."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

DARK, LIGHT = "rgb(18, 23, 26)", "rgb(255, 255, 255)"


def ground(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_the_switch_is_kept_and_followed_by_other_windows_without_a_flash(page, live_server, complaints):
    page.emulate_media(color_scheme="light")
    page.goto(live_server.url)
    other = page.context.new_page()
    other.emulate_media(color_scheme="light")
    other.goto(live_server.url)
    expect(other.get_by_role("radio").first).to_be_checked()
    assert ground(page) == LIGHT

    page.locator("input[name=theme][value=dark]").check()

    expect(other.locator("input[name=theme][value=dark]")).to_be_checked()
    assert ground(other) == ground(page) == DARK
    # The theme must stand before the first element of the body does: nothing can be painted earlier.
    page.add_init_script(
        """new MutationObserver((_, watch) => {
            if (document.body) {
                window.themeAtFirst = document.documentElement.dataset.theme
                watch.disconnect()
            }
        }).observe(document, { childList: true, subtree: true })"""
    )
    page.reload()
    assert page.evaluate("window.themeAtFirst") == "dark"
    expect(page.locator("input[name=theme][value=dark]")).to_be_checked()
    page.locator("input[name=theme][value=dark]").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert complaints == []


def test_without_scripts_there_is_no_switch_and_the_device_decides(browser: Browser, live_server):
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(live_server.url)

    expect(page.locator(".theme")).to_be_hidden()
    expect(page.locator("html")).to_have_css("background-color", DARK)
    context.close()
