"""The news of two days for search engines, as they ask for it."""

from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest
from django.utils import timezone

from articles.models import Identity
from articles.syndication import news
from tests.factories import make_edition, publish
from tests.syndication.sitemaps import NEWS, addresses, read

pytestmark = pytest.mark.django_db

PATH = "/sitemap-news.xml"


def told(page: Element, name: str) -> str:
    (found,) = page.iter(NEWS + name)
    return found.text or ""


def test_each_story_says_its_title_its_publication_its_language_and_when_it_first_came_out(client):
    Identity.objects.update(name_ru="Вест\x0bник", name_kk="Хабаршы")
    at = timezone.now() - timedelta(hours=30)
    edition = make_edition(at=at, headline="Мост & «берег» <б>")
    publish(edition.article, by=None, change="correction", note="Мост длиннее.")
    make_edition(language="kk", headline="Көпір ашылды")

    kazakh, russian = read(client, PATH)

    assert addresses([russian]) == [edition.get_absolute_url()]
    assert [told(russian, name) for name in ("title", "name", "language")] == ["Мост & «берег» <б>", "Вестник", "ru"]
    assert told(russian, "publication_date") == timezone.localtime(at).isoformat(timespec="seconds")
    assert [told(kazakh, name) for name in ("title", "name", "language")] == ["Көпір ашылды", "Хабаршы", "kk"]


def test_it_ends_after_two_days_though_a_story_was_corrected_since(client):
    old = make_edition(at=timezone.now() - timedelta(hours=49))
    new = make_edition(at=timezone.now() - timedelta(hours=47))
    publish(old.article, by=None, change="correction", note="Мост длиннее.")

    assert addresses(read(client, PATH)) == [new.get_absolute_url()]


def test_words_of_others_are_no_news(client):
    for genre in ("partner", "press_release"):
        make_edition(genre=genre)
    opinion = make_edition(genre="opinion")

    assert addresses(read(client, PATH)) == [opinion.get_absolute_url()]


def test_it_holds_the_newest_and_no_more_than_is_taken(client, monkeypatch):
    monkeypatch.setattr(news, "MOST_NEWS", 2)
    editions = [make_edition(at=timezone.now() - timedelta(hours=hours)) for hours in (3, 2, 1)]

    assert addresses(read(client, PATH)) == [each.get_absolute_url() for each in reversed(editions[1:])]


def test_without_news_it_is_an_empty_file(client):
    assert read(client, PATH) == []
