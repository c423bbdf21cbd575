"""The dialog before readers, in a browser: with a mouse, with keys alone, and with an impatient hand."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, Edition, Event
from articles.publishing import save_draft
from tests.browser.editing import publish as press_publish
from tests.browser.editing import text
from tests.browser.test_access import violations
from tests.factories import make_article, make_photo, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

DIALOG = ".dialog-publication"


@pytest.fixture
def live(desk, live_server, newsroom):
    """A story before readers, open at the desk."""
    section = newsroom.sections.get()
    article = make_article(section=section, created_by=newsroom, photo=make_photo(), tags=["Мост"])
    save_draft(article, by=newsroom)
    publish(article, by=newsroom)
    desk.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    expect(desk.locator(".toolbar")).to_be_visible()
    return article


def editions(article) -> list[Edition]:
    return list(Edition.objects.filter(article=article).order_by("number"))


def test_a_warning_wants_a_reason_that_is_logged(desk, complaints):
    desk.fill("#id_headline", "Мост открыт")
    desk.select_option("#id_section", label="Политика")
    desk.click("button[name=_publish]")
    expect(desk.locator(f"{DIALOG} [name=reason]")).to_be_focused()

    desk.click("[data-confirm]")
    expect(desk.locator(DIALOG)).to_be_visible()
    assert not Article.objects.filter(headline="Мост открыт").exists()

    desk.fill(f"{DIALOG} [name=reason]", "Срочно.")
    with desk.expect_navigation():
        desk.click("[data-confirm]")

    edition = Edition.objects.live().get(article__headline="Мост открыт")
    event = Event.objects.get(article=edition.article_id, action="published")
    assert (event.note, event.edition) == ("Срочно.", 1)
    assert complaints == []


def test_a_correction_shows_what_changes_and_wants_words_for_readers(desk, live, complaints):
    desk.fill("#id_headline", "Мост закрыт")
    desk.click("button[name=_publish]")
    expect(desk.locator(".publication-differences")).to_contain_text("закрыт")
    expect(desk.locator(".publication-differences")).to_contain_text("открыт")

    desk.check(f"{DIALOG} [value=correction]")
    expect(desk.locator(".publication-dialog")).not_to_have_attribute("aria-busy", "true")
    desk.click("[data-confirm]")
    expect(desk.locator(DIALOG)).to_be_visible()
    desk.fill(f"{DIALOG} [name=note]", "Мост закрыт, а не открыт.")
    with desk.expect_navigation():
        desk.click("[data-confirm]")

    edition = editions(live)[-1]
    assert (edition.change, edition.public_note) == ("correction", "Мост закрыт, а\u00a0не\u00a0открыт.")
    assert complaints == []


def test_scheduling_says_the_time_on_the_button(desk, live):
    desk.click("button[name=_publish]")
    desk.check(f"{DIALOG} [value=later]")
    tomorrow = timezone.localtime() + timedelta(days=1)
    desk.fill(f"{DIALOG} [name=publish_at_0]", f"{tomorrow:%Y-%m-%d}")
    desk.fill(f"{DIALOG} [name=publish_at_1]", "09:10")
    expect(desk.locator("[data-confirm]")).to_contain_text("09:10")
    with desk.expect_navigation():
        desk.click("[data-confirm]")

    waiting = editions(live)[-1]
    assert f"{timezone.localtime(waiting.visible_from):%Y-%m-%d %H:%M}" == f"{tomorrow:%Y-%m-%d} 09:10"


def test_with_keys_alone_a_typo_is_mended_and_escape_publishes_nothing(desk, live, complaints):
    keys = desk.keyboard
    desk.fill("#id_lead", "Движение пущено сегодня.")
    button = desk.locator("button[name=_publish]")
    button.focus()
    keys.press("Enter")
    expect(desk.locator(f"{DIALOG} [value=update]")).to_be_focused()

    keys.press("Control+s")
    keys.press("Escape")
    expect(desk.locator(DIALOG)).to_have_count(0)
    expect(button).to_be_focused()
    assert len(editions(live)) == 1

    keys.press("Enter")
    expect(desk.locator(f"{DIALOG} [value=update]")).to_be_focused()
    keys.press("ArrowUp")
    expect(desk.locator(f"{DIALOG} [value=typo]")).to_be_checked()
    expect(desk.locator(".publication-dialog")).not_to_have_attribute("aria-busy", "true")
    with desk.expect_navigation():
        keys.press("Enter")

    assert [each.change for each in editions(live)] == ["first", "typo"]
    assert complaints == []


def test_an_impatient_hand_publishes_once(desk):
    desk.fill("#id_headline", "Мост открыт")
    desk.select_option("#id_section", label="Политика")
    desk.dblclick("button[name=_publish]")
    desk.fill(f"{DIALOG} [name=reason]", "Срочно.")
    with desk.expect_navigation():
        desk.dblclick("[data-confirm]")
    desk.wait_for_load_state()

    assert Edition.objects.filter(article__headline="Мост открыт").count() == 1


def test_who_is_quicker_than_the_answer_looks_once_more(desk, live):
    desk.click("button[name=_publish]")
    expect(desk.locator("[data-confirm]")).to_be_visible()
    desk.evaluate(
        """() => {
            document.querySelector(".publication-dialog [value=later]").click()
            document.querySelector("[data-confirm]").click()
        }"""
    )

    expect(desk.locator("[data-confirm]")).to_be_focused()
    assert len(editions(live)) == 1


def test_an_error_leads_to_its_field(desk):
    text(desk).click()
    desk.keyboard.type("Текст без заголовка.")
    desk.click("button[name=_publish]")
    desk.click(f"{DIALOG} [data-field]")

    expect(desk.locator("#id_headline")).to_be_focused()
    expect(desk.locator(DIALOG)).to_have_count(0)


def test_a_time_that_was_chosen_and_left_stands_in_the_dialog_again(desk, live):
    desk.click("button[name=_publish]")
    desk.check(f"{DIALOG} [value=later]")
    desk.fill(f"{DIALOG} [name=publish_at_0]", "2030-01-02")
    desk.fill(f"{DIALOG} [name=publish_at_1]", "09:10")
    desk.keyboard.press("Escape")
    desk.click("button[name=_publish]")

    expect(desk.locator(f"{DIALOG} [value=later]")).to_be_checked()
    expect(desk.locator("[data-confirm]")).to_contain_text("09:10")


def test_signed_out_the_text_stays(desk, live):
    desk.fill("#id_lead", "Не потеряй меня")
    desk.context.clear_cookies()
    desk.click("button[name=_publish]")

    expect(desk.locator(".dialog-small")).to_be_visible()
    expect(desk.locator("#id_lead")).to_have_value("Не потеряй меня")
    assert len(editions(live)) == 1


def test_the_dialog_can_be_used_by_everyone(desk, live):
    desk.fill("#id_headline", "Мост закрыт")
    desk.fill("#id_lead", "")
    publish(live, by=None, at=timezone.now() + timedelta(days=1))
    desk.click("button[name=_publish]")
    expect(desk.locator(".publication-waiting")).to_be_visible()

    assert violations(desk, DIALOG) == []

    desk.check(f"{DIALOG} [value=later]")
    desk.fill(f"{DIALOG} [name=publish_at_0]", "2020-01-02")
    expect(desk.locator(".publication-errors li")).to_have_count(1)

    assert violations(desk, DIALOG) == []


def test_publishing_again_by_the_common_way(desk, live):
    desk.fill("#id_lead", "Движение пущено сегодня.")
    press_publish(desk)

    assert editions(live)[-1].content["lead"] == "Движение пущено сегодня."
