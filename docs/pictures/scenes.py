"""What is seen in each picture: a scene takes `window` (a new browser of somebody) and gives the page to keep."""

from collections.abc import Callable

from playwright.sync_api import Page

Scene = Callable[[Callable[..., Page]], Page]
SCENES: dict[str, Scene] = {}


def scene(function: Scene) -> Scene:
    SCENES[function.__name__.replace("_", "-")] = function
    return function


def sign_in(page: Page, name: str, then: str = "/admin/") -> Page:
    page.goto(f"/accounts/login/?next={then}")
    page.fill("[name=login]", name)
    page.fill("[name=password]", "demo")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    return page


@scene
def front(window) -> Page:
    page = window()
    page.goto("/")
    return page


@scene
def sign_in_page(window) -> Page:
    page = window()
    page.goto("/accounts/login/")
    return page
