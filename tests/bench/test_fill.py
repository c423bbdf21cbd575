"""Stories by the ten thousand are such as the verbs write."""

import pytest
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from articles.models import Article, Edition, Event, PhotoUse, Version
from articles.models.placement import shelves
from articles.publishing import freeze, hand_in, save_draft, withdraw
from articles.publishing.versions import snapshot
from articles.search.entries import put
from articles.search.indexing import article_rows, index_editions
from articles.search.layout import ARTICLES, EDITIONS, Table
from bench.cast import Crowd
from bench.fill import Maker
from bench.sheets import let_ids_go_on, write
from bench.stories import RELATED
from bench.words import Writer
from tests.factories import make_article, make_user, publish

STORIES = 250


OF_ONE_STORY = (
    *("language", "content", "slug", "group", "version_id", "published_by_id", "made_at"),
    *("visible_from", "visible_until", "first_published_at", "changed_at"),
)


@pytest.fixture
def filled(db):
    maker = Maker(Writer(seed=3), now=timezone.now(), pool=100, crowd=Crowd(authors=9, people=4, tags=30, photos=5))
    for rows in maker.make(0, STORIES, STORIES):
        write(rows)
    let_ids_go_on()


def entries(table: Table) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, headline, words FROM {table.name} ORDER BY rowid")
        return [(rowid, set(headline.split()), set(words.split())) for rowid, headline, words in cursor.fetchall()]


def test_there_are_as_many_as_asked_for_and_every_reference_leads_somewhere(filled):
    assert Article.objects.count() == STORIES
    assert PhotoUse.objects.count() == STORIES
    assert Edition.objects.filter(number__gt=1).exists()
    connection.check_constraints()


def test_a_version_holds_what_stands_in_the_working_copy(filled):
    for article in Article.objects.all():
        version = article.versions.get(number=article.version)

        assert version.content == snapshot(article)
        assert version.body == article.body


def test_the_last_edition_says_what_publishing_would_freeze(filled):
    """Those that have all their related news by hand: else publishing looks for more."""
    stories = Article.objects.annotate(links=Count("related_links", distinct=True)).filter(links=RELATED)
    for article in stories.filter(editions__isnull=False):
        edition, frozen = article.editions.latest("number"), freeze(article)

        assert edition.content == frozen.content
        assert (edition.slug, edition.group, edition.language) == (frozen.slug, article.group, article.language)


def test_stories_are_listed_as_if_published_one_by_one(filled):
    for edition in Edition.objects.all():
        placed = {each.shelf for each in edition.placements.all()}
        is_over = edition.visible_until is not None and edition.visible_until <= timezone.now()

        assert placed == (set() if is_over else shelves(edition.language, edition.content))


def test_stories_are_found_as_if_published_one_by_one(filled):
    found = entries(EDITIONS), entries(ARTICLES)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {EDITIONS.name}")
        cursor.execute(f"DELETE FROM {ARTICLES.name}")

    index_editions(Edition.objects.not_over())
    put(ARTICLES, article_rows(Article.objects.all()))

    assert found == (entries(EDITIONS), entries(ARTICLES))


def said(rows, *, but: tuple[str, ...]) -> list[dict]:
    return [{name: value for name, value in row.items() if name not in but} for row in rows.values()]


def test_rows_say_what_the_rows_of_a_published_and_withdrawn_story_say(filled):
    editor = make_user("editor")
    written = make_article()
    publish(written, by=editor)
    withdraw(written, by=editor)
    gone = Edition.objects.filter(ended_as="withdrawn", article__in=Article.objects.exclude(pk=written.pk))
    filled_one = gone.filter(visible_until__lte=timezone.now()).first().article

    for rows, own in (
        (Version, ("content", "body", "made_at", "made_by_id")),
        (Edition, OF_ONE_STORY),
        (Event, ("at", "by_id", "label", "note", "details")),
    ):
        ours, theirs = (
            said(rows.objects.filter(article=article).order_by("pk"), but=("id", "article_id", *own))
            for article in (filled_one, written)
        )
        assert ours == theirs
    details = [set(event.details) for article in (filled_one, written) for event in article.events.order_by("pk")]
    assert details[:2] == details[2:]


def test_a_draft_that_was_handed_in_has_the_lines_that_handing_in_writes(filled):
    editor = make_user("editor")
    written = make_article()
    save_draft(written, by=editor)
    hand_in(written, by=editor)
    filled_one = Article.objects.filter(state="handed_in").exclude(pk=written.pk).first()

    ours, theirs = (
        list(article.events.order_by("pk").values_list("action", "from_version", "to_version"))
        for article in (filled_one, written)
    )

    assert ours == theirs
    assert filled_one.version == written.version
