"""Every kind of page can be used by everyone: axe finds no violation, light and dark, wide and narrow."""

import pytest
from playwright.sync_api import Browser, Page

from tests.validity.visits import Visit, violations, visits_to
from tests.validity.walk import FRONTS, Found

STORY = "/admin/articles/article/1/"
DESK = [
    "/admin/",
    "/admin/articles/article/",
    "/admin/articles/article/?q=фото",
    "/admin/articles/article/add/",
    f"{STORY}change/",
    f"{STORY}history/",
    f"{STORY}compare/",
    f"{STORY}kill/",
    f"{STORY}share/",
    "/admin/palette/?q=фото",
    "/admin/articles/tag/",
    "/admin/articles/tag/merge/",
    "/admin/articles/tag/merge/?tag=1&tag=2",
    "/admin/articles/photo/",
    "/admin/articles/photo/add/",
    "/admin/articles/photo/1/change/",
    "/admin/articles/slot/",
    "/admin/articles/slot/preview/",
    "/admin/articles/user/",
    "/admin/articles/user/add/",
    "/admin/articles/user/invite/",
    "/admin/articles/event/",
    "/admin/articles/identity/",
    "/admin/articles/identity/1/change/",
    "/admin/articles/standingpage/add/",
    "/admin/articles/redirect/",
    "/admin/articles/redirect/paste/",
    "/admin/subscriptions/mailing/",
    "/admin/subscriptions/mailing/add/",
    "/admin/subscriptions/subscriber/",
    "/accounts/password/change/",
    "/accounts/second-factor/",
    "/accounts/second-factor/totp/activate/",
]


@pytest.fixture(scope="module")
def visits(browser: Browser, site: str, pages: list[Found]) -> list[Visit]:
    """Each page opened once."""
    return list(visits_to(pages, site=site, by=browser.new_page(reduced_motion="reduce")))


def test_every_reader_can_use_every_page(visits: list[Visit]):
    assert [violation for each in visits for violation in each.violations] == []


def test_no_page_complains_or_asks_anyone_else(visits: list[Visit]):
    assert [said for each in visits for said in each.complaints] == []


def test_no_page_is_wider_than_the_narrowest_screen(visits: list[Visit]):
    """As wide as 1280 pixels are at a zoom of 400 %."""
    assert [str(each.found) for each in visits if each.width > 320] == []


@pytest.mark.parametrize("front", FRONTS)
def test_whoever_is_refused_a_subscription_is_told_why_and_then_thanked(page: Page, site: str, front: str):
    page.goto(f"{site}{front}subscribe/")
    page.eval_on_selector("main form", "form => form.noValidate = true")
    page.fill("[name=address]", "nobody")
    page.press("[name=address]", "Enter")
    page.wait_for_selector("[aria-invalid=true]")
    found = [*violations(page)]
    page.fill("[name=address]", "reader@post.example")
    page.press("[name=address]", "Enter")
    page.wait_for_selector("main form", state="detached")

    assert [*found, *violations(page)] == []


@pytest.mark.parametrize("kind", ["front", "story"])
def test_the_keyboard_goes_past_the_menu_or_through_it_in_order(page: Page, site: str, pages: list[Found], kind: str):
    page.goto(site + next(each.path for each in pages if each.kind == kind))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip') && document.activeElement.offsetTop >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    page.reload()
    page.evaluate("window.met = []; addEventListener('focusin', ({ target }) => met.push(target))")
    for _ in range(25):
        page.keyboard.press("Tab")

    follows = "met.slice(1).every((each, index) => met[index].compareDocumentPosition(each) & 4)"
    assert page.evaluate(f"met.length === 25 && {follows}")
    assert page.evaluate("met.every((each) => each.checkVisibility({ visibilityProperty: true }))")


def test_everyone_of_the_newsroom_can_use_the_desk(page: Page, site: str):
    page.goto(f"{site}/accounts/login/")
    found = [*violations(page)]
    page.fill("[name=login]", "chief")
    page.fill("[name=password]", "demo")
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "login" not in url)
    for path in DESK:
        answer = page.goto(site + path)
        assert answer and answer.ok, path
        page.wait_for_load_state("networkidle")  # editors stand and have their names
        found += violations(page)

    assert found == []
