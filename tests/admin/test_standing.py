"""What the form says of where a story stands, and which buttons it offers to whom."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from lxml import html

from articles.admin.standing import buttons_offered, with_standing
from articles.models import Article
from articles.models.article import State
from articles.publishing import give_back, hand_in, kill, save_draft
from tests.admin.forms import address
from tests.factories import make_article, make_edition, make_user, publish


def standing(client, story):
    page = html.document_fromstring(client.get(address(story)).content.decode())
    (box,) = page.find_class("standing")
    return box


@pytest.mark.parametrize(
    ("who", "state", "buttons"),
    [
        ("reporter", State.DRAFT, {"_handin"}),
        ("reporter", State.RETURNED, {"_handin"}),
        ("reporter", State.HANDED_IN, set()),
        ("reporter", State.APPROVED, set()),
        ("editor", State.DRAFT, {"_handin", "_approve"}),
        ("editor", State.HANDED_IN, {"_approve", "_return"}),
        ("editor", State.APPROVED, {"_return"}),
        ("editor of another section", State.HANDED_IN, set()),
        ("photo_editor", State.HANDED_IN, set()),
        ("chief", State.HANDED_IN, {"_approve", "_return"}),
    ],
)
def test_each_role_is_offered_the_buttons_of_its_turn(politics, sport, who, state, buttons):
    given = {"editor": [politics], "editor of another section": [sport]}.get(who, [])
    person = make_user(who.split(" of ")[0], sections=given)
    writer = person if who == "reporter" else None
    (story,) = with_standing([make_article(state=state, created_by=writer)])

    assert buttons_offered(story, person) == buttons


def test_a_live_story_is_not_returned(editor):
    story = make_article()
    publish(story, by=editor)
    (story,) = with_standing([story])

    assert "_return" not in buttons_offered(story, editor)


def test_the_buttons_offered_are_on_the_form(client, reporter, editor):
    story = make_article(created_by=reporter)
    save_draft(story, by=reporter)
    client.force_login(reporter)
    assert client.get(address(story)).content.decode().count('name="_handin"') == 1

    hand_in(story, by=reporter)
    client.force_login(editor)

    assert standing(client, story).xpath(".//button/@name") == ["_approve", "_return"]
    assert standing(client, story).xpath(".//textarea[@name='return_note']/@form") == ["article_form"]


def test_the_form_says_who_returned_it_and_why(client, reporter, editor):
    story = make_article(created_by=reporter)
    hand_in(story, by=reporter)
    give_back(story, by=editor, note="Где второй источник?\nИ дата.")
    client.force_login(reporter)

    box = standing(client, story)

    assert "Где второй источник?" in box.find(".//blockquote").text_content()
    assert str(editor) in box.text_content()
    assert box.xpath(".//time/@datetime")


def test_the_form_says_what_the_clock_says(client, chief):
    client.force_login(chief)
    story = make_article()
    edition = publish(story, by=chief, until=timezone.now() + timedelta(days=1))
    publish(story, by=chief, at=timezone.now() + timedelta(hours=2))
    assert edition.get_absolute_url() in standing(client, story).xpath(".//a/@href")

    kill(story, by=chief, reason="Ошибка")

    assert edition.get_absolute_url() not in standing(client, story).xpath(".//a/@href")


@pytest.mark.parametrize(("hours", "said"), [(0, False), (1, True)])
def test_the_form_says_that_what_waits_begins_before_the_end_of_an_embargo(client, chief, hours, said):
    client.force_login(chief)
    story = make_article()
    begins = publish(story, by=chief, at=timezone.now() + timedelta(hours=2)).visible_from

    Article.objects.update(embargo_until=begins + timedelta(hours=hours))

    assert ("эмбарго" in standing(client, story).text_content()) == said


@pytest.mark.django_db
def test_what_waits_is_marked_as_lacking_what_readers_got_since():
    story = make_edition().article
    story.headline = "Мост перекрыт"
    publish(story, by=None, at=timezone.now() + timedelta(days=1))
    lacks = "It lacks what readers got since"
    with translation.override("en"):
        assert lacks not in render(story)

        story.headline = "Мост закрыт"
        publish(story, by=None, waiting="keep")

        assert lacks in render(story)


def render(article) -> str:
    context = {"timeline": with_standing([article])[0].timeline}
    return render_to_string("admin/articles/article/clock.html", context)
