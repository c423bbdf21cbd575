"""Saving: what is written, what a version keeps, and that nobody's text is lost."""

import pytest

from articles.models import Article, RelatedLink, Tag
from articles.models.article import State
from articles.publishing import save_draft
from tests.admin.forms import ADD, address, reload, send
from tests.factories import make_article, make_author, make_photo, make_place


@pytest.fixture
def story(editor):
    article = make_article(created_by=editor, tags=[Tag.objects.create(name="Казахстан")])
    save_draft(article, by=editor)
    return article


def test_a_new_story_keeps_its_writer_and_has_a_version(client, reporter, politics):
    client.force_login(reporter)

    response = send(client, ADD, headline="Новость", body="<p>Текст.</p>", section=str(politics.pk))

    article = Article.objects.get()
    assert response.url == address(article)
    assert (article.headline, article.created_by, article.state) == ("Новость", reporter, State.DRAFT)
    assert (article.versions.get().number, article.versions.get().made_by) == (1, reporter)


def test_a_new_story_begins_in_the_writers_language_and_with_the_agency(client, reporter, settings):
    reporter.desk_language = "kk"
    reporter.save()
    client.force_login(reporter)

    page = client.get(ADD)

    form = page.context["adminform"].form
    assert (form["language"].value(), form["dateline_agency"].value()) == ("kk", settings.NEWSROOM_AGENCY)


def test_a_story_without_a_headline_is_not_saved_and_its_text_stays_in_the_form(client, reporter):
    client.force_login(reporter)

    response = send(client, ADD, headline=" ", lead="Этот лид никто не потеряет")

    assert response.status_code == 200
    assert "Этот лид никто не потеряет" in response.content.decode()
    assert not Article.objects.exists()


def test_a_headline_of_more_than_two_hundred_characters_is_refused(client, editor, story):
    client.force_login(editor)

    assert send(client, address(story), headline="М" * 201).status_code == 200
    assert send(client, address(story), headline="М" * 200).status_code == 302


def test_saving_stays_on_the_page_and_says_so(client, editor, story):
    client.force_login(editor)

    response = send(client, address(story), headline="Мост открыт утром")

    assert response.url == address(story)
    assert len(client.get(response.url).context["messages"]) == 1


def test_saving_unchanged_makes_no_version(client, editor, story):
    client.force_login(editor)

    send(client, address(story))

    assert story.versions.count() == 1


def test_every_field_beside_the_page_is_kept(client, editor, story):
    client.force_login(editor)
    photo, place = make_photo(), make_place(ru="Астана")
    first, second = make_author(name_ru="Первый отдел"), make_author(name_ru="Второй отдел")
    other = make_article(headline="Другая история")

    send(
        client,
        address(story),
        photo=str(photo.pk),
        photo_caption="Подпись здесь",
        place=str(place.pk),
        dateline_on="2021-04-30",
        dateline_agency="Sputnik",
        tags=["Касым-Жомарт Токаев", "казахстан"],
        bylines_author=[str(second.pk), str(first.pk)],
        bylines_role=["author", "photographer"],
        related=[str(other.pk)],
        genre="analysis",
        importance="2",
        source="Акорда",
    )

    saved = reload(story)
    assert (saved.photo, saved.photo_caption, saved.place) == (photo, "Подпись здесь", place)
    assert f"{saved.dateline_on} {saved.dateline_agency}" == "2021-04-30 Sputnik"
    assert set(saved.tags.names()) == {"Казахстан", "Касым-Жомарт Токаев"}
    assert [(each.author, each.role) for each in saved.bylines.all()] == [(second, "author"), (first, "photographer")]
    assert [link.target for link in saved.related_links.all()] == [other]
    assert (saved.genre, saved.importance, saved.source) == ("analysis", 2, "Акорда")
    content = saved.versions.first().content
    assert (content["bylines"], content["related"]) == ([[second.pk, "author"], [first.pk, "photographer"]], [other.pk])


def test_tags_differ_neither_by_case_nor_by_yo(client, editor, story):
    client.force_login(editor)
    Tag.objects.create(name="Ёлка")

    send(client, address(story), tags=["елка, КАЗАХСТАН", "Новая метка"])

    assert set(reload(story).tags.names()) == {"Ёлка", "Казахстан", "Новая метка"}
    assert Tag.objects.count() == 3


def test_a_tag_too_long_is_a_sentence_at_the_form(client, editor, story):
    client.force_login(editor)

    assert send(client, address(story), tags=["м" * 101]).status_code == 200


def test_a_story_is_not_related_to_itself_nor_to_nothing(client, editor, story):
    client.force_login(editor)

    response = send(client, address(story), related=[str(story.pk), "999999", "мост", "9" * 30])

    assert response.status_code == 302
    assert not RelatedLink.objects.exists()


def test_nonsense_in_the_hidden_fields_is_never_a_server_error(client, editor, story):
    client.force_login(editor)

    nonsense = {"photo": "9" * 30, "section": "x", "place": "-1", "version": "много", "bylines_author": ["9" * 30]}

    for name, value in nonsense.items():
        assert send(client, address(story), **{name: value}).status_code in (200, 302), name


def test_handing_in_gives_the_story_to_the_editor(client, reporter, politics):
    own = make_article(created_by=reporter, section=politics)
    save_draft(own, by=reporter)
    client.force_login(reporter)

    response = send(client, address(own), "_handin", lead="Готово")

    saved = reload(own)
    assert (saved.state, saved.lead) == (State.HANDED_IN, "Готово")
    assert saved.versions.first().content["state"] == State.HANDED_IN
    assert response.url == "/admin/articles/article/"


def test_preview_saves_first_and_shows_the_readers_page(client, editor, story):
    client.force_login(editor)

    response = send(client, address(story), "_preview", lead="Лид до просмотра")

    assert response.url == f"/admin/articles/article/{story.pk}/preview/"
    assert reload(story).lead == "Лид до просмотра"


def test_a_text_that_nobody_touched_stays_as_it_is_byte_by_byte(client, editor, story):
    story.body = "<p>Один</p>\n<p data-old='1'>Два&nbsp;&mdash; три</p>\n"
    save_draft(story, by=editor)
    client.force_login(editor)

    send(client, address(story), headline="Только заголовок", body=story.body.replace("\n", "\r\n"))

    assert reload(story).body == story.body
