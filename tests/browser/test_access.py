"""Every kind of page at the desk, asked by axe: light and dark, wide and narrow. No violation passes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from articles.models import Article
from tests.browser.editing import sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

LOOKS = [(1360, "light"), (390, "dark")]
STORIES = "/admin/articles/article/"
PAGES = [
    "/admin/",
    STORIES,
    f"{STORIES}?q=мост",
    f"{STORIES}add/",
    f"{STORIES}{{story}}/change/",
    f"{STORIES}{{story}}/history/",
    f"{STORIES}{{story}}/compare/",
    f"{STORIES}{{story}}/kill/",
    f"{STORIES}{{story}}/share/",
    "/admin/palette/?q=мост",
    "/admin/articles/tag/",
    "/admin/articles/photo/",
    "/admin/articles/photo/add/",
    "/admin/articles/user/",
    "/admin/articles/user/add/",
    "/admin/articles/event/",
    "/accounts/password/change/",
]


@pytest.fixture
def story(newsroom, live_server) -> Article:
    """With two versions, an edition and a change that readers have not got."""
    article = Article.objects.get(headline="Щербаков объявил ёлку открытой")
    make_user("chief", username="editor-in-chief")
    return article


def violations(page: Page, within: str = "body") -> list[str]:
    """At each look; what the browser is asked stays on one page load."""
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(100)
        for each in Axe().run(page, context=within).response["violations"]:
            nodes = "; ".join(node["html"][:160] for node in each["nodes"][:3])
            found.append(f"{width} {scheme} {each['id']}: {nodes}")
    return found


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_desk_can_be_used_by_everyone(page, live_server, story, address):
    sign_in(page, live_server.url, name="editor-in-chief")
    response = page.goto(live_server.url + address.format(story=story.pk))

    assert response and response.ok
    assert violations(page) == []


def test_the_door_can_be_used_by_everyone(page, live_server):
    page.goto(f"{live_server.url}/accounts/login/")

    assert violations(page) == []
