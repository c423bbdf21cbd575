"""Every kind of page can be used by everyone: axe finds no violation, light and dark, wide and narrow."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.validity.walk import Found

LOOKS = [(1360, "light"), (390, "dark")]
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
    "/admin/subscriptions/subscriber/",
    "/accounts/password/change/",
    "/accounts/second-factor/",
    "/accounts/second-factor/totp/activate/",
]


def violations(page: Page) -> Iterator[str]:
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(100)
        for each in Axe().run(page).response["violations"]:
            nodes = "; ".join(node["html"][:160] for node in each["nodes"][:3])
            yield f"{page.url} {width} {scheme} {each['id']}: {nodes}"


def test_every_reader_can_use_every_page(page: Page, site: str, pages: list[Found]):
    found = []
    for each in pages:
        page.goto(site + each.path)
        found += violations(page)

    assert found == []


def test_no_page_complains_or_asks_anyone_else(page: Page, site: str, pages: list[Found]):
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(f"{page.url} {said.text}") if said.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(site) else heard.append(asked.url))
    for each in pages:
        if each.status == 200:
            page.goto(site + each.path, wait_until="networkidle")

    assert heard == []


def test_no_page_is_wider_than_the_narrowest_screen(page: Page, site: str, pages: list[Found]):
    """As wide as 1280 pixels are at a zoom of 400 %."""
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for each in pages:
        page.goto(site + each.path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(str(each))

    assert wide == []


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
