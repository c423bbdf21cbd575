"""Lists, the board and the queries that they cost."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models.article import State
from articles.publishing import save_draft, withdraw
from tests.admin.forms import address, fields_of
from tests.factories import kill, make_article, make_author, make_photo, publish

LIST = "/admin/articles/article/"


def many(editor, number: int) -> list:
    """Stories with all that a story may have, every second one before readers."""
    stories = []
    for place in range(number):
        story = make_article(
            headline=f"История {place}", tags=["Казахстан"], authors=[make_author()], photo=make_photo()
        )
        save_draft(story, by=editor)
        if place % 2:
            publish(story, by=editor)
        stories.append(story)
    return stories


def queries(client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize(
    "url", [LIST, f"{LIST}?q=история", f"{LIST}?readers=live", "/admin/", f"{LIST}choose/?q=история"]
)
def test_a_list_costs_the_same_for_one_story_and_for_thirty(client, editor, url):
    client.force_login(editor)
    many(editor, 2)
    for_two = len(queries(client, url))

    many(editor, 28)

    assert len(queries(client, url)) == for_two <= 12


@pytest.mark.parametrize("noun", ["article", "photo", "section", "tag", "author", "place", "user"])
@pytest.mark.parametrize("query", ["", "?q=история", "?p=2"])
def test_nothing_counts_the_table(client, chief, noun, query):
    client.force_login(chief)
    many(chief, 3)

    asked = queries(client, f"/admin/articles/{noun}/{query}")

    assert len(asked) <= 12
    assert not [sql for sql in asked if "COUNT(" in sql.upper()]


def test_a_list_shows_pages_beyond_the_first(client, editor):
    client.force_login(editor)
    for place in range(31):
        make_article(headline=f"История {place}")

    first = client.get(LIST)
    second = client.get(LIST + first.context["cl"].older)

    assert (len(first.context["cl"].result_list), len(second.context["cl"].result_list)) == (30, 1)
    assert client.get(LIST + second.context["cl"].newer).context["cl"].result_list == first.context["cl"].result_list


def test_opening_a_story_costs_at_most_twenty_five_queries(client, editor):
    client.force_login(editor)
    story = many(editor, 2)[1]

    assert len(queries(client, address(story))) <= 25


def test_saving_a_story_costs_at_most_forty_queries(client, editor):
    client.force_login(editor)
    story = many(editor, 2)[1]
    fields = fields_of(client.get(address(story)).content, "article_form")
    authors = [str(make_author().pk), str(make_author().pk)]

    with CaptureQueriesContext(connection) as captured:
        changes = {"headline": "Новый", "bylines_author": authors, "bylines_role": ["author", "editor"], "_save": "1"}
        response = client.post(address(story), fields | changes)

    assert response.status_code == 302
    assert len(captured) <= 40


@pytest.mark.parametrize("words", ["ЩЕРБАКОВ", "щербакова", "елку", "Щерба", "Щербаковым ёлка"])
def test_the_list_finds_a_story_in_any_case_form_and_yo(client, editor, words):
    client.force_login(editor)
    wanted, other = make_article(headline="Щербаков объявил ёлку открытой"), make_article(headline="Мост открыт")
    save_draft(wanted, by=editor)
    save_draft(other, by=editor)

    found = client.get(LIST, {"q": words}).context["cl"].result_list

    assert list(found) == [wanted]


def badges(client) -> dict[str, set[str]]:
    return {
        story.headline: {badge.kind for badge in story.badges} for story in client.get(LIST).context["cl"].result_list
    }


def test_the_list_says_by_the_clock_where_each_story_stands(client, chief):
    client.force_login(chief)
    for headline in ("черновик", "сдан", "идёт", "изменён", "ждёт", "снят", "убит", "до завтра"):
        state = State.HANDED_IN if headline == "сдан" else State.DRAFT
        story = make_article(headline=headline, state=state)
        save_draft(story, by=chief)
        if headline == "ждёт":
            publish(story, by=chief, at=timezone.now() + timedelta(hours=1))
        elif headline not in ("черновик", "сдан"):
            publish(story, by=chief)
        if headline == "изменён":
            story.lead = "Иначе"
            save_draft(story, by=chief)
        elif headline == "до завтра":
            withdraw(story, by=chief, at=timezone.now() + timedelta(days=1))
        elif headline in ("снят", "убит"):
            {"снят": withdraw, "убит": kill}[headline](story, by=chief)

    assert badges(client) == {
        "черновик": {"draft"},
        "сдан": {"handed_in"},
        "идёт": {"live"},
        "изменён": {"changed"},
        "ждёт": {"waiting"},
        "снят": {"ended"},
        "убит": {"killed"},
        "до завтра": {"live", "ending"},
    }


@pytest.mark.parametrize("noun", ["article", "photo", "section", "tag", "author", "place", "user"])
@pytest.mark.parametrize("page", ["", "add/", "?q=мост", "?p=999", "?p=x", "?o=1", "?e=1", "?all="])
def test_every_page_of_every_noun_opens(client, chief, noun, page):
    make_article(tags=["Мост"], photo=make_photo())
    client.force_login(chief)

    assert client.get(f"/admin/articles/{noun}/{page}", follow=True).status_code == 200


def test_a_story_opened_from_a_narrowed_list_knows_the_way_back(client, editor):
    client.force_login(editor)
    story = make_article(headline="Мост и река")
    save_draft(story, by=editor)
    way = urlencode({"_changelist_filters": urlencode({"q": "мост", "state": "draft"})})

    narrowed = client.get(LIST, {"q": "мост", "state": "draft"}).content.decode()

    assert f'<a href="{LIST}{story.pk}/change/?{way}">Мост и река</a>' in narrowed
    assert f'<a href="{LIST}{story.pk}/change/">Мост и река</a>' in client.get(LIST).content.decode()
