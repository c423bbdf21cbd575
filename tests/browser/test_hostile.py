"""In a real browser, before readers and at the desk: what was typed is seen and never run."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import make_author, make_edition
from tests.hostile.corpus import SCRIPTS

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_nothing_that_a_story_says_runs(desk: Page, live_server, complaints):
    said: list[str] = []
    desk.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    everything = " ".join(SCRIPTS)
    edition = make_edition(
        headline=everything[:200],
        lead=everything,
        body=f"<p>Начало.</p><p>{everything}</p>",
        source=SCRIPTS[0],
        tags=[text[:90] for text in SCRIPTS[:6]],
        authors=[make_author("desk", name_ru=SCRIPTS[5])],
    )

    for path in (edition.get_absolute_url(), "/", "/lenta/", "/search/?q=script", "/author/desk/"):
        desk.goto(live_server.url + path)
        expect(desk.locator("main")).to_contain_text("<script>alert(1)</script>")
    desk.goto(live_server.url + reverse("admin:articles_article_changelist"))
    expect(desk.locator("#content")).to_contain_text("<script>alert(1)</script>")
    desk.goto(live_server.url + reverse("admin:articles_article_change", args=[edition.article_id]))
    expect(desk.locator(".tiptap")).to_contain_text("Начало.")

    assert said == complaints == []
