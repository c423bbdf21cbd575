"""The front page is arranged in a browser: a story is found, kept, moved with keys, and nothing is lost unsaved."""

import pytest
from playwright.sync_api import Page, expect

from articles.publishing import Placed, arrangement
from tests.browser.editing import sign_in
from tests.factories import make_edition

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_an_editor_arranges_the_front_page(page: Page, live_server, newsroom, complaints):
    parade, river = (make_edition(headline=headline).article_id for headline in ("Парад начался", "Река встала"))
    sign_in(page, live_server.url, "/admin/articles/slot/?language=ru")

    def place(number):
        return page.locator(f"[data-place='{number}']")

    expect(place(1)).to_contain_text("Река встала")
    place(1).locator("[data-keep]").click()
    expect(place(1)).to_contain_class("is-by-hand")

    place(3).locator("[data-choose-story]").click()
    page.locator(".chooser-search").fill("парад")
    expect(page.locator(".chooser [role=option]")).to_have_count(1)
    page.locator(".chooser [role=option]").click()
    expect(place(3)).to_contain_text("Парад начался")
    place(3).locator("[data-choose-story]").press("Alt+ArrowUp")
    expect(place(2)).to_contain_text("Парад начался")
    place(2).locator("[data-move=up]").click()

    expect(place(1)).to_contain_text("Парад начался")
    place(2).locator("[name$=-lasting]").select_option("hour")
    expect(page.locator("[data-unsaved-note]")).to_be_visible()
    with page.expect_popup() as preview:
        page.locator("[data-preview]").click()
    expect(preview.value.locator(f"[name='place-1'][value='{parade}']")).to_have_count(1)
    expect(preview.value.locator("[name='place-1-until']")).to_have_count(0)
    expect(preview.value.locator("[name='place-2-until']")).to_have_count(1)
    preview.value.close()
    place(2).locator("[name$=-lasting]").select_option("")
    assert arrangement("ru") == {}
    with page.expect_navigation():
        page.locator("[name=_save]").click()

    expect(page.locator("[data-unsaved-note]")).to_be_hidden()
    assert arrangement("ru") == {1: Placed(parade), 2: Placed(river)}
    assert complaints == []
