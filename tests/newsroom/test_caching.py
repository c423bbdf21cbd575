"""Pages kept in memory: made once, compressed once, and never older than what readers may see."""

import gzip
import re
from datetime import timedelta
from itertools import chain
from threading import Barrier, Thread
from time import sleep

import brotli
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Redirect, Touch
from articles.publishing import make_renditions, save_draft, take_in
from newsroom import caching, changes
from newsroom.caching import PageCache
from tests.factories import kill, make_article, make_edition, make_section, make_user, publish
from tests.renditions.drawing import as_file, gradient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, monkeypatch):
    """Pages are kept, and every request looks whether anything has changed."""
    settings.NEWSROOM_PAGE_MEGABYTES = 1
    monkeypatch.setattr(changes, "A_LOOK", 0)


@pytest.fixture
def reader():
    return Client()


def queries_for(reader: Client, path: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        reader.get(path)
    return [query["sql"] for query in asked.captured_queries if "articles_edition" in query["sql"]]


def test_a_page_is_made_once(reader):
    path = make_edition().get_absolute_url()

    assert queries_for(reader, path) != []
    assert queries_for(reader, path) == []


def test_a_process_looks_at_changes_now_and_then(reader, monkeypatch, django_assert_num_queries):
    path = make_edition().get_absolute_url()
    monkeypatch.setattr(changes, "A_LOOK", 60)
    reader.get(path)

    with django_assert_num_queries(0):
        reader.get(path)


def test_what_is_published_stands_in_every_kept_page(reader):
    assert "Мост открыт" not in reader.get("/").text

    edition = make_edition(headline="Мост открыт")

    assert "Мост открыт" in reader.get("/").text
    edition.article.headline = "Мост закрыт"
    publish(edition.article, by=None)
    assert "Мост закрыт" in reader.get("/").text


def test_a_publication_leaves_the_pages_of_other_sections_as_they_are(reader):
    other, story = (make_edition(section=make_section(slug)) for slug in ("sport", "politics"))
    elsewhere = ["/sport/", "/sport/feeds/rss.xml", other.get_absolute_url(), "/kk/"]
    for path in ["/politics/", "/", *elsewhere]:
        reader.get(path)

    publish(story.article, by=None)

    assert queries_for(reader, "/politics/") != []
    assert queries_for(reader, "/") != []
    assert [path for path in elsewhere if queries_for(reader, path)] == []


def test_the_newest_story_learns_of_a_newer_one_in_its_section(reader):
    section = make_section("politics")
    path = make_edition(section=section).get_absolute_url()
    reader.get(path)

    newer = make_edition(section=section)

    assert newer.get_absolute_url() in reader.get(path).text


def test_a_killed_story_is_gone_from_kept_pages(reader):
    edition = make_edition(headline="Мост открыт")
    assert reader.get(edition.get_absolute_url()).status_code == 200

    kill(edition.article, by=make_user("chief"))

    assert reader.get(edition.get_absolute_url()).status_code == 410
    assert "Мост открыт" not in reader.get("/").text


def test_a_draft_that_is_saved_leaves_kept_pages_as_they_are(reader):
    edition = make_edition()
    reader.get("/")

    save_draft(edition.article, by=make_user())

    assert queries_for(reader, "/") == []


def test_a_scheduled_story_appears_on_the_second(reader, time_machine):
    now = timezone.now().replace(microsecond=0)
    time_machine.move_to(now, tick=False)
    publish(make_article(headline="Мост открыт"), by=None, at=now + timedelta(minutes=10))
    reader.get("/")

    time_machine.move_to(now + timedelta(minutes=10, seconds=-1), tick=False)
    assert "Мост открыт" not in reader.get("/").text
    time_machine.move_to(now + timedelta(minutes=10), tick=False)
    assert "Мост открыт" in reader.get("/").text


def test_no_page_is_older_than_an_hour(reader, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    reader.get("/")

    time_machine.move_to(now + timedelta(hours=1), tick=False)

    assert queries_for(reader, "/") != []


def test_a_page_that_bounds_itself_is_kept_no_longer(reader, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    make_edition()
    reader.get("/search/?q=мост")
    time_machine.move_to(now + timedelta(seconds=59), tick=False)
    assert queries_for(reader, "/search/?q=мост") == []

    time_machine.move_to(now + timedelta(seconds=61), tick=False)

    assert queries_for(reader, "/search/?q=мост") != []


@pytest.mark.parametrize("megabytes", [0, 1])
def test_a_page_that_changed_while_it_was_made_is_kept_by_no_varnish(settings, megabytes):
    settings.NEWSROOM_VARNISH, settings.NEWSROOM_PAGE_MEGABYTES = ["http://127.0.0.1:6081"], megabytes
    deeds = ["a1", "a2"]

    def make(_request: HttpRequest) -> HttpResponse:
        if deeds:
            Touch.objects.create(names=f"all {deeds.pop(0)}")
        return HttpResponse("page", headers={"Cache-Control": "no-cache", "xkey": "site a1"})

    cache = PageCache(make)
    kept = [cache(RequestFactory(HTTP_HOST="localhost").get("/")).headers["Surrogate-Control"] for _ in range(3)]

    assert [each == "max-age=0" for each in kept] == [True, False, False]


def test_a_deed_that_is_committed_behind_later_ones_is_noticed(reader):
    held = Touch.objects.create(names="site").pk
    Touch.objects.filter(pk=held).delete()
    Touch.objects.create(names="site")
    make_edition()
    reader.get("/")

    Touch.objects.create(pk=held, names="site")

    assert queries_for(reader, "/") != []


def test_a_picture_that_is_made_later_comes_into_the_kept_page(reader):
    picture = ContentFile(as_file(gradient(400, 300)).getvalue())
    photo = take_in(picture, filename="мост.jpg", agency="Sputnik", alt="Мост через реку")
    path = make_edition(photo=photo).get_absolute_url()
    assert "<img" not in reader.get(path).text

    make_renditions(photo)

    assert "<img" in reader.get(path).text


def test_each_way_of_compressing_says_the_same(reader):
    path = make_edition().get_absolute_url()
    plain = reader.get(path)
    gzipped = reader.get(path, headers={"Accept-Encoding": "gzip, deflate"})
    newest = reader.get(path, headers={"Accept-Encoding": "gzip, deflate, br"})
    refused = reader.get(path, headers={"Accept-Encoding": "br;q=0.000, gzip;q=0"})

    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(gzipped.content) == plain.content == refused.content
    assert brotli.decompress(newest.content) == plain.content
    assert {each.headers["ETag"] for each in (plain, gzipped, newest)} == {plain.headers["ETag"]}
    assert plain.headers["ETag"].startswith('W/"')
    assert gzipped.headers["Vary"] == "Accept-Encoding"


def test_who_has_the_page_is_told_so_whatever_they_can_read(reader):
    path = make_edition().get_absolute_url()
    tag = reader.get(path).headers["ETag"]

    for encoding in ("", "gzip", "br"):
        again = reader.get(path, headers={"If-None-Match": tag, "Accept-Encoding": encoding})
        assert (again.status_code, again.content) == (304, b"")


def test_the_first_who_asks_may_have_the_page_already(reader):
    path = make_edition().get_absolute_url()
    tag = reader.get(path).headers["ETag"]

    assert Client().get(path, headers={"If-None-Match": tag}).status_code == 304
    assert Client().head(path).status_code == 200


def test_a_page_that_was_first_asked_for_without_its_body_has_its_tag(reader):
    path = make_edition().get_absolute_url()
    assert reader.head(path).content == b""

    assert "ETag" in reader.get(path).headers


def test_parameters_that_a_page_does_not_ask_for_make_no_page_of_their_own(reader):
    path = make_edition().get_absolute_url()
    reader.get(path + "?utm_source=letter&q=1")

    assert queries_for(reader, path + "?utm_source=card&fbclid=1&q=2&author=desk") == []
    assert queries_for(reader, "/politics/") != []
    assert queries_for(reader, "/politics/?before=1-1") != []
    assert queries_for(reader, "/search/?q=мост") != []
    assert queries_for(reader, "/search/?q=мост&section=politics") != []


def test_every_parameter_that_a_readers_view_asks_for_is_known_to_who_keeps_pages():
    rooms = [settings.BASE_DIR / room for room in ("articles/reader", "articles/syndication", "subscriptions")]
    views = "".join(path.read_text() for room in rooms for path in room.glob("*.py"))

    asked = set(re.findall(r'\b(?:GET|asked)\.get\("(\w+)"', views))

    assert asked == {"before", *chain.from_iterable(caching.ASKED.values())}


def test_addresses_of_the_old_site_that_differ_in_a_parameter_lead_where_each_did(reader):
    for number in (5, 6):
        Redirect.objects.create(old=f"/news.php?id={number}", new=f"/{number}/")

    assert [reader.get(f"/news.php?id={number}").headers["Location"] for number in (5, 6, 5)] == ["/5/", "/6/", "/5/"]


@pytest.mark.parametrize("path", ["/nothing-here/", "/accounts/login/", "/healthz", "/admin/"])
def test_what_is_no_public_page_is_not_kept(reader, path):
    first, again = reader.get(path), reader.get(path)

    assert "Content-Encoding" not in first.headers
    assert "Vary" not in again.headers or "Accept-Encoding" not in again.headers["Vary"]


def test_a_foreign_name_gets_no_kept_page(reader):
    reader.get("/")

    assert reader.get("/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_who_ask_at_once_one_has_it_made(monkeypatch):
    made = []

    def slow(_request: HttpRequest) -> HttpResponse:
        made.append(1)
        sleep(0.2)
        return HttpResponse("page", headers={"Cache-Control": "no-cache", "ETag": '"1"'})

    monkeypatch.setattr(changes, "A_LOOK", 60)
    cache, together, got = PageCache(slow), Barrier(8), []
    cache.changes.at(timezone.now())

    def ask() -> None:
        request = RequestFactory(HTTP_HOST="localhost").get("/")
        together.wait()
        got.append(cache(request).content)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(made), got) == (1, [b"page"] * 8)
