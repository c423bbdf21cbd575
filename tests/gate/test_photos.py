"""A photo that may not be shown leaks from no public exit: neither its address, nor its words, nor its credit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Photo
from tests.factories import make_article, make_author, make_edition, make_photo, make_section, publish
from tests.gate.exits import EXITS, NAMING, ask

pytestmark = pytest.mark.django_db

SECRET = "тайна"
GONE = {
    "withdrawn": lambda now: {"withdrawn_at": now},
    "ended": lambda now: {"usage_until": now},
    "under embargo": lambda now: {"embargo_until": now + timedelta(hours=1)},
    "failed": lambda now: {"failure": "broken"},
}
SHOWING = EXITS.keys() - {"search", "corrections", "sitemap-news", "lenta", "lenta-json"}
"""Exits with pictures."""


@pytest.fixture
def story():
    """With the photo at its head, between its paragraphs and in a gallery; it is in another's card, and corrected."""
    words = {"caption": f"Подпись: {SECRET}", "alt": f"Мост: {SECRET}", "agency": f"Агентство: {SECRET}"}
    photo = make_photo(renditions=True, copyright_notice=f"© {SECRET}", **words)
    beside = make_photo(renditions=True)
    cards = f'<news-card data-kind="photo" data-id="{photo.pk}" data-caption="Мост, {SECRET}"></news-card>'
    cards += f'<news-card data-kind="gallery" data-ids="{photo.pk},{beside.pk}"></news-card>'
    section = make_section("politics")
    article = make_article(
        body=f"<p>Мост.</p>{cards}<p>Конец.</p>",
        photo=photo,
        photo_caption=f"Мост и {SECRET}",
        tags=["Мост"],
        authors=[make_author("desk")],
        section=section,
        importance=3,
    )
    publish(article, by=None)
    publish(article, by=None, change="correction", note="Мост длиннее.")
    card = f'<news-card data-kind="related" data-id="{article.pk}"></news-card>'
    make_edition(headline="Носитель", body=f"<p>Текст.</p>{card}", section=section)
    return article


@pytest.mark.parametrize("gone", GONE)
def test_a_photo_that_may_not_be_shown_leaks_from_no_exit(client, story, gone):
    Photo.objects.filter(pk=story.photo_id).update(**GONE[gone](timezone.now()))

    answers = {exit: ask(client, exit, story) for exit in EXITS | NAMING}

    assert {status for status, _text in answers.values()} == {200}
    assert [exit for exit, (_status, text) in answers.items() if SECRET in text or story.photo.token in text] == []


def test_a_photo_that_may_be_shown_comes_with_its_credit_at_every_exit(client, story):
    answers = {exit: ask(client, exit, story)[1] for exit in SHOWING}

    assert all(story.photo.token in ask(client, exit, story)[1] for exit in NAMING)
    for said in (story.photo.token, f"Агентство: {SECRET}", "Владислав Воднев"):
        assert [exit for exit, text in answers.items() if said not in text] == [], said


@pytest.mark.parametrize("gone", GONE)
def test_pages_stay_whole_without_it(client, story, gone):
    """No empty box, no caption of nothing; the gallery keeps the photo beside it."""
    Photo.objects.filter(pk=story.photo_id).update(**GONE[gone](timezone.now()))

    page = ask(client, "story", story)[1]

    assert page.count("<figure") == page.count("<picture") == 1
    assert "Мост." in page and "Конец." in page
    assert "story-photo" not in page
    assert "og:image" not in page
    assert "card-picture" not in ask(client, "front", story)[1]
