"""One deed for many stories: seen beforehand, each judged by itself, nothing half."""

import pytest

from articles.models import Event, Version
from articles.models.article import State
from articles.publishing import save_draft, withdraw
from tests.admin.forms import reload
from tests.factories import make_article, make_section, publish

BULK = "/admin/articles/article/bulk/"


def draft(by, **fields):
    story = make_article(**fields)
    save_draft(story, by=by)
    return story


def send(client, deed: str, stories, step: str = "", query: str = "", **fields):
    return client.post(f"{BULK}{query}", {"deed": deed, "step": step, "story": [each.pk for each in stories], **fields})


def said(response) -> dict[str, bool]:
    return {row.article.headline: row.is_done for row in response.context["rows"]}


def test_a_deed_that_needs_an_answer_asks_for_it_first(client, editor, sport):
    story = draft(editor)
    client.force_login(editor)

    page = send(client, "section", [story])

    assert page.context["step"] == "ask"
    assert "section" in page.context["form"].fields
    assert reload(story).section != sport


def test_what_will_happen_is_shown_and_nothing_happens_yet(client, editor, politics, sport):
    own, others = draft(editor, headline="Наша"), draft(None, headline="Чужая", section=make_section("culture"))
    there = draft(editor, headline="Уже там", section=sport, created_by=editor)
    client.force_login(editor)

    page = send(client, "section", [own, others, there], "preview", section=sport.pk)

    assert page.context["step"] == "preview"
    assert said(page) == {"Наша": True, "Чужая": False, "Уже там": False}
    assert reload(own).section == politics
    assert Version.objects.filter(article=own).count() == 1
    assert not Event.objects.filter(article=own, action="moved").exists()


def test_each_story_is_changed_by_itself_and_those_refused_stay(client, editor, sport):
    own, others = draft(editor, headline="Наша"), draft(None, headline="Чужая", section=make_section("culture"))
    client.force_login(editor)

    page = send(client, "section", [others, own], "do", section=sport.pk)

    assert page.context["step"] == "done"
    assert said(page) == {"Чужая": False, "Наша": True}
    assert (reload(own).section, reload(others).section.slug) == (sport, "culture")


def test_a_tag_is_added_to_those_that_lack_it(client, editor):
    bare, tagged = draft(editor, headline="Без тега"), draft(editor, headline="С тегом", tags=["Мост"])
    client.force_login(editor)

    page = send(client, "tag", [bare, tagged], "do", name="МОСТ")

    assert said(page) == {"Без тега": True, "С тегом": False}
    assert [tag.name for tag in bare.tags.all()] == ["Мост"]


def test_a_reporter_hands_in_own_drafts_and_no_others(client, reporter):
    own = draft(reporter, headline="Моя", created_by=reporter)
    other = draft(None, headline="Чужая")
    client.force_login(reporter)

    assert said(send(client, "handin", [own, other])) == {"Моя": True, "Чужая": False}
    assert reload(own).state == State.DRAFT
    assert said(send(client, "handin", [own, other], "do")) == {"Моя": True, "Чужая": False}
    assert (reload(own).state, reload(other).state) == (State.HANDED_IN, State.DRAFT)


def test_a_reporter_withdraws_nothing(client, reporter, chief):
    story = make_article(created_by=reporter)
    publish(story, by=chief)
    client.force_login(reporter)

    page = send(client, "withdraw", [story], "do")

    assert said(page) == {"Мост открыт": False}
    assert story.editions.live().exists()


def test_live_stories_are_withdrawn_and_the_reason_is_noted(client, editor):
    live, not_shown = make_article(headline="Идёт"), draft(editor, headline="Черновик")
    publish(live, by=editor)
    client.force_login(editor)

    page = send(client, "withdraw", [live, not_shown], "do", note="Ошибка агентства")

    assert said(page) == {"Идёт": True, "Черновик": False}
    assert not live.editions.live().exists()
    assert Event.objects.get(article=live, action="withdrawn").note == "Ошибка агентства"


def test_what_changed_between_the_preview_and_the_deed_is_judged_anew(client, editor):
    live = make_article(headline="Идёт")
    publish(live, by=editor)
    client.force_login(editor)
    assert said(send(client, "withdraw", [live], "preview")) == {"Идёт": True}
    withdraw(live, by=editor)

    assert said(send(client, "withdraw", [live], "do")) == {"Идёт": False}


def test_sent_twice_it_is_done_once(client, editor, sport):
    story = draft(editor)
    client.force_login(editor)

    for done in (True, False):
        assert said(send(client, "section", [story], "do", section=sport.pk)) == {"Мост открыт": done}

    assert Version.objects.filter(article=story).count() == 2


def test_all_found_are_those_of_the_list_as_it_was_narrowed(client, chief, sport):
    draft(chief, headline="Политика")
    for number in range(31):
        draft(chief, headline=f"Спорт {number}", section=sport)
    client.force_login(chief)

    page = client.post(f"{BULK}?section={sport.pk}", {"deed": "handin", "which": "found"})

    assert len(page.context["rows"]) == 31
    assert page.context["back"] == f"/admin/articles/article/?section={sport.pk}"


def test_all_found_by_words_are_those_with_the_words(client, chief):
    draft(chief, headline="Погода")
    draft(chief, headline="Дорога")
    client.force_login(chief)

    assert said(client.post(f"{BULK}?q=погоды", {"deed": "handin", "which": "found"})) == {"Погода": True}


def test_more_than_five_hundred_are_not_taken_at_once(client, chief, monkeypatch):
    monkeypatch.setattr("articles.admin.bulk.MOST", 2)
    stories = [draft(chief, headline=f"История {number}") for number in range(3)]
    client.force_login(chief)

    assert len(send(client, "handin", stories).context["rows"]) == 2


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"deed": "delete", "story": "1"},
        {"deed": "handin", "story": ["x", "-1", "٣", "9" * 40, "0"]},
        {"deed": "handin"},
    ],
)
def test_nonsense_leads_back_to_the_list(client, chief, sent):
    client.force_login(chief)

    response = client.post(f"{BULK}?state=draft", sent)

    assert response.status_code == 302
    assert response["Location"] == "/admin/articles/article/?state=draft"


def test_a_section_that_is_none_is_asked_for_again(client, editor):
    story = draft(editor)
    client.force_login(editor)

    for section in ("", "x", "9" * 30):
        assert send(client, "section", [story], "do", section=section).context["step"] == "ask"


def test_it_is_by_post_alone_and_for_those_who_write(client, editor, photographer):
    client.force_login(editor)
    assert client.get(BULK).status_code == 405

    client.force_login(photographer)
    assert client.post(BULK, {}).status_code == 403
    assert b'name="deed"' not in client.get("/admin/articles/article/").content


def test_a_preview_costs_a_few_queries_a_story(client, editor, django_assert_max_num_queries):
    stories = [draft(editor, headline=f"История {number}") for number in range(10)]
    client.force_login(editor)

    with django_assert_max_num_queries(12 + 10 * 27):
        send(client, "handin", stories)
