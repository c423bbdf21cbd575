"""Whole texts in feeds: what the page shows, whole wherever it is read, and nothing that may not be shown."""

import json
import xml.etree.ElementTree as ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles.models import Photo
from articles.publishing import withdraw
from tests.factories import make_author, make_edition, make_photo, make_place, make_section, publish

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _full(settings):
    settings.NEWSROOM_FEED_TEXT = "full"


def text(client, headline: str = "Мост открыт") -> str:
    items = json.loads(client.get("/feeds/feed.json").content)["items"]
    (found,) = (item["content_html"] for item in items if item["title"] == headline)
    return found


def test_all_forms_carry_the_same_text(client):
    make_edition(body="<p>Мост &amp; <strong>берег</strong>.</p>")

    rss, atom = (ElementTree.fromstring(client.get(f"/feeds/{form}").content) for form in ("rss.xml", "atom.xml"))

    written = text(client)
    assert written.splitlines() == ["<p><b>Движение пущено.</b></p>", "<p>Мост &amp; <strong>берег</strong>.</p>"]
    assert rss.findtext(".//{http://purl.org/rss/1.0/modules/content/}encoded") == written
    assert atom.findtext(".//{http://www.w3.org/2005/Atom}content") == written


def test_the_text_opens_with_its_label_lead_and_dateline_and_tells_its_corrections_and_source(client):
    place = make_place(ru="Уральск")
    edition = make_edition(genre="partner", place=place, dateline_agency="Sputnik", source="Акимат")
    publish(edition.article, by=None, change="correction", note="Мост длиннее.")

    shown = " ".join(html.fromstring(text(client)).text_content().split())

    order = ["артнёрский материал", "Движение пущено.", "Мост длиннее.", "УРАЛЬСК", "Мост открыли утром.", "Акимат"]
    places = [shown.find(each) for each in order]
    assert -1 not in places and places == sorted(places)


def test_addresses_stand_wherever_the_text_is_read(client):
    target = make_edition(headline="Цель")
    body = '<p><a href="/about/">О нас</a> <a href="https://elsewhere.example/a?b=1&amp;c=2">там</a></p>'
    body += f'<news-card data-kind="related" data-id="{target.article_id}"></news-card>'
    body += '<news-card data-kind="embed" data-url="https://www.youtube.com/watch?v=aqz-KE-bpKQ"></news-card>'
    make_edition(body=body, photo=make_photo(renditions=True))

    found = html.fromstring(f"<div>{text(client)}</div>")

    assert found.xpath("//a/@href") == [
        f"{SITE}/about/",
        "https://elsewhere.example/a?b=1&c=2",
        SITE + target.get_absolute_url(),
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
    ]
    assert all(address.startswith(f"{SITE}/media/") for address in found.xpath("//img/@src"))
    assert not found.xpath("//script | //iframe | //template | //button | //picture | //*[@style]")


def test_pictures_come_with_their_credit_in_words(client):
    photos = [make_photo(renditions=True, caption=caption) for caption in ("Первый", "Второй", "Третий")]
    body = f'<p>Мост.</p><news-card data-kind="photo" data-id="{photos[0].pk}"></news-card>'
    body += f'<news-card data-kind="gallery" data-ids="{photos[1].pk},{photos[2].pk}"></news-card>'
    make_edition(photo=make_photo(renditions=True, caption="Главный"), body=body)

    found = html.fromstring(f"<div>{text(client)}</div>")

    captions = [" ".join(each.text_content().split()) for each in found.xpath("//figure[img]/figcaption")]
    assert captions == [f"{each} © Sputnik / Владислав Воднев" for each in ("Главный", "Первый", "Второй", "Третий")]
    assert all(image.get("alt") and image.get("width") for image in found.xpath("//img"))


def test_what_may_not_be_shown_leaves_no_gap(client):
    target, photo = make_edition(headline="Тайна"), make_photo(renditions=True, caption="Тайна", agency="Тайна")
    body = f'<p>Мост.</p><news-card data-kind="related" data-id="{target.article_id}"></news-card>'
    body += f'<news-card data-kind="photo" data-id="{photo.pk}"></news-card><p>Конец.</p>'
    make_edition(body=body, photo=photo)
    withdraw(target.article, by=None)
    Photo.objects.filter(pk=photo.pk).update(withdrawn_at=timezone.now())

    written = text(client)

    assert "Тайна" not in written and photo.token not in written and "<figure" not in written
    assert "".join(written.split()).endswith("<p>Мост.</p><p>Конец.</p>")


@pytest.mark.parametrize("count", [1, 30])
def test_a_feed_is_as_cheap_with_thirty_whole_texts_as_with_one(client, count):
    section, author, target = make_section(), make_author("desk"), make_edition(headline="Цель")
    for number in range(count):
        body = f'<p>Мост.</p><news-card data-kind="related" data-id="{target.article_id}"></news-card>'
        body += f'<news-card data-kind="photo" data-id="{make_photo(renditions=True).pk}"></news-card>'
        make_edition(headline=f"Мост {number}", body=body, section=section, authors=[author], tags=["мост"])

    for path in (
        "/feeds/rss.xml",
        "/politics/feeds/atom.xml",
        "/tag/most/feeds/feed.json",
        "/author/desk/feeds/rss.xml",
    ):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        assert len(asked) == 4, path
