"""The start page, the palette, related suggestions and the words of the form, in a browser: mouse and keys."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article, RelatedLink, User
from articles.models.article import State
from articles.publishing import hand_in, save_draft
from tests.browser.editing import save, sign_in
from tests.browser.test_access import violations
from tests.factories import make_article, make_photo, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

STORIES = "/admin/articles/article/"


def open_palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()
    expect(page.locator("#palette [role=option]").first).to_be_visible()


@pytest.fixture
def start(page, live_server, newsroom, complaints) -> Page:
    """The first page, with something of everything on it."""
    photo = make_photo(usage_until=timezone.now() + timedelta(days=2))
    publish(make_article(headline="С фотографией", photo=photo), by=newsroom)
    publish(make_article(headline="Выйдет сама"), by=newsroom, at=timezone.now() + timedelta(hours=3))
    hand_in(make_article(headline="Мост сдан", created_by=newsroom), by=newsroom)
    make_article(headline="Возвращена", created_by=newsroom, state=State.RETURNED, return_note="Нет источника.")
    sign_in(page, live_server.url)
    return page


def test_the_first_page_can_be_used_by_everyone(start, complaints):
    expect(start.locator(".board-returned blockquote")).to_have_text("Нет источника.")
    expect(start.locator(".mark-waiting")).to_contain_text("Выйдет сама")
    expect(start.locator(".board-troubles")).to_contain_text("С фотографией")
    expect(start.locator(".turn-badge b")).to_have_text("2")

    assert violations(start) == []
    assert complaints == []


def test_no_mark_of_the_line_lies_over_another(start):
    boxes = [mark.bounding_box() for mark in start.locator(".dayline .mark a").all()]

    assert len(boxes) >= 2
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            assert apart or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]


def test_the_palette_is_walked_with_keys_and_left_with_escape(start, complaints):
    start.locator(".board-search input").focus()
    open_palette(start)
    assert violations(start, "#palette") == []

    start.keyboard.type("мост сдан")
    option = start.locator("#palette [role=option]")
    expect(option).to_have_count(1)
    expect(option).to_have_attribute("aria-selected", "true")
    active = start.locator("#palette input").get_attribute("aria-activedescendant")
    assert active == option.get_attribute("id")

    start.keyboard.press("Escape")
    expect(start.locator("#palette")).to_be_hidden()
    expect(start.locator(".board-search input")).to_be_focused()

    open_palette(start)
    start.keyboard.type("мост сдан")
    expect(option).to_have_count(1)
    with start.expect_navigation():
        start.keyboard.press("Enter")
    assert re.search(rf"{STORIES}\d+/change/$", start.url)
    assert complaints == []


def test_control_enter_opens_in_a_new_tab_and_the_button_serves_mice(start):
    start.locator("[data-palette-open]").click()
    start.keyboard.type("выйдет")
    expect(start.locator("#palette [role=option]")).to_have_count(1)

    with start.context.expect_page() as opened:
        start.keyboard.press("Control+Enter")

    assert "/change/" in opened.value.url or opened.value.wait_for_url("**/change/**") is None
    assert start.url.endswith("/admin/")


def test_the_palette_opens_under_a_russian_layout(start):
    start.evaluate(
        """document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key: "л", code: "KeyK", ctrlKey: true, bubbles: true, cancelable: true }))"""
    )

    expect(start.locator("#palette")).to_be_visible()


def test_in_the_text_the_keys_link_chosen_words_and_else_open_the_palette(desk):
    desk.locator(".ProseMirror").click()
    desk.keyboard.type("ссылка")
    desk.keyboard.press("Control+k")
    expect(desk.locator("#palette")).to_be_visible()
    desk.keyboard.press("Escape")

    expect(desk.locator(".ProseMirror")).to_be_focused()
    desk.keyboard.press("Shift+Home")
    desk.keyboard.press("Control+k")
    expect(desk.locator("dialog.dialog-small")).to_be_visible()
    expect(desk.locator("#palette")).to_be_hidden()


def test_a_suggestion_is_taken_with_a_click_and_not_offered_twice(page, live_server, newsroom):
    close = make_article(headline="Мост через Ишим", tags=["Мосты"])
    publish(close, by=newsroom)
    story = make_article(headline="Мост открыт", tags=["Мосты"], created_by=newsroom)
    save_draft(story, by=newsroom)
    sign_in(page, live_server.url, f"{STORIES}{story.pk}/change/")
    offered = page.locator(f".suggestion[data-id='{close.pk}']")
    expect(offered.locator("[data-fills]")).to_be_visible()

    offered.locator("button").click()

    expect(offered).to_be_hidden()
    expect(page.locator("#id_related li")).to_contain_text("Мост через Ишим")
    page.locator("#id_related [data-move=remove]").click()
    expect(offered).to_be_visible()
    offered.locator("button").click()
    save(page)
    assert [link.target_id for link in RelatedLink.objects.filter(article=story)] == [close.pk]


def test_a_card_in_the_text_is_not_suggested(page, live_server, newsroom):
    close = make_article(headline="Мост через Ишим", tags=["Мосты"])
    publish(close, by=newsroom)
    story = make_article(headline="Мост открыт", tags=["Мосты"], created_by=newsroom)
    save_draft(story, by=newsroom)
    sign_in(page, live_server.url, f"{STORIES}{story.pk}/change/")
    offered = page.locator(f".suggestion[data-id='{close.pk}']")
    expect(offered).to_be_visible()

    page.locator(".ProseMirror").click()
    page.click("[data-tool=related]")
    page.locator(".chooser-search").fill("ишим")
    expect(page.locator(".chooser [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(offered).to_be_hidden()


def test_spelling_follows_the_language_of_the_story(desk):
    for code in ("kk", "en"):
        desk.select_option("#id_language", code)
        for field in ("#id_headline", "#id_lead", ".ProseMirror"):
            expect(desk.locator(field)).to_have_attribute("lang", code)
            expect(desk.locator(field)).to_have_attribute("spellcheck", "true")


def test_fields_that_have_a_limit_count_their_letters(desk):
    desk.fill("#id_lead", "Л" * 301)
    counter = desk.locator(".field-lead .counter")

    expect(counter).to_have_attribute("data-level", "long")
    expect(counter).to_contain_text("301 / 300 ·")


def test_a_story_is_returned_with_a_note_by_one_button(page, live_server, newsroom):
    story = make_article(headline="Мост сдан", created_by=User.objects.create_user("writer"))
    hand_in(story, by=newsroom)
    sign_in(page, live_server.url, f"{STORIES}{story.pk}/change/")

    page.locator(".standing-return summary").click()
    page.fill("#id_return_note", "Нет источника.")
    save(page, "_return")

    story = Article.objects.get(pk=story.pk)
    assert (story.state, story.return_note) == (State.RETURNED, "Нет источника.")


def test_without_scripts_the_palette_is_a_page(browser, live_server, newsroom):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url)

    page.locator("[data-palette-open]").click()
    page.fill(".palette-form input", "щербаков")
    page.locator(".palette-form button").click()
    expect(page.locator("a.palette-option")).to_contain_text(["Щербаков объявил ёлку открытой"])
    context.close()


def test_a_hasty_enter_waits_for_what_was_typed(start):
    open_palette(start)
    start.keyboard.type("щербаков")
    start.keyboard.press("Enter")

    start.wait_for_url("**/articles/article/*/change/")
