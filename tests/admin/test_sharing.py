"""Links to a preview are made, listed and revoked at the story's page for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import PreviewLink
from articles.publishing import save_draft, share, token_of
from tests.admin.forms import fields_of
from tests.factories import make_article, make_user, publish

DAY = timedelta(days=1)


@pytest.fixture
def story(editor, politics):
    article = make_article(section=politics)
    save_draft(article, by=editor)
    return article


def page(article) -> str:
    return f"/admin/articles/article/{article.pk}/share/"


def revoking(link) -> str:
    return f"{page(link.article)}{link.pk}/revoke/"


@pytest.mark.parametrize("role", ["", "reporter", "photo_editor"])
def test_only_who_may_publish_shares_and_revokes(client, story, role):
    link = share(story, by=None, lasting=DAY)
    client.force_login(make_user(role))

    assert client.get(page(story)).status_code == 403
    assert client.post(page(story), {"edition": "", "lasting": "day"}).status_code == 403
    assert client.post(revoking(link)).status_code == 403
    assert PreviewLink.objects.open().count() == 1


def test_an_editor_of_another_section_does_not_share(client, chief, sport):
    article = make_article(section=sport)
    client.force_login(make_user("editor"))

    assert client.get(page(article)).status_code == 403


def test_a_link_lasts_a_day_unless_it_is_said_otherwise(client, editor, story):
    client.force_login(editor)
    fields = {"edition": "", "lasting": "day"}
    assert fields_of(client.get(page(story)).content, "share")["lasting"] == ["day"]

    response = client.post(page(story), fields)

    link = PreviewLink.objects.get()
    assert (response.status_code, response.url) == (302, page(story))
    assert (link.made_by, link.edition) == (editor, None)
    assert timedelta(hours=23) < link.expires_at - timezone.now() <= DAY
    shown = client.get(page(story)).content.decode()
    assert f"/preview/{token_of(link)}/" in shown
    assert str(editor) in shown


def test_one_edition_is_shared_for_a_week(client, editor, story):
    edition = publish(story, by=editor)
    client.force_login(editor)

    client.post(page(story), {"edition": "1", "lasting": "week"})

    link = PreviewLink.objects.get()
    assert link.edition == edition
    assert link.expires_at - timezone.now() > timedelta(days=6)


@pytest.mark.parametrize("wrong", [{"edition": "7"}, {"lasting": "year"}, {"lasting": ""}])
def test_what_was_not_offered_is_not_shared(client, editor, story, wrong):
    client.force_login(editor)

    assert client.post(page(story), {"edition": "", "lasting": "day"} | wrong).status_code == 200
    assert not PreviewLink.objects.exists()


def test_a_revoked_link_is_listed_no_more(client, editor, story):
    link = share(story, by=None, lasting=DAY)
    client.force_login(editor)

    assert client.get(revoking(link)).status_code == 405
    client.post(revoking(link))

    assert not PreviewLink.objects.open().exists()
    assert token_of(link) not in client.get(page(story)).content.decode()


def test_who_made_a_link_revokes_it_after_the_story_went_to_another_section(client, editor, story, sport):
    link = share(story, by=editor, lasting=DAY)
    story.section = sport
    story.save()
    client.force_login(editor)

    client.post(revoking(link))

    assert not PreviewLink.objects.open().exists()


def test_a_link_of_another_story_is_not_revoked_through_this_one(client, editor, story):
    other = share(make_article(), by=None, lasting=DAY)
    client.force_login(editor)

    assert client.post(f"{page(story)}{other.pk}/revoke/").status_code == 404
    assert PreviewLink.objects.open().exists()


def test_the_preview_leads_to_sharing_it(client, editor, story):
    client.force_login(editor)

    assert page(story) in client.get(f"/admin/articles/article/{story.pk}/preview/").content.decode()
