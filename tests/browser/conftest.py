"""A newsroom small enough to see whole, and a browser signed in at its desk."""

import pytest
from playwright.sync_api import Page, expect

from articles.publishing import save_draft
from tests.browser.editing import sign_in
from tests.factories import make_article, make_author, make_photo, make_section, make_user, publish

expect.set_options(timeout=20_000)  # two cores may be busy with other tests

ADD = "/admin/articles/article/add/"


@pytest.fixture
def newsroom(db):
    """A section, its editor, a photo and a story to link to."""
    section = make_section("politics")
    editor = make_user("editor", username="editor", sections=[section])
    make_photo(caption="Мост через Ишим")
    make_author(name_ru="Отдел новостей")
    linked = make_article(headline="Щербаков объявил ёлку открытой", section=section)
    save_draft(linked, by=editor)
    publish(linked, by=editor)
    return editor


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains of: errors of scripts, and what the page's policy stopped."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "console",
        lambda message: heard.append(message.text) if message.type == "error" else None,
    )
    return heard


@pytest.fixture
def desk(page: Page, live_server, newsroom, complaints) -> Page:
    """Signed in, at an empty form."""
    sign_in(page, live_server.url, ADD)
    expect(page.locator(".toolbar")).to_be_visible()
    return page
