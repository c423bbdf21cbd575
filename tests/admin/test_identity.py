"""The site's name and mark, its standing pages and the old site's addresses, as a chief keeps them."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from articles.models import Event, Identity, Redirect, StandingPage
from tests.admin.forms import fields_of
from tests.factories import make_edition, make_standing_page

SITE = "/admin/articles/identity/1/change/"
PAGES = "/admin/articles/standingpage/"
REDIRECTS = "/admin/articles/redirect/"
PASTE = f"{REDIRECTS}paste/"


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def drawing(form="PNG", size=(300, 60), **options):
    file = io.BytesIO()
    Image.new("RGBA" if form != "JPEG" else "RGB", size, (200, 0, 0)).save(file, form, **options)
    return file.getvalue()


def save_site(desk, **changes):
    return desk.post(SITE, fields_of(desk.get(SITE).content, "identity_form") | changes)


def with_logo(desk, content, name="logo.png"):
    return save_site(desk, new_logo=SimpleUploadedFile(name, content))


def test_the_name_is_kept_shown_and_noted(desk, chief):
    save_site(desk, name_ru="Вестник", tagline_ru="Новости степи", publisher="ТОО «Степь»")

    assert "Вестник" in desk.get("/").content.decode()
    assert '<a id="site-name" href="/admin/">Вестник</a>' in desk.get("/admin/").content.decode()
    event = Event.objects.get(noun="identity")
    assert (event.action, event.by, event.details["changes"]["name_ru"]) == ("changed", chief, ["", "Вестник"])


def test_a_logo_is_drawn_anew_and_can_be_taken_away(desk):
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "<script>secret</script>")
    with_logo(desk, drawing(pnginfo=said, size=(3000, 600)))

    kept = Identity.objects.get()
    assert (kept.logo_width, kept.logo_height) == (640, 128)
    assert b"secret" not in bytes(kept.logo)
    assert "secret" not in str(Event.objects.get(noun="identity").details)
    save_site(desk, without_logo="on")
    assert Identity.objects.get().logo_digest == ""


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"GIF89a",
        drawing("JPEG"),
        drawing()[:60],
        b"",
        drawing(size=(2100, 2000)),
        b"\x89PNG\r\n\x1a\n" + b"0" * 1_000_001,
    ],
    ids=["svg", "gif", "jpeg", "cut short", "empty", "too many pixels", "too large"],
)
def test_what_is_no_logo_is_refused(desk, content):
    response = with_logo(desk, content)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert Identity.objects.get().logo_digest == ""


def test_a_standing_page_is_written_cleaned_shown_and_noted(desk):
    add = f"{PAGES}add/"
    hostile = '<h2>Так</h2><p>Слово<script>1</script></p><news-card data-kind="photo" data-id="1"></news-card>'
    fields = fields_of(desk.get(add).content, "standingpage_form")

    desk.post(add, fields | {"title_ru": "Правила сайта", "text_ru": hostile, "is_shown": "on"})

    page = StandingPage.objects.get()
    assert (page.slug, page.text_ru) == ("pravila-sayta", "<h2>Так</h2><p>Слово</p>")
    assert desk.get("/about/pravila-sayta/").status_code == 200
    assert Event.objects.get(noun="standingpage").action == "added"


def test_the_editor_of_a_page_is_the_storys_without_cards(desk):
    page = desk.get(f"{PAGES}add/").content.decode()

    assert page.count("data-django-prose-editor-configurable") == 3
    assert "Toolbar" in page
    assert "NewsCard" not in page
    assert len(re.findall(r'<script[^>]*type="importmap"[^>]*nonce=', page)) == 1


def test_the_address_of_a_page_is_not_changed_once_readers_have_it(desk):
    page = make_standing_page("rules")
    url = f"{PAGES}{page.pk}/change/"

    desk.post(url, fields_of(desk.get(url).content, "standingpage_form") | {"slug": "other", "title_ru": "Новое"})

    assert list(StandingPage.objects.values_list("slug", "title_ru")) == [("rules", "Новое")]


def test_a_page_holds_a_policy_that_no_other_page_holds(desk):
    held, free = make_standing_page("rules", policy="ethicsPolicy"), make_standing_page("other")
    url = f"{PAGES}{free.pk}/change/"
    fields = fields_of(desk.get(url).content, "standingpage_form")

    refused = desk.post(url, fields | {"policy": held.policy})
    desk.post(url, fields | {"policy": "correctionsPolicy"})

    assert "errorlist" in refused.content.decode()
    free.refresh_from_db()
    assert free.policy == "correctionsPolicy"


def add_redirect(desk, old, new):
    return desk.post(f"{REDIRECTS}add/", {"old": old, "new": new})


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("/news/15.html", "/about/", ("/news/15.html", "/about/")),
        ("https://old.example/news/15.html?p=1", "/about/", ("/news/15.html?p=1", "/about/")),
        ("/find?q=%D0%BC%D0%BE%D1%81%D1%82", "/about/", ("/find?q=мост", "/about/")),
        ("/%D0%BC%D0%BE%D1%81%D1%82", "/about/#where", ("/мост", "/about/#where")),
        ("/news/", "http://127.0.0.1:8000/politics/", ("/news/", "/politics/")),
        ("/news/", "/search/?q=мост", ("/news/", "/search/?q=мост")),
    ],
)
def test_a_redirect_is_kept_as_a_path(desk, old, new, kept):
    add_redirect(desk, old, new)

    assert list(Redirect.objects.values_list("old", "new")) == [kept]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/old/", "//evil.example/"),
        ("/old/", "https://evil.example/"),
        ("/old/", "/\\evil.example/"),
        ("/old/", "/%5Cevil.example/"),
        ("/old/", "/%2Fevil.example/"),
        ("/old/", "javascript:alert(1)"),
        ("/old/", "http:/evil.example"),
        ("/old/", "about/"),
        ("/old/", "/old/"),
        ("/old/", "/a%0D%0ASet-Cookie:x"),
        ("/old/?a=%0A", "/about/"),
        ("/old/?a=%00", "/about/"),
        ("/old/", "https://[/"),
        ("/old/", "/" + "a" * 500),
        ("old", "/about/"),
        ("/admin/articles/", "/about/"),
        ("/media/x.png", "/about/"),
        ("/20210501/most-otkryt-1.html", "/about/"),
        ("/kk/20210501/most-otkryt-1.html", "/about/"),
    ],
)
def test_a_redirect_that_could_do_harm_is_refused(desk, old, new):
    response = add_redirect(desk, old, new)

    assert response.status_code == 200
    assert not Redirect.objects.exists()


def test_no_redirect_leads_to_another(desk):
    add_redirect(desk, "/a/", "/b/")
    add_redirect(desk, "/b/", "/c/")
    add_redirect(desk, "/z/", "/a/")
    add_redirect(desk, "/b/", "/a/")

    assert list(Redirect.objects.values_list("old", "new")) == [("/a/", "/b/")]


def test_a_redirect_may_be_changed_and_stay_itself(desk):
    add_redirect(desk, "/a/", "/b/")
    url = f"{REDIRECTS}{Redirect.objects.get().pk}/change/"

    assert desk.post(url, {"old": "/a/", "new": "/c/"}).status_code == 302
    assert Redirect.objects.get().new == "/c/"


def paste(desk, lines, **buttons):
    return desk.post(PASTE, {"lines": lines, **buttons})


def test_a_pasted_list_is_shown_first_and_kept_when_told(desk, chief):
    edition = make_edition()
    lines = f"/news/1.html /about/\n\n/news/2.html\t{edition.get_absolute_url()}\n"

    looked = paste(desk, lines, _look="1").content.decode()
    assert "/news/2.html" in looked
    assert 'name="_save"' in looked
    assert not Redirect.objects.exists()

    assert paste(desk, lines, _save="1").status_code == 302
    assert desk.get("/news/2.html").headers["Location"] == edition.get_absolute_url()
    event = Event.objects.get(noun="redirect")
    assert (event.by, event.details) == (chief, {"number": 2})


def test_a_pasted_list_with_errors_is_not_kept_at_all(desk):
    Redirect.objects.create(old="/kept/", new="/about/")
    wrong = {
        1: "/one-address-only/",
        2: "/three/ /of/ /them/",
        3: "/evil/ //evil.example/",
        4: "/twice/ /about/",
        5: "/twice/ /search/",
        6: "/kept/ /search/",
        7: "/x/ /kept/",
        8: "/about/ /y/",
        9: "/circle/ /round/",
        10: "/round/ /circle/",
    }
    lines = "\n".join([*wrong.values(), "/good/ /search/"])

    response = paste(desk, lines, _save="1")

    assert [line.number for line in response.context["wrong"]] == list(wrong)
    assert 'name="_save"' not in response.content.decode()
    assert Redirect.objects.count() == 1


def test_a_thousand_lines_cost_as_many_queries_as_one(desk, django_assert_max_num_queries):
    lines = "\n".join(f"/news/{number}.html /about/" for number in range(1000))

    with django_assert_max_num_queries(25):
        assert paste(desk, lines, _save="1").status_code == 302

    assert Redirect.objects.count() == 1000


def test_a_list_without_end_is_refused(desk):
    response = paste(desk, "/a /b\n" * 5001, _save="1")

    assert "errorlist" in response.content.decode()
    assert not Redirect.objects.exists()


def test_the_language_of_the_desk_is_one_click(desk, chief):
    response = desk.post("/admin/language/", {"language": "kk", "next": "/admin/articles/photo/"})

    assert response.headers["Location"] == "/admin/articles/photo/"
    assert '<html lang="kk"' in desk.get("/admin/").content.decode()


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/admin/", "/\\evil.example", "", "/kk/"])
def test_choosing_a_language_leads_to_no_other_site(desk, back):
    assert desk.post("/admin/language/", {"language": "en", "next": back}).headers["Location"] == "/admin/"


def test_a_language_that_nobody_speaks_here_is_refused(desk, chief):
    assert desk.post("/admin/language/", {"language": "xx"}).status_code == 400
    chief.refresh_from_db()
    assert chief.desk_language == "ru"
