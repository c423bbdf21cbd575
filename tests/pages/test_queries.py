"""A page asks the database as often for thirty stories as for one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Edition
from tests.factories import (
    make_article,
    make_author,
    make_edition,
    make_photo,
    make_section,
    make_standing_page,
    publish,
)

pytestmark = pytest.mark.django_db

PATHS = {
    "/": 4,
    "/politics/": 4,
    "/tag/most/": 4,
    "/author/desk/": 4,
    "/lenta/": 2,
    "/lenta.json": 1,
    "/search/?q=мост": 3,
    "/corrections/": 5,
    "/about/": 2,
    "/about/rules/": 2,
    "/feeds/rss.xml": 3,
    "/feeds/feed.json": 3,
    "/politics/feeds/atom.xml": 3,
    "/sitemap.xml": 3,
    "/sitemap-2021-04.xml": 4,
    "/sitemap-2021-04-30.xml": 3,
    "/sitemap-news.xml": 2,
    "/nothing/at/all/": 2,
}


def queries(client, path):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(path)
    return len(asked)


def publish_stories(count, section):
    author = make_author("desk")
    for number in range(count):
        make_edition(
            headline=f"Мост {number}",
            section=section,
            authors=[author],
            tags=["мост"],
            photo=make_photo(renditions=True),
            at=datetime(2021, 4, 30, tzinfo=UTC) + timedelta(minutes=number),
        )


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_is_as_cheap_with_thirty_stories_as_with_one(client, count):
    publish_stories(count, make_section())
    for edition in Edition.objects.live():
        publish(edition.article, by=None, change="correction", note="Мост длиннее.")
    for number in range(count):
        make_standing_page("rules" if number == 0 else f"page-{number}")

    assert {path: queries(client, path) for path in PATHS} == PATHS
    assert max(PATHS.values()) <= 5


@pytest.mark.parametrize("count", [1, 30])
def test_a_story_is_as_cheap_among_thirty_with_thirty_cards_as_among_one(client, count):
    section = make_section()
    publish_stories(count, section)
    targets = [make_article(headline=f"Связанная {number}", photo=make_photo()) for number in range(count)]
    cards = [f'<news-card data-kind="related" data-id="{target.pk}"></news-card>' for target in targets]
    photos = [f'<news-card data-kind="photo" data-id="{make_photo(renditions=True).pk}"></news-card>'] * count
    story = make_article(
        section=section, photo=make_photo(renditions=True), body="<p>Текст.</p>" + "".join(cards + photos)
    )
    for language in ("kk", "en"):
        make_edition(language=language, group=story.group)
    for position, target in enumerate(targets):
        publish(target, by=None)
        story.related_links.create(target=target, position=position)
    edition = publish(story, by=None)

    assert queries(client, edition.get_absolute_url()) == 5
