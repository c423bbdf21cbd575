"""Tags, sections, authors, places and people at the desk."""

from datetime import date

import pytest

from articles.models import Article, Author, Place, Section, Tag, Touch
from articles.publishing import withdraw
from tests.factories import make_author, make_edition, make_section

NAMES = {"name_kk": "", "name_en": ""}


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


@pytest.mark.parametrize("name", ["казахстан", "КАЗАХСТАН ", "Казахстан"])
def test_a_tag_that_there_is_already_is_refused_in_words(desk, name):
    Tag.objects.create(name="Казахстан")

    response = desk.post("/admin/articles/tag/add/", {"name": name})

    assert response.context["adminform"].form.errors["name"]
    assert Tag.objects.count() == 1


def test_a_tag_takes_no_comma(desk):
    assert desk.post("/admin/articles/tag/add/", {"name": "Мост, река"}).status_code == 200
    assert not Tag.objects.exists()


@pytest.mark.parametrize(("noun", "model"), [("section", Section), ("author", Author)])
def test_an_address_is_made_of_the_russian_name_once(desk, noun, model):
    desk.post(f"/admin/articles/{noun}/add/", NAMES | {"name_ru": "Наука и жизнь", "position": "1"})
    row = model.objects.get()

    changed = NAMES | {"name_ru": "Наука", "position": "1", "slug": "other"}
    response = desk.post(f"/admin/articles/{noun}/{row.pk}/change/", changed)

    row.refresh_from_db()
    assert response.status_code == 302
    assert (row.name_ru, row.slug) == ("Наука", "nauka-i-zhizn")


@pytest.mark.parametrize(
    ("address", "values", "is_everywhere"),
    [
        ("author/add", NAMES | {"name_ru": "Отдел новостей"}, False),
        ("tag/add", {"name": "Мост"}, False),
        ("redirect/add", {"old": "/old/", "new": "/about/"}, False),
        ("redirect/paste", {"lines": "/old/ /about/", "_save": "1"}, False),
        ("section/add", NAMES | {"name_ru": "Наука", "position": "1"}, True),
    ],
)
def test_only_what_stands_around_every_page_throws_all_pages_away_when_it_is_added(
    desk, address, values, is_everywhere
):
    assert desk.post(f"/admin/articles/{address}/", values).status_code == 302

    assert [touch.names for touch in Touch.objects.all()] == ["all site" if is_everywhere else "all"]


def test_two_of_one_name_are_a_sentence_and_not_an_error(desk):
    for _ in range(2):
        response = desk.post("/admin/articles/author/add/", NAMES | {"name_ru": "Отдел новостей"})

    assert response.status_code == 200
    assert Author.objects.count() == 1


def test_a_section_may_not_take_a_word_of_the_sites_own_addresses(desk):
    response = desk.post(
        "/admin/articles/section/add/", NAMES | {"name_ru": "Поиск", "slug": "search", "position": "1"}
    )

    assert response.status_code == 200
    assert not Section.objects.exists()


def test_a_place_comes_with_its_names(desk):
    rows = {
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "0",
        "names-MIN_NUM_FORMS": "1",
        "names-MAX_NUM_FORMS": "9",
    }
    name = {"name": "Нур-Султан", "language": "ru", "valid_from": "2019-03-23", "valid_until": "2022-09-17"}

    desk.post("/admin/articles/place/add/", {"slug": "astana"} | rows | {f"names-0-{key}": name[key] for key in name})

    place = Place.objects.get()
    assert place.name("ru", date(2021, 4, 30)) == "Нур-Султан"


def test_a_chief_does_not_make_anybody_a_superuser(desk, chief):
    page = desk.get(f"/admin/articles/user/{chief.pk}/change/").content.decode()

    assert "is_superuser" not in page
    assert "user_permissions" not in page


@pytest.mark.parametrize("noun", ["tag", "section", "author"])
def test_what_a_live_page_leads_to_is_not_deleted(client, chief, noun):
    section, author = make_section("sport"), make_author()
    edition = make_edition(section=section, tags=["Мост"], authors=[author])
    article = edition.article
    article.tags.clear()
    article.bylines.all().delete()
    Article.objects.filter(pk=article.pk).update(section=make_section("politics"))
    row = {"tag": Tag.objects.get(name="Мост"), "section": section, "author": author}[noun]
    client.force_login(chief)

    assert client.post(f"/admin/articles/{noun}/{row.pk}/delete/", {"post": "yes"}).status_code == 403

    withdraw(article, by=chief)

    assert client.post(f"/admin/articles/{noun}/{row.pk}/delete/", {"post": "yes"}).status_code == 302
