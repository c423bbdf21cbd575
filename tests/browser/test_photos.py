"""Photos at the desk in a browser: fifty files at once, each answered for by itself, and the point that crops keep."""

import re

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Photo
from articles.publishing import take_in
from articles.renditions import crop_box
from tests.browser.editing import sign_in
from tests.browser.test_access import violations
from tests.factories import make_photo, make_user
from tests.renditions.drawing import as_file, gradient

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ADD = "/admin/articles/photo/add/"


def picture(name: str, width: int = 200) -> dict:
    return {"name": name, "mimeType": "image/jpeg", "buffer": as_file(gradient(width, 140)).getvalue()}


LETTER = {"name": "письмо.jpg", "mimeType": "image/jpeg", "buffer": b"Dear editor"}


@pytest.fixture
def photographer(db):
    return make_user("photo_editor", username="photo")


@pytest.fixture
def upload(page: Page, live_server, photographer, complaints) -> Page:
    """Signed in, at the page on which photos come in."""
    sign_in(page, live_server.url, ADD, person="photo")
    expect(page.locator("#upload[data-ready]")).to_be_attached()
    return page


def row(page: Page, name: str):
    return page.locator(".upload-row", has_text=name)


def test_each_of_many_files_says_for_itself_what_came_of_it(upload, complaints):
    upload.fill("#id_agency", "Sputnik")
    upload.set_input_files("#id_file", [picture("мост.jpg"), LETTER, picture("река.jpg", 240)])

    expect(row(upload, "мост.jpg")).to_have_attribute("data-state", "taken")
    expect(row(upload, "река.jpg")).to_have_attribute("data-state", "taken")
    expect(row(upload, "письмо.jpg")).to_have_attribute("data-state", "refused")
    link = row(upload, "мост.jpg").get_by_role("link")
    expect(link).to_have_attribute("href", re.compile(r"/admin/articles/photo/\d+/change/"))
    assert Photo.objects.count() == 2
    assert violations(upload) == []
    make_photo()
    upload.click("[data-library]")
    expect(upload.locator(".wall > li")).to_have_count(2)
    assert complaints == []


def test_a_file_without_a_credit_is_asked_for_it_where_it_stands(upload):
    upload.set_input_files("#id_file", [picture("мост.jpg")])
    asked = row(upload, "мост.jpg")
    expect(asked).to_have_attribute("data-state", "uncredited")
    expect(upload.locator("[data-summary]")).to_have_text("Принято: 0 из 1, ждут авторства: 1")
    assert violations(upload) == []

    asked.locator("[name=creator]").fill("Владислав Воднев")
    asked.locator("[name=creator]").press("Enter")

    expect(asked).to_have_attribute("data-state", "taken")
    expect(asked).to_contain_text("© Владислав Воднев")


def test_dropped_and_pasted_files_come_in_as_chosen_ones_do(upload):
    upload.fill("#id_agency", "Sputnik")
    for kind, name in (("drop", "брошен.jpg"), ("paste", "вставлен.jpg")):
        upload.evaluate(
            """([kind, name, bytes]) => {
                const data = new DataTransfer()
                data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }))
                const options = { bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data }
                const Kind = kind === "drop" ? DragEvent : ClipboardEvent
                document.body.dispatchEvent(new Kind(kind, options))
            }""",
            [kind, name, list(picture(name, 200 + len(kind))["buffer"])],
        )
        expect(row(upload, name)).to_have_attribute("data-state", "taken")


def test_without_network_or_sign_in_the_files_wait_and_go_out_by_one_press(upload, live_server):
    upload.fill("#id_agency", "Sputnik")
    upload.route("**/photo/send/", lambda route: route.abort())
    upload.set_input_files("#id_file", [picture("мост.jpg"), picture("река.jpg", 240)])
    expect(upload.locator("[data-complaint]")).to_be_visible()
    assert violations(upload) == []
    upload.unroute("**/photo/send/")

    upload.context.clear_cookies(name="session")
    upload.click("[data-retry]")
    expect(upload.locator("[data-complaint] a")).to_be_visible()

    other = upload.context.new_page()
    sign_in(other, live_server.url, person="photo")
    other.close()
    upload.click("[data-retry]")

    expect(upload.locator(".upload-row[data-state=taken]")).to_have_count(2)
    expect(upload.locator("[data-complaint]")).to_be_hidden()


def test_public_files_are_watched_until_they_are_made(upload, photographer):
    known = picture("мост.jpg")
    photo = take_in(ContentFile(known["buffer"]), agency="Sputnik")
    rows = Photo.objects.filter(pk=photo.pk)
    rows.update(renditions_due_at=timezone.now(), renditions_made=3, renditions_wanted=8)

    upload.set_input_files("#id_file", [known])

    expect(upload.locator("[data-summary]")).to_have_text("Принято: 0 из 1, уже в фототеке: 1")
    expect(row(upload, "мост.jpg").locator("progress")).to_have_attribute("value", "3")
    rows.update(renditions_due_at=None, renditions_made=8)

    expect(row(upload, "мост.jpg").locator("progress")).to_be_hidden()


def test_the_focal_point_is_set_by_a_click_and_by_keys_with_a_live_look(page, live_server, photographer, complaints):
    photo = make_photo(focal_x=0.5, focal_y=0.5)
    address = f"{live_server.url}/admin/articles/photo/{photo.pk}/change/"
    sign_in(page, live_server.url, f"/admin/articles/photo/{photo.pk}/change/", person="photo")
    handle = page.get_by_role("slider")
    expect(handle).to_have_attribute("aria-valuenow", "50")

    box = page.locator("[data-focal-picture]").bounding_box()
    page.locator("[data-focal-picture]").click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.4})
    expect(page.locator("#id_focal_x")).to_have_value(re.compile("0.(19|20)."))
    x, y = (float(page.input_value(f"#id_focal_{name}")) for name in "xy")
    handle.press("ArrowRight")
    handle.press("Shift+ArrowDown")

    expect(page.locator("#id_focal_x")).to_have_value(f"{x + 0.01:.3f}")
    expect(page.locator("#id_focal_y")).to_have_value(f"{y + 0.1:.3f}")
    cut = crop_box(1920, 1280, "1:1", (x + 0.01, y + 0.1))
    left = page.locator("[data-frame='1:1'] img").evaluate("image => parseFloat(image.style.left)")
    assert left == pytest.approx(-100 * cut.left / 1280, abs=0.01)
    assert violations(page) == []

    with page.expect_navigation():
        page.click("button[name=_continue]")
    photo.refresh_from_db()
    assert (photo.focal_x, page.url) == (pytest.approx(x + 0.01), address)
    assert complaints == []


def test_the_files_own_words_are_taken_back_by_one_press(page, live_server, photographer):
    photo = make_photo(caption="Мост", from_file={"caption": "Мост через Ишим", "taken_at": "2021-04-30T12:05:00"})
    sign_in(page, live_server.url, f"/admin/articles/photo/{photo.pk}/change/", person="photo")

    page.click("[data-take-back=caption]")
    page.click("[data-take-back=taken_at]")

    expect(page.locator("#id_caption")).to_have_value("Мост через Ишим")
    expect(page.locator("#id_taken_at_1")).to_have_value("12:05")


def test_the_pages_of_withdrawing_can_be_used_by_everyone(page, live_server, photographer):
    photo = make_photo(renditions=True)
    sign_in(page, live_server.url, f"/admin/articles/photo/{photo.pk}/withdraw/", person="photo")
    assert violations(page) == []

    page.fill("#id_reason", "По просьбе автора")
    with page.expect_navigation():
        page.click(".button-danger")

    expect(page.locator(".photo-withdrawn")).to_contain_text("По просьбе автора")
    assert violations(page) == []
