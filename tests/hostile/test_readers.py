"""Readers' pages, feeds and answers, whatever stories say and whatever is asked."""

import json
from contextlib import suppress
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from articles.publishing.errors import PublishingError
from tests.factories import make_author, make_edition, make_photo, make_section
from tests.gate.exits import PUBLIC
from tests.hostile.corpus import COOKIES, HEADERS, QUERIES, SCRIPTS, SIGNS, TEXTS
from tests.hostile.markup import harm_in, is_well_formed

pytestmark = pytest.mark.django_db

A_SECOND = 1.0
ASKED = ["/search/?q=", "/?before=", "/lenta.json?after=", "/corrections/?before=", "/subscribe/?section=", "/?"]


@pytest.fixture
def stories():
    """One of each text, in every place where a story has words; what the newsroom refuses is left out.

    So is what PostgreSQL cannot hold, NUL: forms refuse it before.
    """
    section, found = make_section("politics", name_ru="<b>Политика</b>"), []
    texts = SCRIPTS + SIGNS + QUERIES
    if connection.vendor == "postgresql":
        texts = [each for each in texts if "\x00" not in each]
    for number, text in enumerate(texts):
        with suppress(PublishingError, ValidationError), transaction.atomic():
            photo = make_photo(renditions=True, creator=f"Фото {text}", caption=text, alt=text)
            found.append(
                make_edition(
                    headline=f"Мост {text}"[:200],
                    short_headline=text[:110],
                    seo_title=text[:110],
                    lead=text,
                    body=f"<p>Мост. {text}</p><blockquote><p>{text}</p></blockquote>",
                    source=text,
                    tags=[f"тег {text}"[:90], "мост"],
                    authors=[make_author("desk" if not number else f"author-{number}", name_ru=f"Автор {text}"[:90])],
                    section=section,
                    photo=photo,
                    photo_caption=text,
                    photo_alt=text,
                )
            )
    assert len(found) > 40
    return found


def test_no_word_of_a_story_runs_loads_or_breaks_anything(client, stories):
    for edition in stories:
        began = process_time()
        page = client.get(edition.get_absolute_url())
        assert page.status_code == 200
        assert process_time() - began < A_SECOND
        assert harm_in(page.content) == [], edition.content["headline"]


def test_nor_in_any_list_feed_or_answer(client, stories):
    for name, address in PUBLIC.items():
        if name == "standing":
            continue
        response = client.get(address(stories[0].article))
        assert response.status_code == 200, name
        kind = response["Content-Type"]
        if "html" in kind:
            assert harm_in(response.content) == [], name
        elif "xml" in kind:
            assert is_well_formed(response.content), name
        elif "json" in kind:
            json.loads(response.content)


@pytest.mark.parametrize("path", ASKED)
def test_whatever_is_asked_gets_a_calm_answer_at_once(client, path):
    make_edition(headline="Мост открыт")
    for text in TEXTS[::2] if path != "/search/?q=" else TEXTS:
        began = process_time()
        response = client.get(path.partition("?")[0], {path.partition("?")[2].rstrip("=") or text[:50]: text})
        assert response.status_code in (200, 404), text
        assert process_time() - began < A_SECOND, text
        if "html" in response["Content-Type"]:
            assert harm_in(response.content) == [], text


def test_whatever_a_browser_sends_along(client):
    path = make_edition().get_absolute_url()
    plain = client.get(path).content
    for name in HEADERS:
        for text in [*(SCRIPTS + QUERIES)[::7], "", ",", ";q=", "bytes=-1-", "W/"]:
            response = client.get(path, headers={name: on_the_wire(text)})
            assert response.status_code in (200, 304), (name, text)
            assert response.status_code == 304 or response.content == plain, (name, text)


@pytest.mark.parametrize("path", ["/", "/admin/", "/accounts/login/", "/admin/articles/article/"])
def test_whatever_its_cookies_say(client, path):
    for name in COOKIES:
        for text in [*SCRIPTS[::9], *QUERIES[::6], "", "a" * 4_000, "мост", '"', '"\\377"', "=;=;"]:
            response = client.get(path, headers={"Cookie": f"{name}={on_the_wire(text)}"})
            assert response.status_code in (200, 302), (name, text)


def on_the_wire(text: str) -> str:
    """As a server hands a header on: one line, its bytes as letters."""
    return text.replace("\r", "").replace("\n", "").encode().decode("latin-1")
