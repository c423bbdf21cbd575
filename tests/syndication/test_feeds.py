"""Feeds as feed readers take them: valid, stable, the newest first, nothing that is not before readers."""

import json
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from articles.models import Author, Identity, Section, Tag
from articles.pages.photographs import Figure, Origin, Shot
from articles.publishing import save_draft
from articles.syndication.feeds import ENTRIES, GENERATORS, entry
from tests.factories import kill, make_article, make_author, make_edition, make_section, publish

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 4, 30, 6, tzinfo=UTC)
XML = ["rss.xml", "atom.xml"]


def read(client, path):
    """As a careful feed reader does: no byte of it may be wrong."""
    response = client.get(path)
    assert response.status_code == 200
    ElementTree.fromstring(response.content)
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    return feed


@pytest.mark.parametrize("form", XML)
def test_a_story_comes_with_its_address_lead_times_people_and_tags(client, form):
    edition = make_edition(
        authors=[make_author(name_ru="Отдел новостей")], tags=["мост", "река Урал"], at=NOON, lead="Пущено & открыто."
    )

    entry = read(client, f"/feeds/{form}").entries[0]

    assert entry.link == f"http://127.0.0.1:8000/20210430/most-otkryt-{edition.article_id}.html"
    assert (entry.title, entry.summary) == ("Мост открыт", "Пущено & открыто.")
    assert entry.published_parsed[:5] == (2021, 4, 30, 6, 0)
    assert entry.author == "Отдел новостей"
    assert [tag.term for tag in entry.tags] == ["мост", "река Урал"]


@pytest.mark.parametrize("form", XML)
def test_control_characters_in_names_that_were_kept_before_break_no_feed(client, form):
    section, author = make_section("politics"), make_author("ivanov")
    edition = make_edition(section=section, authors=[author], tags=["мост"])
    Identity.objects.update(name_ru="Вест\x0bник", tagline_ru="День\x01")
    Section.objects.update(name_ru="Поли\uffffтика")
    Author.objects.update(name_ru="Отдел\x0b")
    Tag.objects.update(name="мо\x0bст")

    assert read(client, f"/feeds/{form}").feed.title == "Вестник"
    assert read(client, f"/politics/feeds/{form}").feed.title == "Политика — Вестник"
    assert read(client, f"/author/ivanov/feeds/{form}").feed.title == "Отдел — Вестник"
    slug = edition.article.tags.get().slug
    assert read(client, f"/tag/{slug}/feeds/{form}").feed.title == "мост — Вестник"


@pytest.mark.parametrize("form", XML)
def test_a_retitled_and_corrected_story_is_the_same_entry(client, form):
    article = make_article()
    publish(article, by=None)
    before = read(client, f"/feeds/{form}").entries[0]

    article.headline = "Мост закрыт"
    publish(article, by=None, change="correction", note="Мост закрыт.")
    (after,) = read(client, f"/feeds/{form}").entries

    assert after.id == before.id == f"tag:127.0.0.1,2021:story-{article.pk}"
    assert after.title == "Мост закрыт"


@pytest.mark.parametrize("form", [*XML, "feed.json"])
@pytest.mark.parametrize("where", ["/", "/politics/", "/tag/most/", "/author/desk/"])
def test_each_list_has_its_feeds_in_each_language(client, where, form):
    section, author = make_section(), make_author("desk")
    for language, headline in (("ru", "Мост открыт"), ("kk", "Көпір ашылды")):
        make_edition(language=language, headline=headline, section=section, authors=[author], tags=["мост"])

    russian, kazakh = (client.get(f"{prefix}{where}feeds/{form}").content.decode() for prefix in ("", "/kk"))

    assert "Мост открыт" in russian
    assert "Көпір" not in russian
    assert "Көпір ашылды" in kazakh
    assert "Мост" not in kazakh


def test_a_feed_holds_the_newest_and_is_never_endless(client):
    section = make_section()
    for number in range(ENTRIES + 2):
        make_edition(headline=f"Новость {number}", section=section, at=NOON + timedelta(minutes=number))

    titles = [entry.title for entry in read(client, "/feeds/rss.xml").entries]

    assert len(titles) == ENTRIES
    assert titles[0] == f"Новость {ENTRIES + 1}"


def test_an_unsigned_story_is_the_newsrooms(client):
    """Atom wants an author of every entry or of the feed (RFC 4287, 4.1.1)."""
    make_edition()

    feed = read(client, "/feeds/atom.xml")

    assert feed.feed.author == "Sputnik Казахстан"
    assert "author" not in feed.entries[0] or feed.entries[0].author == "Sputnik Казахстан"


@pytest.mark.parametrize("form", XML)
def test_control_characters_break_no_feed(client, form):
    edition = make_edition(tags=["мост"], authors=[make_author()])
    edition.content |= {
        "headline": "Мост\x00 \x0bоткрыт\x1f ]]> & <i>",
        "lead": "Пущено\x08.\ufffe",
        "tags": [{"id": 1, "slug": "most", "name": "мо\x0cст"}],
    }

    written = GENERATORS[form](title="Сайт", link="/", description="Новости", feed_url="/feeds/")
    files = '[["whole", "jpeg", 640, 427, "x.jpg"]]'
    origin = Origin(agency="Sputnik\x08", creator="Владислав Воднев")
    shot = Shot(1920, 1280, "#336699", origin, told=files)
    figure = Figure(shot, "Мост\x00 утром", "", "© Sputnik\x08 / Владислав Воднев")
    written.add_item(**entry(edition, figure))

    ElementTree.fromstring(written.writeString("utf-8"))
    assert written.items[0]["title"] == "Мост открыт ]]> & <i>"


def test_json_readers_get_what_the_others_get(client):
    edition = make_edition(authors=[make_author("desk", name_ru="Отдел новостей")], tags=["мост"], at=NOON)

    response = client.get("/feeds/feed.json")
    feed = json.loads(response.content)

    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    assert (feed["version"], feed["language"]) == ("https://jsonfeed.org/version/1.1", "ru")
    assert feed["feed_url"] == "http://127.0.0.1:8000/feeds/feed.json"
    assert feed["items"] == [
        {
            "id": f"tag:127.0.0.1,2021:story-{edition.article_id}",
            "url": f"http://127.0.0.1:8000/20210430/most-otkryt-{edition.article_id}.html",
            "title": "Мост открыт",
            "content_text": "Движение пущено.",
            "date_published": "2021-04-30T06:00:00+00:00",
            "date_modified": "2021-04-30T06:00:00+00:00",
            "authors": [{"name": "Отдел новостей", "url": "http://127.0.0.1:8000/author/desk/"}],
            "tags": ["мост"],
        }
    ]


def test_a_feed_without_stories_is_valid(client):
    for path in ("/feeds/rss.xml", "/kk/feeds/atom.xml"):
        assert read(client, path).entries == []
        assert client.get(path).headers["ETag"] == client.get(path).headers["ETag"]
    assert json.loads(client.get("/feeds/feed.json").content)["items"] == []


def test_feeds_of_what_readers_do_not_know_are_unknown(client):
    draft = make_article(tags=["тайна"], authors=[make_author("hidden")])
    save_draft(draft, by=None)

    for where in ("/tag/taina/", "/tag/tayna/", f"/tag/{draft.tags.get().slug}/", "/author/hidden/", "/nowhere/"):
        assert client.get(f"{where}feeds/rss.xml").status_code == 404


def test_a_killed_story_leaves_the_feeds_at_once(client):
    edition = make_edition()
    kill(edition.article, by=None)

    assert read(client, "/feeds/rss.xml").entries == []


@pytest.mark.parametrize("form", [*XML, "feed.json"])
def test_a_reader_that_has_a_feed_is_told_so_until_a_story_changes(client, form):
    """By the tag alone: when a story is gone, no date of those left says so."""
    edition, path = make_edition(), f"/feeds/{form}"
    first = client.get(path)

    assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    assert (client.head(path).status_code, client.post(path).status_code) == (200, 405)
    assert "Last-Modified" not in first.headers and not first.cookies
    kill(edition.article, by=None)
    assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("form", XML)
def test_a_feed_is_as_new_as_its_newest_change(client, form):
    old = make_edition(at=NOON)
    make_edition(at=NOON + timedelta(days=1))
    before = read(client, f"/feeds/{form}").feed.updated_parsed
    publish(old.article, by=None, change="typo")
    typo = read(client, f"/feeds/{form}").feed.updated_parsed
    publish(old.article, by=None, change="correction", note="Мост длиннее.")
    corrected = read(client, f"/feeds/{form}").feed.updated_parsed

    assert before[:3] == (2021, 5, 1)
    assert before == typo < corrected


def test_those_who_moved_a_story_are_no_authors_of_it(client):
    article = make_article(authors=[make_author(name_ru="Отдел новостей"), make_author("mover", name_ru="Переводчики")])
    article.bylines.filter(author__slug="mover").update(role="translator")
    publish(article, by=None)

    (entry,) = read(client, "/feeds/atom.xml").entries

    assert [each.name for each in entry.authors] == ["Отдел новостей"]
    assert [(each.name, each.href) for each in entry.contributors] == [
        ("Переводчики", "http://127.0.0.1:8000/author/mover/")
    ]


@pytest.mark.parametrize("form", [*XML, "feed.json"])
@pytest.mark.parametrize(
    ("genre", "said"), [("partner", "Партнёрский материал. Движ"), ("press_release", "Пресс-релиз. Движ")]
)
def test_what_others_wrote_is_said_to_be_theirs(client, form, genre, said):
    make_edition(genre=genre)

    assert said in client.get(f"/feeds/{form}").content.decode()
