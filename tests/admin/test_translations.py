"""One story in several languages: begun, linked, and told that the original has changed."""

import pytest
from lxml import html

from articles.models import Article
from articles.models.article import State
from articles.publishing import save_draft, translate
from tests.admin.forms import ADD, address, send
from tests.factories import make_article

BEGIN = "/admin/articles/article/{}/translate/"
CAUGHT_UP = "/admin/articles/article/{}/caught-up/"


@pytest.fixture
def story(reporter):
    made = make_article(headline="Мост открыт", created_by=reporter)
    save_draft(made, by=reporter)
    return made


def within(client, url: str, path: str) -> list:
    return html.document_fromstring(client.get(url).content.decode()).xpath(path)


def test_who_may_not_write_begins_nothing(client, story, photographer):
    client.force_login(photographer)

    assert client.post(BEGIN.format(story.pk), {"language": "kk"}).status_code == 403
    assert client.post(CAUGHT_UP.format(story.pk)).status_code == 403
    assert Article.objects.count() == 1


def test_looking_begins_nothing(client, story, reporter):
    client.force_login(reporter)

    assert client.get(BEGIN.format(story.pk)).status_code == 405
    assert client.get(CAUGHT_UP.format(story.pk)).status_code == 405


def test_the_missing_languages_are_one_click_each(client, story, reporter):
    client.force_login(reporter)
    offered = within(client, address(story), "//button[@form='translate-form']/@value")
    assert offered == ["kk", "en"]

    response = client.post(BEGIN.format(story.pk), {"language": "kk"})

    draft = Article.objects.get(language="kk")
    assert response["Location"] == address(draft)
    assert (draft.original, draft.group, draft.created_by) == (story, story.group, reporter)
    assert within(client, address(story), "//button[@form='translate-form']/@value") == ["en"]


def test_each_version_leads_to_the_others(client, story, reporter):
    kazakh, english = (translate(story, language=code, by=reporter) for code in ("kk", "en"))
    client.force_login(reporter)

    for one, others in ((story, [kazakh, english]), (kazakh, [story, english])):
        links = within(client, address(one), "//*[@class='translation-list']//a/@href")
        assert links == [address(other) for other in others]


@pytest.mark.parametrize("language", ["kk", "xx", "", "ru"])
def test_a_translation_that_cannot_be_is_told_in_words(client, story, reporter, language):
    translate(story, language="kk", by=reporter)
    client.force_login(reporter)

    response = client.post(BEGIN.format(story.pk), {"language": language}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Article.objects.count() == 2


def test_a_new_story_begins_in_several_languages_at_once(client, reporter):
    client.force_login(reporter)

    send(client, ADD, headline="Мост закрыт", translate_to=["kk", "ru", "kk", "xx"])

    original = Article.objects.get(language="ru")
    assert [(each.language, each.headline) for each in original.translations.all()] == [("kk", "Мост закрыт")]


def test_the_translator_is_told_that_the_original_has_changed_and_says_when_caught_up(client, story, reporter):
    draft = translate(story, language="kk", by=reporter)
    client.force_login(reporter)
    assert within(client, address(draft), "//*[@class='translation-news']") == []

    story.headline = "Мост закрыт"
    save_draft(story, by=reporter)

    (link,) = within(client, address(draft), "//*[@class='translation-news']//a/@href")
    assert link == f"/admin/articles/article/{story.pk}/compare/?a=v1&b=v2"
    assert within(client, address(story), "//*[@class='translation-news']") == []

    client.post(CAUGHT_UP.format(draft.pk))

    assert within(client, address(draft), "//*[@class='translation-news']") == []
    assert Article.objects.get(pk=draft.pk).original_version == 2


def test_only_who_writes_the_translation_says_that_it_caught_up(client, story, reporter, editor, sport):
    draft = translate(story, language="kk", by=editor)
    draft.section = sport
    save_draft(draft, by=editor)
    client.force_login(reporter)

    assert client.post(CAUGHT_UP.format(draft.pk)).status_code == 403


def test_what_is_nobodys_translation_has_nothing_to_catch_up_with(client, story, reporter):
    client.force_login(reporter)

    response = client.post(CAUGHT_UP.format(story.pk), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_addresses_of_no_story_are_no_error(client, reporter):
    client.force_login(reporter)

    for url in (BEGIN, CAUGHT_UP):
        assert client.post(url.format(10**17)).status_code == 404


def test_a_translation_put_away_is_shown_as_such(client, story, reporter):
    draft = translate(story, language="kk", by=reporter)
    Article.objects.filter(pk=draft.pk).update(put_away_at=draft.created_at, state=State.DRAFT)
    client.force_login(reporter)

    assert within(client, address(story), "//button[@form='translate-form']/@value") == ["en"]
    assert len(within(client, address(story), "//*[@class='translation-list']/li")) == 1
