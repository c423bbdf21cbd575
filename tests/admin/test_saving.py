"""Saving: what is written, what a version keeps, and that nobody's text is lost."""

import pytest

from articles.models import Article, RelatedLink, Tag
from articles.models.article import State
from articles.publishing import hand_in, save_draft
from tests.admin.forms import ADD, address, fields_of, reload, send
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


def sent_later(client, person, story: Article, changes: dict, *, button: str = "_save", meanwhile: dict, by):
    """Somebody saves `meanwhile` between opening the form and sending it."""
    client.force_login(person)
    opened = fields_of(client.get(address(story)).content, "article_form")
    article = reload(story)
    for name, value in meanwhile.items():
        setattr(article, name, value)
    save_draft(article, by=by)
    return client.post(address(story), opened | changes | {button: "1"})


def test_what_two_wrote_in_different_fields_is_joined_and_said(client, editor, chief, story):
    response = sent_later(client, editor, story, {"source": "Акорда"}, meanwhile={"lead": "Лид главного"}, by=chief)

    joined = reload(story)
    assert response.url == address(story)
    assert (joined.lead, joined.source) == ("Лид главного", "Акорда")
    assert "chief" in client.get(response.url).content.decode()
    assert [version.kind for version in story.versions.order_by("number")] == ["draft", "draft", "stale", "merge"]


def test_two_windows_of_one_person_are_two_editors(client, editor, story):
    sent_later(client, editor, story, {"source": "Акорда"}, meanwhile={"lead": "Из другого окна"}, by=editor)

    assert (reload(story).lead, reload(story).source) == ("Из другого окна", "Акорда")


def test_what_was_joined_is_not_published_unread(client, editor, chief, story):
    changes = {"source": "Акорда", "note": "Уточнён источник", "publish_at_0": "2031-05-01", "publish_at_1": "09:30"}

    response = sent_later(client, editor, story, changes, button="_publish", meanwhile={"lead": "Лид"}, by=chief)

    assert not story.editions.exists()
    assert (reload(story).source, reload(story).state) == ("Акорда", State.DRAFT)
    form = fields_of(client.get(response.url).content, "article_form")
    assert (form["publish_at_0"], form["publish_at_1"]) == (["2031-05-01"], ["09:30"])


def test_handing_in_and_preview_go_on_with_the_joined_text(client, reporter, chief, politics):
    own = make_article(created_by=reporter, section=politics)
    save_draft(own, by=reporter)

    response = sent_later(
        client, reporter, own, {"source": "Акорда"}, button="_preview", meanwhile={"lead": "Лид"}, by=chief
    )
    assert response.url == f"/admin/articles/article/{own.pk}/preview/"
    sent_later(client, reporter, own, {"source": "МИД"}, button="_handin", meanwhile={"lead": "Другой лид"}, by=chief)

    assert (reload(own).lead, reload(own).source, reload(own).state) == ("Другой лид", "МИД", State.HANDED_IN)


def test_an_editor_returns_with_a_note_and_approves(client, editor, reporter, politics):
    own = make_article(created_by=reporter, section=politics)
    save_draft(own, by=reporter)
    hand_in(own, by=reporter)
    client.force_login(editor)

    send(client, address(own), "_return", lead="Лид редактора", return_note="Кто это сказал?")
    assert (reload(own).state, reload(own).return_note, reload(own).lead) == (
        State.RETURNED,
        "Кто это сказал?",
        "Лид редактора",
    )
    send(client, address(own), "_approve")
    assert reload(own).state == State.APPROVED


def test_a_return_without_a_note_saves_nothing_and_says_so(client, editor, story):
    hand_in(story, by=editor)
    client.force_login(editor)

    response = send(client, address(story), "_return", lead="Лид редактора")

    assert response.status_code == 200
    assert (reload(story).state, reload(story).lead) == (State.HANDED_IN, story.lead)


def test_a_reporter_neither_returns_nor_approves(client, reporter, politics):
    own = make_article(created_by=reporter, section=politics)
    save_draft(own, by=reporter)
    client.force_login(reporter)

    for button in ("_return", "_approve"):
        assert send(client, address(own), button, return_note="Сам").status_code == 403
    assert (reload(own).state, own.versions.count()) == (State.DRAFT, 1)


def test_the_state_is_not_typed(client, editor, story):
    client.force_login(editor)

    send(client, address(story), state="approved", lead="Другой лид")

    assert reload(story).state == State.DRAFT


@pytest.mark.parametrize(("words", "most"), [({}, 22), ({"headline": "Мост открыт днём"}, 30)])
def test_saving_asks_the_database_little(client, editor, story, words, most, django_assert_max_num_queries):
    client.force_login(editor)
    opened = fields_of(client.get(address(story)).content, "article_form")

    with django_assert_max_num_queries(most):
        assert client.post(address(story), opened | words | {"_save": "1"}).status_code == 302


def test_saving_every_list_anew_stays_within_forty(client, editor, story, django_assert_max_num_queries):
    client.force_login(editor)
    opened = fields_of(client.get(address(story)).content, "article_form")
    authors, stories = [make_author() for _ in range(3)], [make_article() for _ in range(3)]
    lists = {
        "tags": ["Казахстан", "ЕАЭС"],
        "bylines_author": [str(author.pk) for author in authors],
        "bylines_role": ["author"] * 3,
        "related": [str(other.pk) for other in stories],
        "photo": str(make_photo().pk),
        "place": str(make_place().pk),
    }
    Tag.objects.create(name="ЕАЭС")

    with django_assert_max_num_queries(40):
        assert client.post(address(story), opened | lists | {"_save": "1"}).status_code == 302
