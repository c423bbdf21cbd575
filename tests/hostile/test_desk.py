"""The desk's forms, whatever is typed into them: kept or refused in words, shown as text, never run."""

import re
from time import process_time

import pytest
from django.test import Client

from articles.models import Article, Author, Photo, Section, Tag
from tests.admin.forms import ADD, address, send
from tests.factories import make_section, make_user
from tests.hostile.corpus import FILE_NAMES, LONG, QUERIES, SCRIPTS, SIGNS, TEXTS
from tests.hostile.markup import harm_in
from tests.renditions.drawing import as_file, gradient

pytestmark = pytest.mark.django_db
LISTS = ["article", "photo", "tag", "author", "section", "place", "user", "event"]
NAMED = {"tag": Tag, "author": Author, "section": Section}
A_SECOND = 1.0


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_user("chief"))
    return client


def test_a_story_of_anything_is_kept_or_refused_and_shown_as_text(desk):
    section = make_section("politics").pk
    for text in SCRIPTS[::3] + SIGNS[::3] + QUERIES[::8] + LONG[::3]:
        before = Article.objects.count()
        began = process_time()
        names = ("headline", "short_headline", "lead", "body", "tags", "source", "editors_note", "photo_caption")
        response = send(desk, ADD, section=section, **dict.fromkeys(names, text))
        assert process_time() - began < 2 * A_SECOND, text[:50]  # the empty form is part of it

        if response.status_code == 200:
            assert Article.objects.count() == before
            assert harm_in(response.content) == [], text[:50]
            assert response.context["adminform"].form.errors
        else:
            assert response.status_code == 302
            assert harm_in(desk.get(address(Article.objects.latest("pk"))).content) == [], text[:50]
    for name in LISTS:
        assert harm_in(desk.get(f"/admin/articles/{name}/").content) == []


@pytest.mark.parametrize("noun", NAMED)
def test_a_name_of_anything_is_kept_or_refused(desk, noun):
    url = f"/admin/articles/{noun}/add/"
    for text in SCRIPTS[::4] + SIGNS[::3] + QUERIES[::6] + LONG[::4]:
        sent = {"name": text, "name_ru": text, "name_kk": text, "name_en": text, "slug": text, "position": text}
        response = desk.post(url, sent)
        assert response.status_code in (200, 302), text[:50]
        assert response.status_code == 302 or harm_in(response.content) == [], text[:50]
    assert harm_in(desk.get(f"/admin/articles/{noun}/").content) == []
    for row in NAMED[noun].objects.all():
        assert harm_in(desk.get(f"/admin/articles/{noun}/{row.pk}/change/").content) == []


@pytest.mark.parametrize("noun", LISTS)
def test_whatever_a_list_is_asked_for(desk, noun):
    for text in TEXTS[::9]:
        began = process_time()
        asked = {"q": text, "before": text, "after": text, "section": text, "tag": text, "state": text, "o": text}
        response = desk.get(f"/admin/articles/{noun}/", asked | {text[:30] or "x": text})
        assert response.status_code in (200, 302, 404), text[:50]
        assert process_time() - began < A_SECOND, text[:50]
        assert response.status_code != 200 or harm_in(response.content) == [], text[:50]


def test_a_picture_under_any_name_is_the_same_picture(desk):
    for number, name in enumerate(FILE_NAMES):
        response = upload(desk, name, as_file(gradient(320, 200 + number), "JPEG").getvalue())
        assert response.status_code < 500, name

    assert Photo.objects.count() > len(FILE_NAMES) // 2
    for photo in Photo.objects.all():
        assert re.fullmatch(r"[\w/-]+\.jpe?g", photo.original.name)
        assert harm_in(desk.get(f"/admin/articles/photo/{photo.pk}/change/").content) == []


def upload(desk: Client, name: str, picture: bytes):
    """As a browser that writes whatever it likes into the name of a file."""
    name = name.replace("\r", "").replace("\n", "").replace('"', "%22")
    part = '--x\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    words = "".join(part.format(field, "", value) for field, value in (("creator", "Ж"), ("agency", "Sputnik")))
    head = part.format("file", f'; filename="{name}"\r\nContent-Type: text/html', "").removesuffix("\r\n")
    body = (words + head).encode() + picture + b"\r\n--x--\r\n"
    return desk.post("/admin/articles/photo/send/", body, content_type="multipart/form-data; boundary=x")
