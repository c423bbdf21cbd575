"""A visit to a page in a browser: what axe finds, what the browser complains of, who else is asked, how wide it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.validity.walk import Found

WHOLE = {"resultTypes": ["violations"]}
COLOURS = WHOLE | {"runOnly": ["color-contrast"]}
LOOKS = [(1360, "light", WHOLE), (390, "dark", WHOLE), (390, "light", COLOURS), (1360, "dark", COLOURS)]
"""(width, scheme, what axe is asked): in the last two only colours may be others."""

COME_TO_REST = "document.getAnimations().forEach((each) => each instanceof CSSTransition && each.finish())"
"""At the desk links go from one colour to another in their time."""


@dataclass(frozen=True)
class Visit:
    found: Found
    width: int
    violations: list[str]
    complaints: list[str]


def visits_to(pages: Iterable[Found], *, site: str, by: Page) -> Iterator[Visit]:
    """Narrow first: what is wider than the screen shows as the page comes."""
    heard: list[str] = []
    listen(by, heard, site=site)
    for each in pages:
        by.set_viewport_size({"width": 320, "height": 640})
        by.goto(site + each.path)
        width = by.evaluate("document.documentElement.scrollWidth")
        found = list(violations(by))
        yield Visit(each, width, found, heard[:])
        heard.clear()


def listen(page: Page, heard: list[str], *, site: str) -> None:
    def complaint(said: ConsoleMessage) -> None:
        is_own_status = said.location["url"] == page.url and said.text.startswith("Failed to load resource")
        if said.type == "error" and not is_own_status:
            heard.append(f"{page.url}: {said.text}")

    def question(asked: Request) -> None:
        if not asked.url.startswith(site):
            heard.append(f"{page.url} asks {asked.url}")

    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on("console", complaint)
    page.on("request", question)


def violations(page: Page) -> Iterator[str]:
    for width, scheme, options in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(COME_TO_REST)
        for each in Axe().run(page, options=options).response["violations"]:
            nodes = "; ".join(node["html"][:160] for node in each["nodes"][:3])
            yield f"{page.url} {width} {scheme} {each['id']}: {nodes}"
