"""The body editor in a browser: cards from the dialogs, quotations, links, and what people paste."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.editing import body, paste, text
from tests.factories import make_photo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PASTED = Path(__file__).parent / "pasted"


def test_the_dialog_is_left_with_escape_and_says_when_nothing_is_found(desk):
    text(desk).click()
    desk.click("[data-tool=related]")
    desk.locator(".chooser-search").fill("ничегоподобного")

    expect(desk.locator(".chooser-status.is-empty")).to_be_visible()

    desk.keyboard.press("Escape")

    expect(desk.locator(".chooser")).to_have_count(0)
    expect(text(desk)).to_be_focused()
    assert "<news-card" not in body(desk)


def test_the_dialog_says_when_the_search_does_not_answer_and_tries_again(desk):
    desk.route("**/choose/*", lambda route: route.abort())
    text(desk).click()
    desk.click("[data-tool=photo]")

    again = desk.locator(".chooser-list button")
    expect(again).to_be_visible()

    desk.unroute("**/choose/*")
    again.click()

    expect(desk.locator(".chooser [role=option]")).to_have_count(1)


def test_a_card_never_splits_a_paragraph(desk):
    text(desk).click()
    desk.keyboard.type("Один абзац")
    for _ in range(5):
        desk.keyboard.press("ArrowLeft")
    desk.click("[data-tool=related]")
    desk.locator(".chooser [role=option]").first.click()
    expect(desk.locator(".card-related")).to_have_count(1)

    assert body(desk).startswith("<p>Один абзац</p><news-card")


def test_a_gallery_takes_several_photos_in_their_order(desk):
    other = make_photo(caption="Площадь")
    text(desk).click()
    desk.click("[data-tool=gallery]")
    desk.locator(".chooser [role=option]").nth(1).click()
    desk.locator(".chooser [role=option]").nth(0).click()
    desk.click(".chooser .button-main")
    expect(desk.locator(".card-gallery [data-card]")).to_have_count(2)

    assert re.search(rf'data-kind="gallery" data-ids="\d+,{other.pk}"', body(desk))


def test_a_gallery_says_of_each_photo_what_this_story_wants_said(desk):
    make_photo(caption="Площадь")
    text(desk).click()
    desk.click("[data-tool=gallery]")
    desk.locator(".chooser [role=option]").nth(1).click()
    desk.locator(".chooser [role=option]").nth(0).click()
    desk.click(".chooser .button-main")
    photos = desk.locator(".card-gallery [role=group]")
    expect(photos).to_have_count(2)
    first = re.search(r'data-ids="(\d+),', body(desk))[1]

    photos.first.locator("textarea").first.fill('Тот самый "мост"')
    photos.first.locator("textarea").last.fill("Стальные фермы")
    expect(photos.first.locator("textarea").last).not_to_have_css("color", "rgba(0, 0, 0, 0)")
    assert f'data-captions="{{&quot;{first}&quot;:&quot;Тот самый \\&quot;мост\\&quot;&quot;}}"' in body(desk)
    assert f'data-alts="{{&quot;{first}&quot;:&quot;Стальные фермы&quot;}}"' in body(desk)

    photos.first.locator("textarea").first.fill("")
    assert "data-captions" not in body(desk)
    assert "data-alts" in body(desk)


def test_a_link_card_takes_web_addresses_alone(desk):
    text(desk).click()
    desk.click("[data-tool=embed]")
    expect(desk.locator("dialog .dialog-hint")).to_contain_text("YouTube")
    desk.fill("dialog [name=url]", "javascript:alert(1)")
    desk.keyboard.press("Enter")

    expect(desk.locator(".dialog-complaint")).not_to_be_empty()

    desk.fill("dialog [name=url]", "https://example.kz/video")
    desk.fill("dialog [name=title]", "Запись заседания")
    desk.keyboard.press("Enter")
    expect(desk.locator(".card-embed")).to_have_count(1)

    assert 'data-url="https://example.kz/video" data-title="Запись заседания"' in body(desk)


def test_a_quotation_has_its_speaker_and_its_source_typed_in_place(desk):
    text(desk).click()
    desk.keyboard.type("Мост нужен городу.")
    desk.click("[data-tool=quote]")
    desk.locator(".quotation-by input").first.fill("Пресс-служба")
    desk.locator(".quotation-by input").last.fill("заявление")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Дальше.")

    quotation = '<blockquote data-speaker="Пресс-служба" data-source="заявление"><p>Мост нужен городу.</p></blockquote>'
    assert body(desk) == f"{quotation}<p>Дальше.</p>"


def test_links_are_mended_or_refused(desk):
    text(desk).click()
    desk.keyboard.type("ссылка")
    desk.keyboard.press("Shift+Home")
    desk.wait_for_timeout(100)  # a hand is slower than the browser's news of a selection
    desk.keyboard.press("Control+k")
    desk.fill("dialog [name=href]", "javascript:alert(1)")
    desk.keyboard.press("Enter")
    expect(desk.locator(".dialog-complaint")).not_to_be_empty()

    desk.fill("dialog [name=href]", "example.kz/a")
    desk.keyboard.press("Enter")
    expect(text(desk).locator("a")).to_have_count(1)

    assert body(desk) == '<p><a href="https://example.kz/a">ссылка</a></p>'


@pytest.mark.parametrize("source", ["word", "docs", "web"])
def test_text_from_elsewhere_pastes_clean(desk, source):
    """The files hold what Word, Google Docs and a news site put on the clipboard, and what it must become."""
    text(desk).click()

    paste(desk, (PASTED / f"{source}.html").read_text())

    assert body(desk).removesuffix("<p></p>") == (PASTED / f"{source}.clean.html").read_text().strip()


def test_a_card_is_dragged_to_another_place(desk):
    text(desk).click()
    desk.keyboard.type("Первый абзац")
    desk.click("[data-tool=related]")
    desk.locator(".chooser [role=option]").first.click()
    desk.keyboard.type("Второй абзац")
    expect(desk.locator(".card-related")).to_contain_text("на сайте")  # nothing moves any more
    handle = desk.locator(".card-handle").bounding_box()
    end = text(desk).locator("> p").last.bounding_box()

    desk.mouse.move(handle["x"] + 5, handle["y"] + 5)
    desk.mouse.down()
    desk.mouse.move(end["x"] + end["width"] - 60, end["y"] + end["height"] - 3, steps=8)
    desk.wait_for_timeout(100)
    desk.mouse.up()

    expect(text(desk).locator("> :nth-child(2)")).to_have_text("Второй абзац")
    assert re.fullmatch("<p>Первый абзац</p><p>Второй абзац</p><news-card [^>]*></news-card>(<p></p>)?", body(desk))


def test_cards_are_copied_and_pasted_within_the_text(desk):
    text(desk).click()
    desk.keyboard.type("Абзац")
    desk.click("[data-tool=related]")
    desk.locator(".chooser [role=option]").first.click()
    expect(desk.locator(".card-related")).to_have_count(1)

    for keys in ("Control+a", "Control+c", "ArrowRight", "Control+v"):
        desk.keyboard.press(keys)
        desk.wait_for_timeout(100)  # a hand is slower than the browser's news of a selection

    expect(desk.locator(".card-related")).to_have_count(2)
