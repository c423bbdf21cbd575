"""Every saved version can be read again, and put back by those who may write the story."""

import pytest

from articles.models import Edition
from articles.publishing import save_draft
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    article = make_article(headline="Мост открыт", section=make_section())
    save_draft(article, by=None)
    article.headline, article.body = "Мост закрыт", "<p>Мост закрыли вечером.</p>"
    save_draft(article, by=None)
    return article


def sign_in(client, role, **fields):
    client.force_login(make_user(role, **fields))
    return client


def test_history_leads_to_every_version(client, story):
    page = sign_in(client, "chief").get(f"/admin/articles/article/{story.pk}/history/").content.decode()

    for number in (1, 2):
        assert f"/admin/articles/article/{story.pk}/preview/version/{number}/" in page


def test_an_earlier_version_is_read_as_readers_would_see_it_and_changes_nothing(client, story):
    address = f"/admin/articles/article/{story.pk}/preview/version/1/"

    page = sign_in(client, "chief").get(address).content.decode()

    assert "Мост открыли утром." in page
    story.refresh_from_db()
    assert (story.headline, story.version) == ("Мост закрыт", 2)


@pytest.mark.parametrize("role", ["", "reporter", "photo_editor"])
def test_who_may_not_write_the_story_puts_nothing_back(client, story, role):
    sign_in(client, role).post(f"/admin/articles/article/{story.pk}/revert/1/")

    story.refresh_from_db()
    assert story.headline == "Мост закрыт"


def test_an_editor_puts_an_earlier_version_back_without_touching_readers(client, story):
    sign_in(client, "editor", sections=[story.section]).post(f"/admin/articles/article/{story.pk}/revert/1/")

    story.refresh_from_db()
    assert (story.headline, story.version) == ("Мост открыт", 3)
    assert not Edition.objects.exists()


def test_looking_is_not_putting_back(client, story):
    assert sign_in(client, "chief").get(f"/admin/articles/article/{story.pk}/revert/1/").status_code == 405


@pytest.mark.parametrize("number", [3, 99999999999999999])
def test_a_version_that_is_not_there_is_an_unknown_page(client, story, number):
    desk = sign_in(client, "chief")

    assert desk.get(f"/admin/articles/article/{story.pk}/preview/version/{number}/").status_code == 404
    assert desk.post(f"/admin/articles/article/{story.pk}/revert/{number}/").status_code == 404
