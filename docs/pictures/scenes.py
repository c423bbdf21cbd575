"""What is seen in each picture: a scene takes `window` (a new browser of somebody) and gives the page to keep."""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from fixtures.pictures import draw, encoded

Scene = Callable[[Callable[..., Page]], Page]
SCENES: dict[str, Scene] = {}
LINK = re.compile(r"http\S+/subscribe/confirm/\S+/")


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
    page.goto("/", wait_until="networkidle")
    return page


@scene
def story(window) -> Page:
    page = window()
    page.goto("/")
    page.locator("main a", has_text="Материал выходит по часам").first.click()
    page.wait_for_url("**/*.html")
    page.wait_for_load_state("networkidle")
    return page


@scene
def sign_in_page(window) -> Page:
    page = window()
    page.goto("/accounts/login/")
    return page


@scene
def start(window) -> Page:
    return sign_in(window(), "editor")


@scene
def desk(window) -> Page:
    page = sign_in(window(), "editor")
    open_story(page, "Материал выходит по часам")
    return page


@scene
def palette(window) -> Page:
    page = sign_in(window(), "chief")
    page.keyboard.press("Control+k")
    page.locator("#palette input").fill("распис")
    page.locator("#palette [role=option]", has_text="часам").first.wait_for()
    return page


@scene
def list(window) -> Page:
    return sign_in(window(), "editor", "/admin/articles/article/?readers=live")


@scene
def compare(window) -> Page:
    page = sign_in(window(), "editor")
    story = open_story(page, "Пять запросов на статью")
    page.goto(f"/admin/articles/article/{story}/compare/?a=e1&b=e2")
    return page


@scene
def audit(window) -> Page:
    return sign_in(window(), "chief", "/admin/articles/event/")


@scene
def people(window) -> Page:
    return sign_in(window(), "chief", "/admin/articles/user/")


@scene
def conflict(window) -> Page:
    """Two editors add to one paragraph; the second to save is asked."""
    first, second = (sign_in(window(), name) for name in ("editor", "chief"))
    for page in (first, second):
        open_story(page, "Кто подписан под статьей")
    write(first, "Порядок проверяет выпускающий.")
    write(second, "Порядок проверяет дежурный редактор.")
    save(first)
    save(second)
    return second


@scene
def rescue(window) -> Page:
    page = sign_in(window(), "editor")
    story = open_story(page, "Неделя выпуска")
    page.fill("#id_headline", "Неделя выпуска на одном листе и без суеты")
    write(page, "В субботу лист пуст нарочно.")
    page.wait_for_timeout(6000)  # the text is on its way to the rescue draft
    page.context.new_page().goto("/admin/")
    page.close()
    again = page.context.pages[-1]
    again.goto(f"/admin/articles/article/{story}/change/")
    return again


@scene
def publication(window) -> Page:
    page = sign_in(window(), "editor")
    open_story(page, "Пять запросов на статью")
    write(page, "Числа сверены ещё раз.")
    page.click("button[name=_publish]")
    page.locator("dialog[open] input[name=change][value=clarification]").check()
    page.wait_for_timeout(1000)
    return page


@scene
def tags(window) -> Page:
    page = sign_in(window(), "chief", "/admin/articles/tag/?q=правил")
    page.locator("#result_list th a").first.click()
    page.locator(".tag-tools a").click()
    page.fill("[name=name]", "заголовки, авторы")
    page.keyboard.press("Enter")
    page.locator(".merge-table").wait_for()
    return page


@scene
def places(window) -> Page:
    """The front page at the desk, one place more kept by hand and not saved yet."""
    page = sign_in(window(), "editor", "/admin/articles/slot/?language=ru")
    page.locator("[data-place='3'] [data-keep]").click()
    page.locator("[data-unsaved-note]").wait_for()
    return page


@scene
def mailing(window) -> Page:
    subscribe(window(), "reader@news.example")
    page = sign_in(window(), "editor")
    story = open_story(page, "Материал выходит по часам")
    page.goto(f"/admin/subscriptions/mailing/add/?article={story}")
    page.fill("[name=intro]", "С этого часа статья у читателей.")
    with page.expect_navigation(wait_until="networkidle"):
        page.click("button[name=_preview]")
    return page


@scene
def wall(window) -> Page:
    page = sign_in(window(), "photo", "/admin/articles/photo/")
    page.locator("[data-wall-photo]").nth(4).focus()
    page.keyboard.press("Space")
    page.wait_for_load_state("networkidle")
    return page


@scene
def upload(window) -> Page:
    """Two that are taken, one that is there already, one without a credit, one that is no picture."""
    page = sign_in(window(), "photo", "/admin/articles/photo/add/")
    nameless = io.BytesIO()
    draw("typewriter", 700).save(nameless, "JPEG")
    files = {
        "Часы над степью.jpg": encoded("schedule", 1000),
        "DSC_0412.jpg": encoded("photo_life", 900),
        "номер на столе.jpg": encoded("newspaper", 1280),
        "IMG_2203.jpg": nameless.getvalue(),
        "смета.jpg": b"%PDF-1.7",
    }
    page.locator("form[data-ready]").wait_for(state="attached")
    page.set_input_files(
        "input[type=file]",
        [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in files.items()],
    )
    page.locator("[data-total]").wait_for(state="hidden")
    page.locator(".upload-row progress:visible").first.wait_for(state="hidden", timeout=120_000)
    page.locator(".upload-drop").evaluate("element => scrollTo(0, element.offsetTop + element.offsetHeight / 2)")
    page.wait_for_load_state("networkidle")
    return page


@scene
def photo(window) -> Page:
    page = sign_in(window(), "photo", "/admin/articles/photo/")
    page.locator("[data-wall-photo]", has_text="Часы редакции").first.click()
    page.locator("[role=slider]").focus()
    page.wait_for_load_state("networkidle")
    return page


def subscribe(page: Page, address: str) -> None:
    """To breaking news; the letter that asks is taken from the folder where letters lie."""
    page.goto("/subscribe/")
    page.fill("[name=address]", address)
    page.locator("[name=kinds][value=breaking]").check()
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    folder = Path(os.environ["NEWSROOM_DATA"], "mail")
    while not (links := [link for path in folder.glob("*.log") for link in LINK.findall(path.read_text())]):
        page.wait_for_timeout(200)
    page.goto(links[0])
    page.locator("main form button").click()
    page.wait_for_load_state("networkidle")


def write(page: Page, words: str) -> None:
    """At the end of the first paragraph, however many lines it takes."""
    page.locator(".ProseMirror").focus()
    page.locator(".ProseMirror p").first.evaluate(
        "element => { const all = getSelection(); all.selectAllChildren(element); all.collapseToEnd() }"
    )
    page.keyboard.type(f" {words}")


def save(page: Page) -> None:
    with page.expect_navigation():
        page.click("button[name=_save]")


def open_story(page: Page, words: str) -> str:
    """By the search of the list; gives the story's number."""
    page.goto(f"/admin/articles/article/?q={words}")
    page.locator("#result_list th a").first.click()
    page.wait_for_url("**/change/**")
    return page.url.split("/change/")[0].rsplit("/", 1)[-1]
