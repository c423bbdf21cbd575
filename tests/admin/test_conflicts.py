"""Two wrote over the same text: both are shown beside what stood there, and what is chosen is saved."""

import re

import pytest
from lxml import html

from articles.models import Article, Version
from articles.models.article import State
from articles.models.version import VersionKind
from articles.publishing import put_away, save_draft
from tests.admin.forms import address, fields_of, reload
from tests.factories import make_article, make_photo, publish

pytestmark = pytest.mark.django_db

FIRST, SECOND = "<p>Мост через Ишим открыли утром.</p>", "<p>Движение пустил аким города.</p>"


@pytest.fixture
def story(editor, chief, politics):
    article = make_article(created_by=editor, section=politics, lead="Движение пущено утром.", body=FIRST + SECOND)
    save_draft(article, by=editor)
    return article


@pytest.fixture
def opened(client, editor, story):
    """The form as the editor opened it."""
    client.force_login(editor)
    return fields_of(client.get(address(story)).content, "article_form")


def saved_by(person, story: Article, **changes) -> Article:
    article = reload(story)
    for name, value in changes.items():
        setattr(article, name, value)
    save_draft(article, by=person)
    return article


def sent(client, story: Article, opened: dict, button: str = "_save", **changes):
    return client.post(address(story), opened | changes | {button: "1"})


def answer(client, page, **answers):
    """Fill the page of conflicts and send it."""
    fields = fields_of(page.content, "conflict_form")
    action = html.document_fromstring(page.content.decode()).get_element_by_id("conflict_form").action
    return client.post(action, fields | answers)


def test_both_texts_and_the_origin_are_shown_and_mine_is_kept_aside(client, editor, chief, story, opened):
    saved_by(chief, story, lead="Движение пущено вечером.")

    page = sent(client, story, opened, lead="Движение пущено днём.")

    words = html.document_fromstring(page.content.decode()).get_element_by_id("place-1").text_content()
    assert page.status_code == 409
    assert all(word in words for word in ("утром", "вечером", "днём"))
    assert reload(story).lead == "Движение пущено вечером."
    kept = Version.objects.get(kind=VersionKind.STALE)
    assert (kept.content["lead"], kept.made_by, kept.base) == ("Движение пущено днём.", editor, 1)
    assert reload(story).version < kept.number


@pytest.mark.parametrize(
    ("choice", "lead"),
    [
        ("mine", "Движение пущено днём."),
        ("theirs", "Движение пущено вечером."),
        ("both", "Движение пущено вечером. Движение пущено днём."),
    ],
)
def test_what_is_chosen_is_saved_with_all_that_did_not_clash(client, chief, story, opened, choice, lead):
    saved_by(chief, story, lead="Движение пущено вечером.", source="Акорда")
    page = sent(client, story, opened, lead="Движение пущено днём.", headline="Мост открыли")

    response = answer(client, page, **{"keep-lead": choice})

    merged = reload(story)
    assert response.url == address(story)
    assert (merged.lead, merged.headline, merged.source) == (lead, "Мост открыли", "Акорда")
    assert merged.versions.get(number=merged.version).kind == VersionKind.MERGE


def test_one_button_answers_every_place_alike(client, chief, story, opened):
    saved_by(chief, story, lead="Движение пущено вечером.", body=FIRST.replace("утром", "ночью") + SECOND)
    page = sent(client, story, opened, lead="Движение пущено днём.", body=FIRST.replace("утром", "в полдень") + SECOND)

    answer(client, page, all="mine")

    assert (reload(story).lead, reload(story).body) == (
        "Движение пущено днём.",
        FIRST.replace("утром", "в полдень") + SECOND,
    )


def test_a_place_without_an_answer_is_asked_about_again(client, chief, story, opened):
    saved_by(chief, story, lead="Движение пущено вечером.")
    page = sent(client, story, opened, lead="Движение пущено днём.")

    for nonsense in ({}, {"keep-lead": "ничьё"}, {"all": "всё", "seen": "9" * 30}, {"keep-lead": "mine", "seen": ""}):
        assert answer(client, page, **nonsense).status_code == 409
    assert reload(story).lead == "Движение пущено вечером."


def test_who_saves_while_the_other_chooses_is_joined_too(client, chief, story, opened):
    saved_by(chief, story, lead="Движение пущено вечером.")
    page = sent(client, story, opened, lead="Движение пущено днём.")
    saved_by(chief, story, source="Акорда")

    answer(client, page, **{"keep-lead": "mine"})

    assert (reload(story).lead, reload(story).source) == ("Движение пущено днём.", "Акорда")


def test_who_saves_the_same_text_while_the_other_chooses_is_asked_about_anew(client, chief, story, opened):
    saved_by(chief, story, lead="Движение пущено вечером.")
    page = sent(client, story, opened, lead="Движение пущено днём.")
    saved_by(chief, story, lead="Движение пущено ночью.")

    again = answer(client, page, **{"keep-lead": "mine"})

    assert again.status_code == 409
    assert reload(story).lead == "Движение пущено ночью."
    answer(client, again, **{"keep-lead": "mine"})
    assert reload(story).lead == "Движение пущено днём."
    assert {"Движение пущено вечером.", "Движение пущено ночью."} <= {
        version.content["lead"] for version in story.versions.all()
    }


def test_times_and_notes_typed_for_readers_survive_the_page(client, chief, story, opened):
    saved_by(chief, story, lead="Движение пущено вечером.")
    typed = {"publish_at_0": "2031-05-01", "publish_at_1": "09:30", "until_0": "2031-06-01", "until_1": "10:00"}
    page = sent(client, story, opened, "_publish", lead="Движение пущено днём.", reason="Ждём снимка", **typed)

    response = answer(client, page, all="mine")

    assert not story.editions.exists()
    shown = client.get(response.url)
    form = fields_of(shown.content, "article_form")
    assert [message.level_tag for message in shown.context["messages"]] == ["success", "warning"]
    assert {name: form[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert form["reason"] == ["Ждём снимка"]


def test_handing_in_goes_on_after_the_choice(client, chief, reporter, politics):
    story = make_article(created_by=reporter, section=politics, lead="Движение пущено утром.")
    save_draft(story, by=reporter)
    client.force_login(reporter)
    opened = fields_of(client.get(address(story)).content, "article_form")
    saved_by(chief, story, lead="Движение пущено вечером.")

    page = sent(client, story, opened, "_handin", lead="Движение пущено днём.")
    assert reload(story).state == State.DRAFT
    answer(client, page, all="mine")

    assert reload(story).state == State.HANDED_IN


def test_a_photo_and_the_words_of_another_are_asked_about(client, chief, story, opened):
    saved_by(chief, story, photo_caption="Токаев на мосту")

    page = sent(client, story, opened, photo=str(make_photo().pk))

    assert page.status_code == 409
    assert b'name="keep-photo_caption"' in page.content


def test_nobody_answers_for_another(client, chief, editor, story, opened):
    saved_by(chief, story, lead="Движение пущено вечером.")
    page = sent(client, story, opened, lead="Движение пущено днём.")
    client.force_login(chief)

    assert answer(client, page, all="mine").status_code == 404
    assert reload(story).lead == "Движение пущено вечером."


def test_a_reporter_whose_story_an_editor_took_over_is_told_where_the_text_is(client, chief, reporter, politics):
    story = make_article(created_by=reporter, section=politics)
    save_draft(story, by=reporter)
    client.force_login(reporter)
    opened = fields_of(client.get(address(story)).content, "article_form")
    publish(saved_by(chief, story, lead="Лид главного"), by=chief)

    page = sent(client, story, opened, lead="Лид, который писали час", headline="М" * 250)

    kept = Version.objects.get(kind=VersionKind.STALE)
    assert page.status_code == 403
    assert "Лид, который писали час" in page.content.decode()
    assert f"/preview/version/{kept.number}/" in page.content.decode()
    assert (kept.content["lead"], kept.content["headline"], kept.base) == ("Лид, который писали час", "М" * 250, 1)
    assert reload(story).lead == "Лид главного"


def test_a_story_put_away_keeps_what_was_being_typed(client, editor, story, opened):
    put_away(story, by=editor)

    page = sent(client, story, opened, lead="Лид, который писали час")

    assert page.status_code == 403
    assert Version.objects.get(kind=VersionKind.STALE).content["lead"] == "Лид, который писали час"


def test_a_stranger_to_the_story_leaves_nothing_in_it(client, reporter, story):
    client.force_login(reporter)

    assert client.post(address(story), {"headline": "Чужое", "version": "1"}).status_code == 403
    assert story.versions.count() == 1


@pytest.mark.parametrize("version", ["", "много", "9" * 30, "-1", "0", "2147483647", "77"])
def test_a_form_that_does_not_know_where_it_began_loses_nothing(client, story, opened, version):
    same = sent(client, story, opened, version=version)
    page = sent(client, story, opened, version=version, lead="Движение пущено днём.")

    assert same.status_code == 302
    assert page.status_code == 409
    assert reload(story).lead == "Движение пущено утром."
    assert Version.objects.filter(kind=VersionKind.STALE, content__lead="Движение пущено днём.").exists()


def test_a_number_of_another_story_is_no_origin(client, editor, story, opened):
    other = make_article(lead="Движение пущено днём.")
    for number in range(3):
        saved_by(editor, other, source=str(number))

    page = sent(client, story, opened, version="3", lead="Движение пущено днём.")

    assert page.status_code == 409


def test_a_text_kept_aside_is_joined_later_where_nothing_clashes_any_more(client, editor, chief, story, opened):
    saved_by(chief, story, lead="Движение пущено вечером.")
    sent(client, story, opened, lead="Движение пущено днём.", headline="Мост открыли")
    saved_by(chief, story, lead="Движение пущено утром.")
    later = f"/admin/articles/article/{story.pk}/conflict/{story.versions.get(kind='stale').number}/"

    page = client.get(later)
    answer(client, page)

    assert (page.status_code, page.context["questions"]) == (200, [])
    assert (reload(story).lead, reload(story).headline) == ("Движение пущено днём.", "Мост открыли")


def test_a_choice_that_names_no_version_is_asked_for_again_or_joins_what_does_not_clash(client, chief, story, opened):
    saved_by(chief, story, lead="Движение пущено вечером.")
    page = sent(client, story, opened, lead="Движение пущено днём.")

    assert answer(client, page, all="mine", seen="77").status_code == 409
    saved_by(chief, story, lead="Движение пущено утром.")
    assert answer(client, page, all="mine", seen="").status_code == 302
    assert reload(story).lead == "Движение пущено днём."


def test_a_photo_chosen_by_both_is_shown(client, chief, story, opened):
    mine, theirs = make_photo(renditions=True), make_photo(renditions=True)
    saved_by(chief, story, photo=theirs)

    page = sent(client, story, opened, photo=str(mine.pk))

    assert len(re.findall(f'src="/preview/picture/[^/"]+/{mine.token}/', page.content.decode())) == 1
    answer(client, page, all="mine")
    assert reload(story).photo == mine


def test_choices_and_days_are_named_as_people_call_them(client, chief, sport, story, opened):
    saved_by(chief, story, section=sport, genre="analysis", dateline_on="2021-04-30")

    page = sent(client, story, opened, section="", genre="interview", dateline_on="2021-05-01")

    theirs = {question.key: question.sides[1].shown.pieces[-1].text for question in page.context["questions"]}
    assert theirs["section"] == "Спорт"
    assert theirs["dateline_on"].startswith("30")
    assert theirs["genre"] != "analysis"


def test_a_card_changed_by_both_is_shown_with_its_words(client, editor, chief, story):
    card = '<news-card data-kind="photo" data-id="{}" data-caption="{}"></news-card>'
    number = make_photo(renditions=True).pk
    saved_by(editor, story, body=FIRST + card.format(number, "Мост"))
    client.force_login(editor)
    opened = fields_of(client.get(address(story)).content, "article_form")
    saved_by(chief, story, body=FIRST + card.format(number, "Мост ночью"))

    page = sent(client, story, opened, body=FIRST + card.format(number, "Новый мост"))

    words = html.document_fromstring(page.content.decode()).get_element_by_id("place-1").text_content()
    assert "ночью" in words
    assert "Новый" in words
