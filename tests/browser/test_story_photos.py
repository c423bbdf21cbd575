"""A story's photos as a browser lays them out: nothing jumps when they come, and a gallery is gone through by keys."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from playwright.sync_api import Page, Route, expect

from articles.models import Photo, Rendition
from tests.browser.test_access import violations
from tests.factories import make_edition, make_photo
from tests.renditions.drawing import as_file, gradient

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PLACES = """() => document.fonts.ready.then(() => {
  scrollTo(0, 0);
  return [...document.querySelectorAll("figure, p")].map((each) => Math.round(each.getBoundingClientRect().top));
})"""


def with_file(width: int, height: int) -> Photo:
    photo = make_photo(width=width, height=height)
    name = f"{photo.token}/whole-{width}-00000000.jpg"
    default_storage.save(name, ContentFile(as_file(gradient(width, height)).getvalue()))
    Rendition.objects.create(photo=photo, frame="whole", format="jpeg", width=width, height=height, name=name)
    return photo


def places(page: Page) -> list[int]:
    """Where everything stands once the stylesheet and its type are there, whatever else is not."""
    expect(page.locator(".gallery")).to_have_css("display", "flex")
    page.evaluate(PLACES)  # the type is asked for by the first layout
    return page.evaluate(PLACES)


@pytest.fixture
def address(live_server) -> str:
    """A story with a lead photo, an upright one in its text, and a gallery, of which one is not made yet."""
    upright = with_file(200, 300)
    gallery = [with_file(300, 200), upright, make_photo(), with_file(320, 200)]
    cards = f'<news-card data-kind="photo" data-id="{upright.pk}"></news-card>'
    cards += f'<news-card data-kind="gallery" data-ids="{",".join(str(photo.pk) for photo in gallery)}"></news-card>'
    edition = make_edition(photo=with_file(360, 240), body=f"<p>Мост.</p>{cards}<p>Конец.</p>")
    return live_server.url + edition.get_absolute_url()


def test_nothing_moves_when_the_pictures_come(page: Page, address):
    on_their_way: list[Route] = []
    page.route("**/media/**", lambda route: on_their_way.append(route))
    page.goto(address, wait_until="domcontentloaded")
    before = places(page)
    for route in on_their_way:
        route.abort()

    page.unroute("**/media/**")
    page.goto(address)
    for image in page.locator("img").all():
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)

    assert all(page.evaluate("[...document.images].map(each => each.naturalWidth)"))
    assert places(page) == before


def test_a_gallery_goes_on_with_the_arrow_keys_and_everyone_can_use_the_page(page: Page, address):
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    gallery = page.locator(".gallery")
    gallery.scroll_into_view_if_needed()
    gallery.focus()
    expect(gallery).to_be_focused()
    second = gallery.locator("img").nth(1)
    expect(second).not_to_be_in_viewport(ratio=0.9)

    page.keyboard.press("ArrowRight")
    expect(second).to_be_in_viewport(ratio=0.9)

    assert violations(page) == []
