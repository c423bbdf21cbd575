"""The buttons that pass a story on: what is said of them, and what becomes of the text where they are refused."""

import pytest
from django.urls import reverse
from lxml import html

from articles.models.article import State
from articles.publishing import approve, give_back, hand_in, save_draft
from tests.admin.forms import address, fields_of, reload, send
from tests.factories import make_article


@pytest.fixture
def editor(editor):
    """Reads the desk in English."""
    editor.desk_language = "en"
    editor.save()
    return editor


def handed_in(writer, **fields):
    article = make_article(created_by=writer, **fields)
    save_draft(article, by=writer)
    hand_in(article, by=writer)
    return article


def told(client, response) -> list[str]:
    """What the next page says above all else."""
    return [str(message) for message in client.get(response.url, follow=True).context["messages"]]


def return_box(page) -> html.HtmlElement:
    return html.document_fromstring(page.content.decode()).xpath("//details[.//*[@name='_return']]")[0]


def test_whoever_passes_a_story_on_is_told_whose_turn_it_is(client, editor, reporter, politics):
    own = handed_in(reporter, section=politics)
    client.force_login(editor)

    returned = told(client, send(client, address(own), "_return", return_note="Кто это сказал?"))
    approved = told(client, send(client, address(own), "_approve"))

    assert (returned, approved) == (["Returned to the writer."], ["Approved: it waits for publication."])
    assert reload(own).state == State.APPROVED


def test_one_whose_text_was_joined_is_told_that_it_was_handed_in(client, chief, reporter, politics):
    own = make_article(created_by=reporter, section=politics)
    save_draft(own, by=reporter)
    client.force_login(reporter)
    opened = fields_of(client.get(address(own)).content, "article_form")
    theirs = reload(own)
    theirs.source = "Акорда"
    save_draft(theirs, by=chief)

    response = client.post(address(own), opened | {"lead": "Новый лид", "_handin": "1"})

    assert len(told(client, response)) == 2
    assert (reload(own).state, reload(own).source, reload(own).lead) == (State.HANDED_IN, "Акорда", "Новый лид")


def test_one_who_approves_what_is_approved_meanwhile_keeps_the_text_chosen_and_is_told(client, chief, editor, politics):
    story = handed_in(editor, section=politics, lead="Движение пущено утром.")
    client.force_login(editor)
    opened = fields_of(client.get(address(story)).content, "article_form")
    theirs = reload(story)
    theirs.lead = "Движение пущено вечером."
    save_draft(theirs, by=chief)
    approve(theirs, by=chief)
    asked = client.post(address(story), opened | {"lead": "Движение пущено днём.", "_approve": "1"})
    kept = asked.context["saved"].kept.number

    choices = fields_of(asked.content, "conflict_form") | {"keep-lead": "mine"}
    response = client.post(reverse("admin:articles_article_conflict", args=[story.pk, kept]), choices)

    assert told(client, response)[0] == "This story is approved already."
    assert (reload(story).lead, reload(story).state) == ("Движение пущено днём.", State.APPROVED)


@pytest.mark.parametrize(
    ("button", "state"),
    [("_handin", State.DRAFT), ("_approve", State.DRAFT), ("_return", State.HANDED_IN), ("_publish", State.DRAFT)],
)
def test_one_who_moves_a_story_out_of_their_sections_is_told_at_the_form_with_all_that_was_typed(
    client, chief, editor, politics, sport, button, state
):
    story = make_article(created_by=chief, section=politics, state=state)
    save_draft(story, by=chief)
    client.force_login(editor)

    typed = {"section": str(sport.pk), "lead": "Лид редактора", "return_note": "Кто это сказал?"}
    page = send(client, address(story), button, **typed)

    assert page.status_code == 200
    assert page.context["errors"][0] == ["The section of this story is not given to you."]
    assert fields_of(page.content, "article_form")["lead"] == ["Лид редактора"]
    assert (reload(story).section, reload(story).state) == (politics, state)


def test_a_return_without_a_note_comes_back_with_its_box_open_and_says_so_there(client, editor, reporter, politics):
    own = handed_in(reporter, section=politics)
    client.force_login(editor)

    page = send(client, address(own), "_return", return_note=" ")

    box = return_box(page)
    note = box.xpath(".//textarea")[0]
    assert "open" in box.attrib
    assert (note.get("aria-invalid"), "autofocus" in note.attrib) == ("true", True)
    assert box.get_element_by_id(note.get("aria-describedby")).text_content().strip() == "Say why."


def test_a_note_stays_in_its_box_where_something_else_was_wrong(client, chief, editor, reporter, politics):
    own = handed_in(reporter, section=politics)
    client.force_login(editor)
    page = client.get(address(own))
    give_back(own, by=chief, note="Проверьте длину моста.")

    typed = {"headline": " ", "return_note": "Кто это сказал?", "_return": "1"}
    box = return_box(client.post(address(own), fields_of(page.content, "article_form") | typed))

    assert "open" not in return_box(page).attrib
    assert ("open" in box.attrib, box.xpath(".//textarea")[0].value) == (True, "Кто это сказал?")
    assert not box.xpath(".//*[@aria-invalid]")
