"""Two people at one story, each in a browser of their own: what they write in different places is joined, what they
write over one another they are asked about, and no word of either is lost."""

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import Article, Version
from articles.publishing import save_draft
from tests.browser.editing import body, caret_at_the_end_of, rest, save, sign_in, text
from tests.browser.test_access import violations
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PARAGRAPHS = ("Мост через Ишим открыли утром.", "Движение пустил аким города.", "Пешеходы ждут до осени.")


@pytest.fixture
def story(newsroom):
    article = make_article(
        lead="Движение пущено утром.",
        body="".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
        created_by=newsroom,
    )
    save_draft(article, by=newsroom)
    return article


@pytest.fixture
def editor(page: Page, live_server, story, complaints) -> Page:
    return opened(page, live_server, story, "editor")


@pytest.fixture
def chief(browser: Browser, live_server, story) -> Page:
    make_user("chief", username="chief")
    return opened(browser.new_context().new_page(), live_server, story, "chief")


def opened(page: Page, live_server, story: Article, person: str) -> Page:
    sign_in(page, live_server.url, f"/admin/articles/article/{story.pk}/change/", person=person)
    expect(text(page)).to_contain_text("Мост через Ишим")
    return page


def write_at_the_end(page: Page, paragraph: int, words: str) -> None:
    caret_at_the_end_of(text(page).locator("p").nth(paragraph))
    page.keyboard.type(words)


def now(story: Article) -> Article:
    return Article.objects.get(pk=story.pk)


def test_what_two_write_in_different_paragraphs_stands_in_the_story(editor, chief, story, complaints):
    write_at_the_end(editor, 0, " Его ждали семь лет.")
    write_at_the_end(chief, 2, " Лестницы не готовы.")
    chief.fill("#id_lead", "Движение пущено вечером.")

    save(chief)
    save(editor)

    expect(text(editor)).to_contain_text("Его ждали семь лет.")
    expect(text(editor)).to_contain_text("Лестницы не готовы.")
    expect(editor.locator(".messagelist")).to_contain_text("chief")
    assert now(story).lead == "Движение пущено вечером."
    assert now(story).body == "".join(
        f"<p>{paragraph}</p>"
        for paragraph in (PARAGRAPHS[0] + " Его ждали семь лет.", PARAGRAPHS[1], PARAGRAPHS[2] + " Лестницы не готовы.")
    )
    assert complaints == []


def test_what_two_write_in_one_place_is_shown_and_both_are_kept(editor, chief, story, complaints):
    write_at_the_end(editor, 1, " Он приехал на велосипеде.")
    write_at_the_end(chief, 1, " За ним шли строители.")
    write_at_the_end(chief, 0, " Дождя не было.")

    save(chief)
    save(editor)

    expect(editor.locator(".question")).to_have_count(1)
    for side, words in (("mine", "на велосипеде"), ("theirs", "шли строители"), ("both", "на велосипеде")):
        expect(editor.locator(f".side-{side} .side-text")).to_contain_text(words)
    assert "на велосипеде" in Version.objects.get(article=story, kind="stale").body
    assert "на велосипеде" not in now(story).body

    assert violations(editor) == []

    editor.locator(".side-both .side-text").click()
    expect(editor.locator(".side-both input")).to_be_checked()
    with editor.expect_navigation():
        editor.locator(".conflict-end .button-main").click()

    expect(text(editor)).to_contain_text("Он приехал на велосипеде.")
    for words in ("Он приехал на велосипеде.", "За ним шли строители.", "Дождя не было.", PARAGRAPHS[2]):
        assert words in now(story).body
    assert body(editor) == now(story).body
    assert [heard for heard in complaints if "409" not in heard] == []


def test_a_paragraph_moved_by_one_keeps_what_the_other_wrote_in_it(editor, chief, story):
    text(editor).locator("p").nth(0).click()
    rest(editor)
    editor.keyboard.press("Home")
    editor.keyboard.press("Shift+End")
    rest(editor)
    editor.keyboard.press("ControlOrMeta+x")
    expect(text(editor)).not_to_contain_text(PARAGRAPHS[0])
    editor.keyboard.press("Delete")
    expect(text(editor).locator("p")).to_have_count(len(PARAGRAPHS) - 1)
    caret_at_the_end_of(text(editor).locator("p").last)
    editor.keyboard.press("Enter")
    expect(text(editor).locator("p")).to_have_count(len(PARAGRAPHS))
    editor.keyboard.type(PARAGRAPHS[0])
    write_at_the_end(chief, 0, " Дождя не было.")

    save(chief)
    save(editor)

    assert now(story).body == "".join(
        f"<p>{paragraph}</p>" for paragraph in (*PARAGRAPHS[1:], PARAGRAPHS[0] + " Дождя не было.")
    )


def test_the_choice_is_made_with_keys_alone_and_without_scripts(editor, chief, story, browser, live_server):
    editor.fill("#id_lead", "Движение пущено днём.")
    chief.fill("#id_lead", "Движение пущено вечером.")
    save(chief)
    save(editor)
    kept = Version.objects.get(article=story, kind="stale")

    plain = browser.new_context(java_script_enabled=False).new_page()
    sign_in(plain, live_server.url, f"/admin/articles/article/{story.pk}/conflict/{kept.number}/")
    plain.locator("input[value=mine]").focus()
    plain.keyboard.press("Space")
    plain.keyboard.press("Enter")

    expect(plain.locator("#id_lead")).to_have_value("Движение пущено днём.")
    assert now(story).lead == "Движение пущено днём."
