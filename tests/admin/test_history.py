"""Every saved version can be read again, and put back by those who may write the story."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Edition, Tag, Version
from articles.publishing import merge_tags, save_draft, translate, withdraw
from tests.factories import make_article, make_section, make_user, publish

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


def test_a_version_that_cannot_be_put_back_is_told_in_words_at_the_story(client, story):
    story.language = "kk"
    save_draft(story, by=None)
    translate(story, language="ru", by=None)

    page = sign_in(client, "chief").post(f"/admin/articles/article/{story.pk}/revert/1/", follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    assert page.context["original"] == story


def test_looking_is_not_putting_back(client, story):
    assert sign_in(client, "chief").get(f"/admin/articles/article/{story.pk}/revert/1/").status_code == 405


@pytest.mark.parametrize("number", [3, 99999999999999999])
def test_a_version_that_is_not_there_is_an_unknown_page(client, story, number):
    desk = sign_in(client, "chief")

    assert desk.get(f"/admin/articles/article/{story.pk}/preview/version/{number}/").status_code == 404
    assert desk.post(f"/admin/articles/article/{story.pk}/revert/{number}/").status_code == 404


def entries(page) -> list[str]:
    return [entry.code or entry.event.action for entry in page.context["page"].entries]


def test_history_tells_versions_editions_and_steps_in_one_row(client, story):
    edition = publish(story, by=None)
    story.lead = "Иначе"
    publish(story, by=None, change="correction", note="Исправлен лид.")
    withdraw(story, by=None)

    page = sign_in(client, "chief").get(f"/admin/articles/article/{story.pk}/history/")

    told = entries(page)
    assert told[0] == "withdrawn"
    assert [each for each in told if each.startswith("e")] == ["e2", "e1"]
    assert [each for each in told if each.startswith("v")] == [f"v{number}" for number in range(story.version, 0, -1)]
    assert "published" not in told, "the edition tells of it"
    assert "Исправлен лид." in page.content.decode()
    assert edition.number == 1


def test_the_reason_that_was_typed_stands_at_its_edition(client, story):
    publish(story, by=None, reason="фото будет к вечеру")

    page = sign_in(client, "chief").get(f"/admin/articles/article/{story.pk}/history/")

    assert [entry.reasons for entry in page.context["page"].entries if entry.code == "e1"] == [("фото будет к вечеру",)]


def test_a_text_that_was_kept_aside_says_where_it_comes_from(client, story):
    number = story.version + 1
    Version.objects.create(article=story, number=number, kind="stale", base=1, content={}, body="")

    page = sign_in(client, "chief").get(f"/admin/articles/article/{story.pk}/history/")

    (aside,) = [entry for entry in page.context["page"].entries if entry.is_aside]
    assert (aside.version.number, aside.version.base) == (number, 1)
    assert "history-aside" in page.content.decode()


def test_a_long_past_is_parted_and_nothing_is_told_twice(client, story, django_assert_max_num_queries):
    moment = timezone.now()
    Version.objects.bulk_create(
        Version(article=story, number=number, content={}, body="", made_at=moment) for number in range(3, 430)
    )
    desk, address = sign_in(client, "chief"), f"/admin/articles/article/{story.pk}/history/"
    told, older = [], ""
    while True:
        with django_assert_max_num_queries(12):
            page = desk.get(address, {"before": older} if older else {})
        told += entries(page)
        older = page.context["page"].older
        if not older:
            break

    assert told == [f"v{number}" for number in (*range(429, 2, -1), 2, 1)]


@pytest.mark.parametrize("before", ["x", "~", "2026-01-01~0~1", "9999-12-31T23:59:59+00:00~2~1", f"~~{'9' * 40}"])
def test_nonsense_in_the_address_is_the_first_page(client, story, before):
    page = sign_in(client, "chief").get(f"/admin/articles/article/{story.pk}/history/", {"before": before})

    assert entries(page) == ["v2", "v1"]


def compared(client, story, **states):
    return client.get(f"/admin/articles/article/{story.pk}/compare/", states)


def test_any_two_states_are_compared(client, story):
    publish(story, by=None)
    desk = sign_in(client, "chief")

    assert [each.name for each in compared(desk, story, a="v1", b="e1").context["differences"]] == ["headline", "body"]
    assert compared(desk, story, a="v2", b="e1").context["differences"] == []


def test_a_tag_that_was_merged_away_is_no_change_of_the_story(client, story):
    old, new = (Tag.objects.get_or_create(name=name)[0] for name in ("Старый мост", "Мост"))
    story.tags.add(old)
    save_draft(story, by=None)
    merge_tags([old], into=new, by=None)
    story.lead = "Иначе"
    save_draft(story, by=None)

    page = compared(sign_in(client, "chief"), story, a="v3", b="v4")

    assert [each.name for each in page.context["differences"]] == ["lead"]


@pytest.mark.parametrize("states", [{}, {"a": "v1"}, {"a": "x", "b": "v2"}, {"a": "v0", "b": "v1"}, {"a": "v" * 999}])
def test_without_sense_the_two_newest_are_compared(client, story, states):
    page = compared(sign_in(client, "chief"), story, **states)

    assert [state.code for state in page.context["states"]] == ["v1", "v2"]


@pytest.mark.parametrize("missing", ["v3", "e1", "v999999999", "e999999999"])
def test_a_state_that_is_not_there_is_an_unknown_page(client, story, missing):
    assert compared(sign_in(client, "chief"), story, a="v1", b=missing).status_code == 404


def test_one_version_is_compared_with_nothing(client):
    article = make_article()
    save_draft(article, by=None)

    page = compared(sign_in(client, "chief"), article)

    assert (page.status_code, page.context["differences"]) == (200, [])


def test_either_version_is_put_back_from_the_comparison_by_those_who_may_write(client, story):
    assert f"/{story.pk}/revert/1/" in compared(sign_in(client, "chief"), story).content.decode()
    assert "/revert/" not in compared(sign_in(client, "reporter"), story).content.decode()


def test_comparing_costs_the_same_for_short_and_long(client, story, django_assert_max_num_queries):
    story.body = "".join(f"<p>Абзац {number}.</p>" for number in range(60))
    story.tags.set([f"тег {number}" for number in range(20)])
    save_draft(story, by=None)
    desk = sign_in(client, "chief")

    with django_assert_max_num_queries(18):
        compared(desk, story)


def test_what_waits_without_the_live_change_is_told(client, story):
    publish(story, by=None)
    publish(story, by=None, at=timezone.now() + timedelta(hours=2))
    desk = sign_in(client, "chief")
    pages = [f"/admin/articles/article/{story.pk}/{page}/" for page in ("history", "change")]
    assert not any('class="lacking"' in desk.get(page).content.decode() for page in pages)

    story.lead = "Исправлено."
    publish(story, by=None, waiting="keep")

    assert all('class="lacking"' in desk.get(page).content.decode() for page in pages)
