"""What a person does at the desk's editor."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from articles.models import User


def sign_in(page: Page, site: str, then: str = "/admin/", *, person: str = "editor") -> None:
    """With a session made beforehand; the page on which people sign in has tests of its own."""
    client = Client()
    client.force_login(User.objects.get(username=person))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.goto(f"{site}{then}")


def text(page: Page) -> Locator:
    return page.locator(".ProseMirror")


def body(page: Page) -> str:
    return page.input_value("#id_body")


def rest(page: Page) -> None:
    """A hand is slower than the browser's news of where the caret is."""
    page.wait_for_timeout(300)


def caret_at_the_end_of(paragraph: Locator) -> None:
    paragraph.click()
    rest(paragraph.page)
    paragraph.page.keyboard.press("End")
    rest(paragraph.page)


def save(page: Page, button: str = "_save") -> None:
    with page.expect_navigation():
        page.click(f"button[name={button}]")


def publish(page: Page, reason: str = "Срочно.") -> None:
    """Through the dialog, with a reason where it asks for one."""
    page.click("button[name=_publish]")
    page.locator("[data-confirm]").wait_for()
    if page.locator(".publication-dialog [name=reason]").count():
        page.fill(".publication-dialog [name=reason]", reason)
    with page.expect_navigation():
        page.click("[data-confirm]")


def paste(page: Page, html: str) -> None:
    """As the clipboard brings it."""
    text(page).evaluate(
        """(element, html) => {
            const data = new DataTransfer()
            data.setData("text/html", html)
            element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        html,
    )
