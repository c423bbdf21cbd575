"""Drafts are put away instead of deleted: out of every list in one press, and back in one press."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.publishing import put_away, save_draft
from tests.admin.forms import address, reload
from tests.factories import make_article, make_user, publish

LIST = "/admin/articles/article/"


def drafted(by, **fields) -> Article:
    article = make_article(created_by=by, **fields)
    save_draft(article, by=by)
    return article


def press(client, article: Article, name: str):
    return client.post(f"{LIST}{article.pk}/{name}/")


def long_away(article: Article, by, days: int) -> None:
    put_away(article, by=by)
    Article.objects.filter(pk=article.pk).update(put_away_at=timezone.now() - timedelta(days=days))


def test_a_reporter_puts_an_own_draft_away_and_brings_it_back(client, reporter):
    own = drafted(reporter)
    client.force_login(reporter)
    assert 'form="put-away"' in client.get(address(own)).content.decode()

    response = press(client, own, "put-away")

    assert reload(own).put_away_at
    assert own.headline not in client.get(LIST).content.decode()
    page = client.get(response.url).content.decode()
    assert f"{LIST}{own.pk}/bring-back/" in page
    assert press(client, own, "bring-back").url == address(own)
    assert reload(own).put_away_at is None
    assert own.headline in client.get(LIST).content.decode()


def test_the_address_of_what_was_put_away_leads_to_the_page_that_says_so(client, reporter):
    own = drafted(reporter)
    put_away(own, by=reporter)
    client.force_login(reporter)

    assert client.get(address(own)).url == f"{LIST}{own.pk}/away/"
    assert client.post(address(own), {"headline": "Ещё"}).status_code == 403


@pytest.mark.parametrize("state", ["handed_in", "approved"])
def test_what_a_reporter_handed_in_the_reporter_does_not_put_away(client, reporter, state):
    own = drafted(reporter, state=state)
    client.force_login(reporter)

    assert press(client, own, "put-away").status_code == 403
    assert reload(own).put_away_at is None


def test_nobody_puts_away_what_readers_ever_saw(client, chief):
    article = drafted(chief)
    publish(article, by=chief)
    client.force_login(chief)

    assert 'form="put-away"' not in client.get(address(article)).content.decode()
    assert press(client, article, "put-away").status_code == 403
    assert reload(article).put_away_at is None


@pytest.mark.parametrize(("days", "answer"), [(29, 302), (31, 403)])
def test_its_people_bring_a_draft_back_for_thirty_days(client, reporter, days, answer):
    own = drafted(reporter)
    long_away(own, reporter, days)
    client.force_login(reporter)

    assert press(client, own, "bring-back").status_code == answer


def test_a_chief_brings_a_draft_back_after_years(client, chief, reporter):
    article = drafted(reporter)
    long_away(article, reporter, 1000)
    client.force_login(chief)

    press(client, article, "bring-back")

    assert reload(article).put_away_at is None


def test_an_editor_brings_back_those_of_own_sections(client, editor, reporter, politics, sport):
    own, others = drafted(reporter, section=politics), drafted(reporter, section=sport)
    for article in (own, others):
        put_away(article, by=reporter)
    client.force_login(editor)

    assert press(client, others, "bring-back").status_code == 403
    assert press(client, own, "bring-back").status_code == 302


@pytest.mark.parametrize("name", ["put-away", "bring-back"])
def test_a_press_that_comes_twice_is_refused_and_changes_nothing(client, chief, name):
    article = drafted(chief)
    if name == "bring-back":
        put_away(article, by=chief)
    client.force_login(chief)

    press(client, article, name)
    before = reload(article).put_away_at

    assert press(client, article, name).status_code == 403
    assert reload(article).put_away_at == before


def test_all_that_was_put_away_stands_on_one_page_with_who_and_when(client, chief, django_assert_max_num_queries):
    people = [make_user("reporter", first_name=name) for name in ("Айгуль", "Иван")]
    for person in people * 10:
        put_away(drafted(person, headline=f"Черновик: {person}"), by=person)
    client.force_login(chief)

    with django_assert_max_num_queries(12):
        page = client.get(f"{LIST}away/").content.decode()

    assert page.count("/bring-back/") == 20
    assert page.count("<td>Айгуль</td>") == 10
