"""Tags at the desk: completion, other names, renaming and merging."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles.models import Article, Event, Tag, TagAlias
from articles.models.event import Action
from tests.admin.forms import ADD, send
from tests.factories import make_article, make_edition

TAGS = "/admin/articles/tag/"
MERGE = f"{TAGS}merge/"
COMPLETE = f"{TAGS}complete/"


def tag(name: str) -> Tag:
    return Tag.objects.get_or_create(name=name)[0]


def change(client, of: Tag, **fields):
    """As the page sends it: the name, and the rows of other names."""
    url = f"{TAGS}{of.pk}/change/"
    form = html.document_fromstring(client.get(url).content.decode()).get_element_by_id("tag_form")
    return client.post(url, dict(form.form_values()) | fields)


def completed(client, term: str) -> list[str]:
    return [each["id"] for each in client.get(COMPLETE, {"term": term}).json()["results"]]


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


@pytest.mark.parametrize("term", ["ток", "ЖОМАРТ", "касым-ж", "президент", "каз"])
def test_a_tag_is_offered_by_the_beginning_of_any_word_and_of_another_name(desk, term):
    TagAlias.objects.create(tag=tag("Касым-Жомарт Токаев"), name="Президент Казахстана")
    tag("Мост")

    assert completed(desk, term) == ["Касым-Жомарт Токаев"]


def test_the_middle_of_a_word_is_no_beginning(desk):
    tag("Казахстан")

    assert completed(desk, "стан") == []


def test_those_most_used_lately_are_offered_first(desk):
    for name in ("Алматы", "Астана", "Астана", "Актау", "Астана", "Актау"):
        make_article(tags=[name])

    assert completed(desk, "а") == ["Астана", "Актау", "Алматы"]


def test_completion_costs_the_same_for_many_uses(desk):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            completed(desk, "т")
        return len(captured)

    make_article(tags=["Тег"])
    one = cost()
    for number in range(30):
        make_article(tags=[f"Тег {number}", "Тег"])

    assert cost() == one


def test_an_other_name_typed_in_a_story_becomes_its_tag(desk):
    TagAlias.objects.create(tag=tag("Казахстан"), name="РК")

    send(desk, ADD, headline="Мост", tags=["рк", "Казахстан", "Мост"])

    assert sorted(Article.objects.get().tags.names()) == ["Казахстан", "Мост"]


@pytest.mark.parametrize("words", ["РК", "казах", "рк"])
def test_the_list_finds_a_tag_by_its_other_names(desk, words):
    TagAlias.objects.create(tag=tag("Казахстан"), name="РК")
    tag("Мост")

    assert [each.name for each in desk.get(TAGS, {"q": words}).context["cl"].result_list] == ["Казахстан"]


def test_an_editor_reads_a_tag_and_changes_nothing(client, editor):
    country = tag("Казахстан")
    client.force_login(editor)

    assert client.get(f"{TAGS}{country.pk}/change/").status_code == 200
    assert client.post(f"{TAGS}{country.pk}/change/", {"name": "Страна"}).status_code == 403
    assert client.get(MERGE).status_code == 403
    assert client.post(MERGE, {"tag": [country.pk, tag("РК").pk], "into": country.pk}).status_code == 403
    assert "merge" not in client.get(TAGS).content.decode()
    assert Tag.objects.count() == 2


def test_a_new_name_brings_a_new_address_and_the_old_one_leads_to_it(desk):
    country = tag("Казахстан")

    assert change(desk, country, name="Республика Казахстан").status_code == 302

    country.refresh_from_db()
    assert (country.name, country.slug) == ("Республика Казахстан", "respublika-kazakhstan")
    assert country.aliases.get().slug == "kazakhstan"
    assert Event.objects.values_list("action", flat=True).get() == Action.RENAMED


def test_other_names_are_given_by_hand(desk):
    country = tag("Казахстан")

    change(desk, country, **{"aliases-0-name": "РК"})

    assert tag("рк") == country


@pytest.mark.parametrize("name", ["ЕАЭС", "евразийский союз", "Казахстан", "а, б"])
def test_an_other_name_that_is_taken_is_refused_in_words(desk, name):
    TagAlias.objects.create(tag=tag("ЕАЭС"), name="Евразийский союз")
    country = tag("Казахстан")

    response = change(desk, country, **{"aliases-0-name": name})

    assert response.status_code == 200
    assert response.context["inline_admin_formsets"][0].formset.errors[0]["name"]
    assert not country.aliases.exists()


def test_one_other_name_given_twice_at_once_is_refused_in_words(desk):
    country = tag("Казахстан")

    response = change(desk, country, **{"aliases-TOTAL_FORMS": 2, "aliases-0-name": "РК", "aliases-1-name": "рк"})

    assert response.status_code == 200
    assert response.context["inline_admin_formsets"][0].formset.errors[1]["name"]
    assert not country.aliases.exists()


@pytest.mark.parametrize("name", ["ЕАЭС", "евразийский союз"])
def test_a_name_that_is_taken_is_refused_in_words(desk, name):
    TagAlias.objects.create(tag=tag("ЕАЭС"), name="Евразийский союз")
    country = tag("Казахстан")

    response = change(desk, country, name=name)

    assert "ЕАЭС" in str(response.context["adminform"].form.errors["name"])
    country.refresh_from_db()
    assert country.name == "Казахстан"


def test_a_name_through_which_an_old_address_leads_is_not_deleted(desk):
    country = tag("Казахстан")
    left = TagAlias.objects.create(tag=country, name="РК", slug="rk")
    given = TagAlias.objects.create(tag=country, name="Страна")

    def delete(other: TagAlias) -> None:
        page = html.document_fromstring(desk.get(f"{TAGS}{country.pk}/change/").content.decode())
        values = dict(page.get_element_by_id("tag_form").form_values())
        row = next(name for name, value in values.items() if name.endswith("-id") and value == str(other.pk))
        change(desk, country, **{row.replace("-id", "-DELETE"): "on"})

    delete(left)
    delete(given)

    assert list(country.aliases.all()) == [left]


def test_ticked_tags_are_led_to_their_numbers_before_anything_moves(desk):
    for names in (["РК"], ["РК", "Казахстан"]):
        make_edition(tags=names)
    ids = [tag("РК").pk, tag("Казахстан").pk]

    page = desk.post(TAGS, {"action": "merge", "_selected_action": ids}, follow=True)

    assert [(row.tag.name, row.stories, row.shown) for row in page.context["rows"]] == [
        ("РК", 2, 2),
        ("Казахстан", 1, 1),
    ]
    assert Tag.objects.count() == 2


def test_a_tag_is_merged_from_its_own_page_with_others_by_name(desk):
    country, short = tag("Казахстан"), tag("РК")
    TagAlias.objects.create(tag=short, name="Республика")

    page = desk.get(MERGE, {"tag": country.pk, "name": "республика, Луна"})
    assert {row.tag for row in page.context["rows"]} == {country, short}
    assert page.context["unknown"] == ["Луна"]

    response = desk.post(MERGE, {"tag": [country.pk, short.pk], "into": country.pk})

    assert response["Location"] == f"{TAGS}{country.pk}/change/"
    assert Tag.objects.get() == country


@pytest.mark.parametrize(
    ("tags", "into"),
    [([], ""), (["Казахстан"], "Казахстан"), (["Казахстан", "РК"], ""), (["Казахстан"], "РК"), (["РК"], "x")],
)
def test_a_merge_that_cannot_be_is_told_in_words(desk, tags, into):
    made = {name: tag(name).pk for name in ("Казахстан", "РК")}

    response = desk.post(MERGE, {"tag": [made[name] for name in tags], "into": made.get(into, into)}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Tag.objects.count() == 2


def test_of_two_merges_at_once_the_second_is_told_in_words(desk):
    country, short = tag("Казахстан"), tag("РК")
    sent = {"tag": [country.pk, short.pk], "into": country.pk}
    desk.post(MERGE, sent, follow=True)

    response = desk.post(MERGE, sent, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_the_numbers_cost_the_same_for_many_tags(desk):
    def cost(number: int) -> int:
        ids = [tag(f"Тег {place}").pk for place in range(number)]
        with CaptureQueriesContext(connection) as captured:
            assert len(desk.get(MERGE, {"tag": ids}).context["rows"]) == number
        return len(captured)

    assert cost(2) == cost(15) <= 12


@pytest.mark.parametrize("q", ["?tag=x&tag=" + "9" * 30, "?name=%00", "?name=" + "я" * 500, "?tag=-1"])
def test_nonsense_is_no_error(desk, q):
    assert desk.get(MERGE + q).status_code == 200
