"""The reader's page before there are readers: what it shows, to whom, and that nobody keeps it."""

from datetime import date

import pytest
from django.utils import timezone

from articles.models import Edition
from articles.publishing import save_draft
from articles.text.players import ORIGINS
from tests.factories import REASON, make_article, make_photo, make_place, make_section, make_user, publish


def address(article, number: int | None = None) -> str:
    return f"/admin/articles/article/{article.pk}/preview/" + (f"{number}/" if number else "")


@pytest.fixture
def editor(db):
    return make_user("editor", sections=[make_section()])


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_the_day_of_a_story_that_readers_do_not_see_leads_to_no_archive(desk):
    article = make_article()
    day = f'href="/archive/{timezone.localdate():%Y/%m/%d}/"'
    assert day not in desk.get(address(article)).text

    live = publish(article, by=None)

    assert day in desk.get(live.get_absolute_url()).text
    assert day not in desk.get(address(article)).text


def test_preview_is_not_for_strangers(client, db):
    article = make_article(headline="Тайна до утра")

    response = client.get(address(article))

    assert response.status_code == 302
    assert "/login/" in response.url


def test_preview_is_not_for_those_who_may_not_read_stories(client, db):
    client.force_login(make_user(""))

    assert client.get(address(make_article())).status_code == 403


@pytest.mark.parametrize("role", ["reporter", "editor", "photo_editor", "chief"])
def test_every_role_of_the_newsroom_reads_previews(client, db, role):
    client.force_login(make_user(role))

    assert client.get(address(make_article())).status_code == 200


def test_preview_shows_the_working_copy_as_publishing_would_freeze_it(desk):
    article = make_article(
        headline='"Мост" открыт',
        place=make_place(ru="Нур-Султан"),
        dateline_on=date(2021, 4, 30),
        dateline_agency="Sputnik",
        photo=make_photo(caption="Мост через Ишим"),
    )

    page = desk.get(address(article)).content.decode()

    for words in ("«Мост» открыт", "НУР-СУЛТАН, 30 апр — Sputnik.", "Мост через Ишим", "Мост открыли утром."):
        assert words in page.replace("\u00a0", " "), words


def test_preview_changes_nothing(desk):
    article = make_article()

    desk.get(address(article))

    assert not Edition.objects.exists()
    assert not article.versions.exists()


def test_no_cache_and_no_search_engine_keeps_a_preview(desk):
    response = desk.get(address(make_article()))

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert 'content="noindex' in response.content.decode()
    assert "ld+json" not in response.content.decode()


def test_a_past_edition_is_shown_as_readers_got_it(desk, editor):
    article = make_article(lead="Первый лид")
    publish(article, by=editor)
    article.lead = "Второй лид"
    publish(article, by=editor)

    first, second = desk.get(address(article, 1)), desk.get(address(article, 2))

    assert "Первый лид" in first.content.decode()
    assert "Второй лид" not in first.content.decode()
    assert "Второй лид" in second.content.decode()
    assert "no-store" in first["Cache-Control"]


@pytest.mark.parametrize("number", ["7", "9" * 18, "9" * 30])
def test_what_there_is_not_is_not_found(desk, number):
    article = make_article()

    assert desk.get(f"/admin/articles/article/{article.pk}/preview/{number}/").status_code == 404
    assert desk.get(f"/admin/articles/article/{number}/preview/").status_code == 404


def test_preview_only_shows(desk):
    assert desk.post(address(make_article())).status_code == 405


def test_the_bar_leads_back_and_publishes_what_readers_have_never_had(desk, editor):
    article = make_article()
    save_draft(article, by=editor)

    page = desk.get(address(article)).content.decode()

    assert f"/admin/articles/article/{article.pk}/change/" in page
    assert f"/admin/articles/article/{article.pk}/publish/" in page

    desk.post(f"/admin/articles/article/{article.pk}/publish/", {"reason": REASON})

    assert Edition.objects.live().exists()
    assert f"/admin/articles/article/{article.pk}/publish/" not in desk.get(address(article)).content.decode()


def test_a_reporter_is_not_offered_publishing(client, db):
    client.force_login(make_user("reporter"))

    assert "/publish/" not in client.get(address(make_article())).content.decode()


def test_the_page_speaks_the_storys_language_and_the_bar_the_persons(client, db):
    client.force_login(make_user("editor", desk_language="en"))

    page = client.get(address(make_article(language="kk"))).content.decode()

    assert '<html lang="kk"' in page
    assert "Back to editing" in page


def test_a_preview_plays_what_readers_will_play(desk):
    article = make_article(body='<news-card data-kind="embed" data-url="https://youtu.be/a-b_c1D2e3F"></news-card>')

    response = desk.get(address(article))

    assert "https://www.youtube-nocookie.com/embed/a-b_c1D2e3F" in response.content.decode()
    assert f"frame-src {' '.join(ORIGINS)};" in response.headers["Content-Security-Policy"] + ";"
