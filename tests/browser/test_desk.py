"""A story from an empty form to a reader, in a browser: with a mouse, with keys alone, on a telephone."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Edition
from tests.browser.conftest import ADD
from tests.browser.editing import body, publish, save, sign_in, text
from tests.factories import make_author, make_place

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_story_is_written_previewed_published_and_read(desk, live_server, context, complaints):
    desk.fill("#id_headline", "Мост открыт")
    desk.fill("#id_lead", "Движение пущено утром.")
    desk.select_option("#id_section", label="Политика")
    text(desk).click()
    desk.keyboard.type("Первый абзац.")

    desk.click("[data-tool=photo]")
    desk.locator(".chooser-search").fill("ишим")
    desk.locator(".chooser [role=option]").first.click()
    desk.locator(".card-photo textarea").first.fill("Мост в день открытия")

    text(desk).locator("p").last.click()
    desk.keyboard.type("Второй абзац.")
    desk.click("[data-tool=related]")
    desk.locator(".chooser input").fill("щербакова елку")
    expect(desk.locator(".chooser [role=option]")).to_have_count(1)
    desk.locator(".chooser [role=option]").first.click()
    expect(desk.locator(".card-related")).to_contain_text("Щербаков объявил ёлку открытой")

    save(desk, "_preview")
    expect(desk.locator("h1")).to_contain_text("Мост открыт")
    expect(desk.locator("main")).to_contain_text("Мост в день открытия")
    expect(desk.locator("main")).to_contain_text("Второй абзац.")
    assert not Edition.objects.filter(article__headline="Мост открыт").exists()

    desk.locator(".preview-bar a").last.click()
    publish(desk)
    public = desk.locator(".messagelist a").get_attribute("href")

    reader = context.browser.new_context().new_page()
    reader.goto(live_server.url + public)
    expect(reader.locator("h1")).to_contain_text("Мост открыт")
    main = reader.locator("main")
    for words in ("Первый абзац.", "Мост в день открытия", "© Sputnik / Владислав Воднев", "Щербаков объявил"):
        expect(main).to_contain_text(words)
    assert complaints == []


def test_a_new_story_is_published_from_its_preview(desk):
    desk.fill("#id_headline", "Мост открыт")
    desk.select_option("#id_section", label="Политика")
    save(desk, "_preview")

    with desk.expect_navigation():
        desk.click(".preview-bar button")
    desk.fill("[name=reason]", "Срочно.")
    with desk.expect_navigation():
        desk.click(".step-form button")

    assert Edition.objects.live().filter(article__headline="Мост открыт").exists()


def test_the_whole_way_with_the_keyboard_alone(desk, complaints):
    keys = desk.keyboard
    keys.type("Мост открыт")
    keys.press("Tab")
    keys.type("Движение пущено.")
    text(desk).focus()
    keys.type("Абзац.")

    keys.press("Alt+F10")
    for _ in range(3):
        keys.press("ArrowRight")
    expect(desk.locator("[data-tool=bold]")).to_be_focused()
    keys.press("Escape")
    expect(text(desk)).to_be_focused()

    keys.press("Alt+F10")
    while desk.evaluate("document.activeElement.dataset.tool") != "photo":
        keys.press("ArrowRight")
    keys.press("Enter")
    expect(desk.locator(".chooser-search")).to_be_focused()
    keys.type("ишим")
    expect(desk.locator(".chooser .is-active")).to_have_count(1)
    keys.press("Enter")
    expect(text(desk)).to_be_focused()
    keys.type("После снимка.")

    keys.press("ArrowUp")
    expect(desk.locator(".card.is-selected")).to_have_count(1)
    keys.press("Alt+ArrowUp")
    assert body(desk).startswith("<news-card")
    keys.press("Enter")
    keys.type("Подпись с клавиатуры")
    keys.press("Alt+ArrowDown")
    assert body(desk).startswith("<p>Абзац.</p><news-card")
    assert 'data-caption="Подпись с клавиатуры"' in body(desk)
    keys.press("Escape")
    keys.press("Delete")
    assert "<news-card" not in body(desk)
    keys.press("Control+z")
    assert 'data-caption="Подпись с клавиатуры"' in body(desk)

    with desk.expect_navigation():
        keys.press("Control+s")
    assert Article.objects.get(headline="Мост открыт").lead == "Движение пущено."
    assert complaints == []


def test_bylines_and_related_news_are_put_in_order(desk):
    make_author(name_ru="Фотослужба")
    desk.fill("#id_headline", "Мост открыт")
    for name in ("новостей", "фотослужба"):
        desk.click("#id_bylines [data-ordered-add]")
        desk.locator(".chooser-search").fill(name)
        expect(desk.locator(".chooser [role=option]")).to_have_count(1)
        desk.keyboard.press("Enter")
    desk.locator("#id_bylines li").nth(1).locator("[data-move=up]").click()
    desk.locator("#id_bylines li").first.locator("select").select_option("photographer")
    save(desk)

    bylines = Article.objects.get(headline="Мост открыт").bylines.all()
    assert [(each.author.name_ru, each.role) for each in bylines] == [
        ("Фотослужба", "photographer"),
        ("Отдел новостей", "author"),
    ]


def test_the_lead_photo_is_chosen_on_the_wall(desk):
    desk.fill("#id_headline", "Мост открыт")
    desk.click("[data-photo-choose]")
    desk.locator(".chooser [role=option]").first.click()
    expect(desk.locator(".photo-input .card-photo-preview")).to_contain_text("Мост через Ишим")
    save(desk)

    assert Article.objects.get(headline="Мост открыт").photo.caption == "Мост через Ишим"


def test_tags_are_typed_completed_and_parted_by_commas(desk):
    desk.fill("#id_headline", "Мост открыт")
    desk.locator(".field-tags .select2-search__field").click()
    expect(desk.locator(".select2-dropdown")).to_be_visible()
    desk.keyboard.type("Касым-Жомарт Токаев,ЕАЭС,", delay=30)
    save(desk)

    assert set(Article.objects.get(headline="Мост открыт").tags.names()) == {"Касым-Жомарт Токаев", "ЕАЭС"}


def test_the_dateline_is_shown_while_it_is_chosen(desk):
    make_place(ru="Нур-Султан")
    desk.reload()
    expect(desk.locator(".toolbar")).to_be_visible()
    desk.select_option("#id_place", index=1)
    desk.fill("#id_dateline_on", "2021-04-30")

    expect(desk.locator(".dateline-shown")).to_have_text("НУР-СУЛТАН, 30 апр — Sputnik.")


def test_nobody_leaves_unsaved_text_by_mistake(desk):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.fill("#id_headline", "Не потеряй меня")

    desk.evaluate("location.href = '/admin/'")
    desk.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    assert desk.url.endswith(ADD)


def test_who_was_signed_out_keeps_the_text_and_saves_it_after_signing_in(desk, live_server):
    desk.fill("#id_headline", "Не потеряй меня")
    desk.context.clear_cookies()

    desk.click("button[name=_save]")

    expect(desk.locator("dialog[open]")).to_be_visible()
    assert not Article.objects.filter(headline="Не потеряй меня").exists()

    desk.locator("dialog[open] button").click()
    door = desk.context.new_page()
    sign_in(door, live_server.url)
    door.close()
    save(desk)

    assert Article.objects.filter(headline="Не потеряй меня").exists()


def test_without_a_network_the_text_stays(desk):
    desk.fill("#id_headline", "Не потеряй меня")
    desk.context.set_offline(True)

    desk.click("button[name=_save]")
    expect(desk.locator("dialog[open]")).to_be_visible()

    desk.context.set_offline(False)
    desk.locator("dialog[open] button").click()
    save(desk)

    assert Article.objects.filter(headline="Не потеряй меня").exists()


def test_the_headline_counts_its_letters(desk):
    counter = desk.locator(".field-headline .counter")
    desk.fill("#id_headline", "М" * 110)
    expect(counter).to_have_attribute("data-level", "fine")
    desk.fill("#id_headline", "М" * 111)
    expect(counter).to_have_attribute("data-level", "long")
    desk.fill("#id_headline", "М" * 201)
    expect(counter).to_have_attribute("data-level", "over")


def test_the_action_bar_never_lies_over_the_text(desk):
    text(desk).click()
    for number in range(40):
        desk.keyboard.type(f"Строка {number}")
        desk.keyboard.press("Enter")

    bar = desk.locator(".actions").bounding_box()
    caret = desk.evaluate("getSelection().getRangeAt(0).startContainer.getBoundingClientRect().bottom")
    assert caret <= bar["y"]


@pytest.mark.parametrize("width", [390, 1360])
def test_nothing_is_wider_than_the_screen(desk, width):
    desk.set_viewport_size({"width": width, "height": 800})

    for address in (ADD, "/admin/", "/admin/articles/article/", "/admin/articles/photo/", "/admin/articles/photo/add/"):
        desk.goto(desk.url.split("/admin/")[0] + address)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, address
