"""What a reader can do on a story's page: play a video, turn a gallery, pass the story on."""

import pytest
from playwright.sync_api import Page, Route, expect

from articles.models import Edition
from tests.factories import make_edition, make_photo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

VIDEO = '<news-card data-kind="embed" data-url="https://youtu.be/a-b_c1D2e3F" data-title="Мост"></news-card>'


@pytest.fixture
def story() -> Edition:
    photos = ",".join(str(make_photo().pk) for _ in range(3))
    gallery = f'<news-card data-kind="gallery" data-ids="{photos}"></news-card>'
    return make_edition(body=f"<p>Мост открыт.</p>{VIDEO}{gallery}")


def test_a_reader_plays_turns_and_shares_and_no_stranger_is_asked_before_a_click(
    page: Page, complaints, live_server, story
):
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<!doctype html><p>Player</p>", content_type="text/html")

    page.route(lambda url: not url.startswith(live_server.url), answer)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("navigator.share = async (what) => { window.passedOn = what }")
    page.emulate_media(reduced_motion="reduce")
    page.goto(live_server.url + story.get_absolute_url())

    turn = page.locator(".gallery-turn")
    expect(turn.get_by_role("status")).to_have_text("1 / 3")
    turn.locator("[data-step='1']").click()
    expect(turn.get_by_role("status")).to_have_text("2 / 3")
    expect(page.locator(".gallery .photo").nth(1)).to_be_in_viewport()
    turn.locator("[data-step='1']").click()
    expect(turn.locator("[data-step='1']")).to_have_attribute("aria-disabled", "true")
    expect(turn.get_by_role("status")).to_have_text("3 / 3")

    page.locator("[data-share=copy]").click()
    expect(page.locator(".share-said")).not_to_be_empty()
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.evaluate("navigator.clipboard.readText()") == canonical
    page.locator("[data-share=native]").click()
    assert page.evaluate("window.passedOn") == {"url": canonical, "title": story.headline}
    assert asked == []

    page.locator(".player-play").click()
    expect(page.frame_locator(".player iframe").locator("p")).to_have_text("Player")
    expect(page.locator(".player iframe")).to_be_focused()
    assert asked == ["https://www.youtube-nocookie.com/embed/a-b_c1D2e3F?autoplay=1"]
    assert complaints == []


def test_without_scripts_a_reader_has_links_and_nothing_that_does_nothing(browser, live_server, story):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + story.get_absolute_url())

    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    for unseen in (".player-stage", ".gallery-turn", "[data-share=copy]", "[data-share=native]"):
        expect(page.locator(unseen)).to_be_hidden()
    for bare in page.locator(".by-script").all():
        expect(bare).to_have_css("display", "none")  # nor is its place kept
    expect(page.locator(".player a")).to_be_visible()
    expect(page.locator(".share a")).to_have_count(4)
    page.context.close()


def test_no_word_is_wider_than_the_screen(page: Page, live_server):
    stories = [make_edition(headline=letter * 200) for letter in "АБВГДЕЖЗИ"]

    for address in ("/", "/lenta/", stories[4].get_absolute_url()):
        page.goto(live_server.url + address)
        for width in (320, 1360):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
