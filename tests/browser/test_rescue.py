"""What somebody types survives the browser, the sign-in and the network; two people at one story see each other."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Sitting, Version
from articles.publishing import save_draft
from tests.browser.conftest import ADD
from tests.browser.editing import save, sign_in, text
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SHELVES = "Object.keys(localStorage).filter((key) => key.startsWith('desk-typed-')).length"


@pytest.fixture
def story(newsroom):
    article = make_article(headline="Мост открыт", body="<p>Мост открыли утром.</p>", section=make_section("politics"))
    save_draft(article, by=newsroom)
    return article


@pytest.fixture
def form(desk, live_server, story) -> str:
    return f"{live_server.url}/admin/articles/article/{story.pk}/change/"


def open_form(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator(".toolbar")).to_be_visible()
    return page


def type_headline(page: Page, words: str) -> None:
    page.fill("#id_headline", words)
    expect(page.locator("#sitting-state:not(:empty)")).to_be_visible()


def kill(page: Page) -> Page:
    """Without a word of farewell, as a browser that crashed; another one of the same person."""
    context = page.context
    page.close(run_before_unload=False)
    return context.new_page()


def test_text_of_a_page_that_was_killed_is_offered_put_back_and_gone_after_saving(desk, form, story):
    open_form(desk, form)
    text(desk).click()
    desk.keyboard.type("Ночью движение перекроют. ")
    type_headline(desk, "Мост закрыт")

    page = open_form(kill(desk), form)
    offer = page.locator(".rescue-offer")
    offer.get_by_role("link").click()
    expect(page.locator(".difference ins").first).to_contain_text("закрыт")
    page.locator("form[action$='/take/'] button").click()
    expect(page.locator(".rescued")).to_be_visible()
    expect(page.locator("#id_headline")).to_have_value("Мост закрыт")
    expect(text(page)).to_contain_text("Ночью движение перекроют.")
    assert Version.objects.filter(article=story).count() == 1

    save(page)

    assert Article.objects.get(pk=story.pk).headline == "Мост закрыт"
    open_form(page, form)
    expect(page.locator(".rescue-offer")).to_have_count(0)
    assert not Sitting.objects.typed().exists()


def test_a_new_story_that_was_never_saved_is_offered_at_the_next_one(desk, live_server):
    type_headline(desk, "Мост закрыт")

    page = open_form(kill(desk), live_server.url + ADD)
    page.locator("form[action$='/take/'] button").click()

    expect(page.locator("#id_headline")).to_have_value("Мост закрыт")


def test_who_was_signed_out_is_told_and_finds_the_text_after_signing_in(desk, form, live_server, complaints):
    open_form(desk, form)
    desk.context.clear_cookies(name="session")
    desk.fill("#id_headline", "Мост закрыт")
    expect(desk.locator("#sitting-state[data-trouble]")).to_be_visible()
    assert not Sitting.objects.typed().exists()

    page = kill(desk)
    sign_in(page, live_server.url)
    open_form(page, form)
    page.locator("form[action$='/take/'] button").click()

    expect(page.locator("#id_headline")).to_have_value("Мост закрыт")
    assert page.evaluate(SHELVES) == 0


def test_text_typed_without_a_network_is_told_when_it_is_back(desk, form):
    open_form(desk, form)
    desk.context.set_offline(True)
    desk.fill("#id_headline", "Мост закрыт")
    expect(desk.locator("#sitting-state[data-trouble]")).to_be_visible()
    assert desk.evaluate(SHELVES) == 1

    desk.context.set_offline(False)

    expect(desk.locator("#sitting-state:not([data-trouble])")).to_be_visible()
    expect(desk.locator("#sitting-state")).not_to_be_empty()
    assert Sitting.objects.typed().get().typed["headline"] == ["Мост закрыт"]
    assert desk.evaluate(SHELVES) == 0


def test_two_people_at_one_story_see_each_other_and_who_left_is_gone(desk, form, browser, live_server, story):
    make_user("chief", username="aigul")
    other = browser.new_context().new_page()
    open_form(desk, form)
    sign_in(other, live_server.url, person="aigul")
    open_form(other, form)
    expect(other.locator(".presence-one")).to_contain_text("editor")

    desk.fill("#id_headline", "Мост закрыт")
    expect(desk.locator(".presence-one")).to_contain_text("aigul")
    story.lead = "Сказал третий."
    save_draft(story, by=make_user("chief", username="boris"))
    other.fill("#id_lead", "Иначе")
    expect(other.locator(".presence-newer")).to_contain_text("boris")

    other.close(run_before_unload=False)
    other.context.close()
    desk.fill("#id_headline", "Мост закрыт вечером")
    expect(desk.locator(".presence-one")).to_have_count(0)


def test_looking_at_a_story_leaves_nothing_to_rescue(desk, form, complaints):
    open_form(desk, form)
    expect(desk.locator(".presence")).to_be_attached()
    desk.wait_for_timeout(1500)
    desk.goto("about:blank")

    assert not Sitting.objects.typed().exists()
    assert complaints == []


def test_looking_at_a_publication_without_typing_leaves_nothing_to_rescue(desk, form, complaints):
    open_form(desk, form)
    desk.click("button[name=_publish]")
    expect(desk.locator("dialog[open]")).to_be_visible()
    with desk.expect_response(lambda response: response.url.endswith("/sitting/")):
        desk.keyboard.press("Escape")
    expect(desk.locator("dialog[open]")).to_have_count(0)

    open_form(desk, form)

    expect(desk.locator(".presence")).to_be_attached()
    expect(desk.locator(".rescue-offer")).to_have_count(0)
    assert not Sitting.objects.typed().exists()
    assert complaints == []
