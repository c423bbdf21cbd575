"""Who speaks on the site, and the pages beside its news."""

import io

import pytest
from django.conf import settings
from PIL import Image

from articles.models import Identity, StandingPage
from articles.renditions import make_logo
from tests.factories import make_edition, make_standing_page

pytestmark = pytest.mark.django_db


def identity(**fields):
    Identity.objects.update_or_create(pk=1, defaults=fields)


def text_of(client, path):
    return client.get(path).content.decode()


def drawn(form="PNG", size=(300, 60)):
    file = io.BytesIO()
    Image.new("RGBA", size, (200, 0, 0, 128)).save(file, form)
    file.seek(0)
    return file


def test_until_somebody_names_the_site_it_bears_the_name_of_the_settings(client):
    assert f">{settings.NEWSROOM_NAME}</a>" in text_of(client, "/")
    Identity.objects.all().delete()
    assert f">{settings.NEWSROOM_NAME}</a>" in text_of(client, "/")


@pytest.mark.parametrize(
    ("prefix", "name", "tagline"),
    [("", "Вестник", "Новости степи"), ("/kk", "Хабаршы", "Новости степи"), ("/en", "Вестник", "News of the steppe")],
)
def test_the_name_and_the_tagline_speak_the_readers_language_or_russian(client, prefix, name, tagline):
    identity(name_ru="Вестник", name_kk="Хабаршы", tagline_ru="Новости степи", tagline_en="News of the steppe")

    for path in ("/", "/about/", "/search/", "/nothing/here/"):
        page = text_of(client, prefix + path)
        assert f'href="{prefix}/">{name}</a>' in page
        assert tagline in page
    assert settings.NEWSROOM_NAME not in page


def test_a_storys_page_and_feeds_bear_the_name(client):
    identity(name_ru="Вестник")
    edition = make_edition()

    for path in (edition.get_absolute_url(), "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"):
        page = text_of(client, path)
        assert "Вестник" in page
        assert settings.NEWSROOM_NAME not in page


def test_the_publisher_and_contacts_stand_under_every_page_and_on_the_page_about_us(client):
    identity(publisher="ТОО «Степь»", address="Алматы, Абая, 1", mail="news@news.example", phone="+7 727 000 00 00")

    for path in ("/", "/about/"):
        page = text_of(client, path)
        for words in ("ТОО «Степь»", "Алматы, Абая, 1", 'href="mailto:news@news.example"', 'href="tel:+77270000000"'):
            assert words in page


def test_what_is_typed_as_a_name_is_no_markup(client):
    identity(name_ru="<script>1</script>", imprint_ru="<img src=x onerror=1>")

    page = text_of(client, "/about/")
    assert "<script>1" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("prefix", ["", "/kk", "/en"])
def test_the_logo_stands_at_the_head_and_is_served_for_ever_under_its_own_name(client, prefix):
    logo = make_logo(drawn())
    identity(
        name_ru="Вестник",
        logo=logo.content,
        logo_digest=logo.digest,
        logo_width=logo.width,
        logo_height=logo.height,
    )

    assert f'src="/media/logo/{logo.digest}.png" width="300" height="60" alt="Вестник"' in text_of(client, f"{prefix}/")
    response = client.get(f"/media/logo/{logo.digest}.png")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert response.content == logo.content
    assert "immutable" in response.headers["Cache-Control"]
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert client.get("/media/logo/0123456789abcdef.png").status_code == 404


def test_a_standing_page_is_read_in_each_language_and_linked_from_every_page(client):
    make_standing_page("rules", title_kk="Ереже", text_kk="<p>Осылай.</p>", title_en="Rules", text_en="<p>So.</p>")

    for prefix, title, text in (("", "Правила", "Так."), ("/kk", "Ереже", "Осылай."), ("/en", "Rules", "So.")):
        assert f'<a href="{prefix}/about/rules/">{title}</a>' in text_of(client, f"{prefix}/")
        page = text_of(client, f"{prefix}/about/rules/")
        assert f"<p>{text}</p>" in page
        assert f'<link rel="canonical" href="{settings.NEWSROOM_ORIGIN}{prefix}/about/rules/">' in page
        assert "standing-mark" not in page


def test_what_is_not_translated_is_read_in_russian_and_says_so(client):
    make_standing_page("rules")

    page = text_of(client, "/kk/about/rules/")

    assert "standing-mark" in page
    assert 'class="text" lang="ru"' in page
    assert f'<link rel="canonical" href="{settings.NEWSROOM_ORIGIN}/about/rules/">' in page
    assert 'hreflang="kk"' not in page.split("<body")[0]


@pytest.mark.parametrize("path", ["/about/rules/", "/kk/about/rules/", "/about/no-such/"])
def test_a_page_that_is_not_shown_is_nowhere(client, path):
    make_standing_page("rules", is_shown=False, title_ru="Тайна")

    response = client.get(path)

    assert response.status_code == 404
    assert "Тайна" not in response.content.decode() + text_of(client, "/") + text_of(client, "/sitemap.xml")


def test_standing_pages_follow_their_order(client):
    make_standing_page("second", title_ru="Вторая", position=2)
    make_standing_page("first", title_ru="Первая", position=1)

    page = text_of(client, "/about/")

    assert page.index("Первая") < page.index("Вторая")


def test_a_text_is_cleaned_whichever_way_it_comes_in(client):
    hostile = '<h2 onclick="x()">Так</h2><script>1</script><p><a href="javascript:x()">там</a><img src=x onerror=1></p>'
    make_standing_page("rules", text_ru=hostile)

    kept = StandingPage.objects.get().text_ru
    page = text_of(client, "/about/rules/")

    assert "<h2>Так</h2>" in kept
    for wrong in ("onclick", "<script", "javascript:", "onerror"):
        assert wrong not in kept
        assert wrong not in page.split("<article")[1]


@pytest.mark.parametrize("path", ["/about/", "/about/rules/"])
def test_these_pages_are_read_only_and_asked_again(client, path):
    make_standing_page("rules")

    assert client.post(path).status_code == 405
    response = client.get(path)
    assert "no-cache" in response.headers["Cache-Control"]
    assert client.get(path, headers={"if-none-match": response.headers["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_a_text_written_past_the_model_is_cleaned_too():
    page = StandingPage.objects.create(slug="rules", title_ru="Правила", text_ru="<p>Так.</p>")

    StandingPage.objects.filter(pk=page.pk).update(text_ru="<p>Так.</p><script>alert(1)</script>")

    page.refresh_from_db()
    assert page.text_ru == "<p>Так.</p>"
