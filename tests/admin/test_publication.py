"""The dialog before readers get a story: what is wrong, what is asked, what changes for readers. It saves nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles.models import Article, Edition, Event, Tag, Version
from articles.publishing import kill, save_draft
from tests.admin.forms import ADD, address, fields_of, reload, send
from tests.factories import make_article, make_author, make_photo, make_user, publish

NEW = "/admin/articles/article/publication/"


@pytest.fixture
def story(editor, politics):
    """Fit to be published without a warning."""
    article = make_article(created_by=editor, photo=make_photo(), tags=["Мост"], section=politics)
    save_draft(article, by=editor)
    return article


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def ask(client, article, **changes):
    """The dialog for the form as it stands, with changes."""
    fields = fields_of(client.get(address(article)).content, "article_form")
    return shown(client.post(f"/admin/articles/article/{article.pk}/publication/", fields | changes))


def shown(response):
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def part(dialog, name: str) -> str:
    (found,) = dialog.xpath(f".//*[@data-part='{name}']")
    return " ".join(found.text_content().split())


def button(dialog) -> str:
    return "".join(each.text_content() for each in dialog.xpath(".//*[@data-confirm]"))


def tomorrow() -> dict:
    at = timezone.localtime() + timedelta(days=1)
    return {"when": "later", "publish_at_0": f"{at:%Y-%m-%d}", "publish_at_1": "09:00"}


def test_a_fit_story_is_one_look_and_one_button(desk, story):
    dialog = ask(desk, story)

    assert part(dialog, "errors") == part(dialog, "warnings") == part(dialog, "waiting") == ""
    assert dialog.xpath(".//button[@type='submit']/@data-first") == [""]
    assert not dialog.xpath(".//*[@name='change']")


@pytest.mark.parametrize("new", [True, False])
def test_looking_saves_nothing(desk, story, politics, new):
    author = make_author()
    before = [list(model.objects.values_list()) for model in (Article, Version, Edition, Event, Tag)]
    typed = {"headline": "Другой", "tags": "Никогда не было", "bylines_author": [author.pk], "bylines_role": ["author"]}
    typed |= {"section": politics.pk, "language": "ru", "genre": "news", "importance": "1", "state": "draft"}

    if new:
        response = desk.post(NEW, typed | {"version": ""})
    else:
        response = desk.post(f"/admin/articles/article/{story.pk}/publication/", typed | {"version": story.version})

    assert button(shown(response))
    assert before == [list(model.objects.values_list()) for model in (Article, Version, Edition, Event, Tag)]
    assert not story.bylines.exists()


def test_errors_leave_no_button_and_lead_to_their_field(desk, story):
    dialog = ask(desk, story, headline="")

    assert part(dialog, "errors")
    assert dialog.xpath(".//a[@data-field]/@href") == ["#id_headline"]
    assert button(dialog) == ""


def test_what_the_verb_would_refuse_is_said_before_the_button(desk, story):
    dialog = ask(desk, story, section="", photo=str(make_photo(alt="").pk))

    assert len(dialog.xpath(".//*[@data-part='errors']//li")) == 2
    assert button(dialog) == ""


def test_a_section_of_others_is_refused_before_the_button(desk, story, sport):
    dialog = ask(desk, story, section=str(sport.pk))

    assert len(dialog.xpath(".//*[@data-part='errors']//li")) == 1
    assert button(dialog) == ""


def test_warnings_ask_for_one_reason(desk, story):
    dialog = ask(desk, story, lead="", tags="")

    assert len(dialog.xpath(".//*[@data-part='warnings']//li")) == 2
    (reason,) = dialog.xpath(".//textarea[@name='reason']")
    assert "required" in reason.attrib
    assert button(dialog)


def test_a_live_story_shows_what_changes_for_readers(desk, story):
    publish(story, by=None)

    dialog = ask(desk, story, headline="Мост закрыт", lead="Движение пущено.")

    told = part(dialog, "differences")
    assert "закрыт" in told and "открыт" in told
    assert "Движение" not in told
    assert {each.get("value") for each in dialog.xpath(".//input[@name='change']")} == {
        "typo",
        "update",
        "correction",
        "clarification",
        "retraction",
    }


def test_a_scheduled_change_is_compared_with_what_readers_see_now_and_not_with_what_waits(desk, story):
    publish(story, by=None)
    story.headline = "Мост перекрыт"
    publish(story, by=None, at=timezone.now() + timedelta(days=1))

    told = part(ask(desk, reload(story), headline="Мост закрыт"), "differences")

    assert "открыт" in told and "закрыт" in told
    assert "перекрыт" not in told


def test_the_button_says_what_will_happen(desk, story):
    first, later = button(ask(desk, story)), button(ask(desk, story, **tomorrow()))
    publish(story, by=None)
    kinds = [button(ask(desk, story, change=kind)) for kind in ("typo", "update", "correction", "retraction")]

    assert "09:00" in later
    assert len({first, later, *kinds}) == 6


def test_the_time_is_the_newsrooms_and_says_so(desk, story):
    assert "Asia/Almaty, UTC+5" in ask(desk, story).text_content()


@pytest.mark.parametrize(
    "when", [{"when": "later"}, {"when": "later", "publish_at_0": "2020-01-01", "publish_at_1": "09:00"}]
)
def test_no_time_and_a_time_that_has_passed_are_refused(desk, story, when):
    dialog = ask(desk, story, **when)

    assert part(dialog, "errors")
    assert button(dialog) == ""


def test_a_time_typed_earlier_is_passed_over_for_now(desk, story):
    now = ask(desk, story)

    assert button(ask(desk, story, **(tomorrow() | {"when": "now"}))) == button(now)


@pytest.fixture
def embargoed(story):
    story.embargo_until, story.embargo_reason = timezone.now() + timedelta(hours=5), "Просьба министерства."
    save_draft(story, by=None)
    return story


def test_an_embargo_proposes_its_end_and_says_why(desk, embargoed):
    dialog = ask(desk, embargoed)

    assert "Просьба министерства." in dialog.text_content()
    assert dialog.xpath(".//input[@value='later']/@checked")
    assert f"{timezone.localtime(embargoed.embargo_until):%H:%M}" in button(dialog)


def test_nobody_publishes_before_an_embargo_ends(desk, embargoed):
    dialog = ask(desk, embargoed, when="now")

    assert part(dialog, "errors")
    assert button(dialog) == ""
    assert send(desk, address(embargoed), "_publish", reason="Срочно.").status_code == 200
    assert not Edition.objects.exists()


def test_an_embargo_is_saved_with_the_draft_and_wants_its_reason(desk, story):
    until = {"embargo_until_0": "2030-01-02", "embargo_until_1": "09:00"}

    assert send(desk, address(story), **until).status_code == 200
    assert reload(story).embargo_until is None

    assert send(desk, address(story), **until, embargo_reason="Просьба министерства.").status_code == 302
    assert f"{timezone.localtime(reload(story).embargo_until):%Y-%m-%d %H:%M}" == "2030-01-02 09:00"


def test_what_waits_is_asked_about_when_publishing_now(desk, story):
    publish(story, by=None)
    publish(story, by=None, at=timezone.now() + timedelta(days=1))

    now, later = ask(desk, story), ask(desk, story, **tomorrow())

    assert len(now.xpath(".//input[@name='waiting'][@required]")) == 2
    assert not later.xpath(".//input[@name='waiting']")
    assert part(later, "waiting")


def test_a_stale_text_is_joined_before_it_is_published(desk, story, chief):
    fields = fields_of(desk.get(address(story)).content, "article_form")
    story.lead = "Чужая правка"
    save_draft(story, by=chief)

    dialog = shown(desk.post(f"/admin/articles/article/{story.pk}/publication/", fields))

    assert str(chief) in part(dialog, "errors")
    assert part(dialog, "buttons")
    assert not dialog.xpath(".//*[@data-part='differences']")


def test_a_killed_story_is_not_published_by_an_editor(desk, story, chief):
    publish(story, by=chief)
    kill(story, by=chief, reason="Суд.")

    assert button(ask(desk, story)) == ""


def test_a_chief_is_told_that_publishing_brings_a_killed_story_back(client, story, chief):
    client.force_login(chief)
    publish(story, by=chief)
    ordinary = ask(client, story)
    kill(story, by=chief, reason="Суд.")
    killed = ask(client, story)

    assert not ordinary.find_class("publication-killed") + ordinary.find_class("button-danger")
    assert killed.find_class("button-danger")
    assert part(killed, "errors") == "Эта статья была снята навсегда. Публикация вернёт её читателям."
    assert killed.get("data-title") == "Вернуть снятую статью"
    assert button(killed) == "Вернуть читателям"
    assert button(ask(client, story, **tomorrow())).startswith("Вернуть читателям: ")
    assert len(killed.xpath(".//*[@name='change']")) == 5


def test_a_story_that_there_is_not_is_not_found(desk):
    assert desk.post("/admin/articles/article/999/publication/").status_code == 404


def test_the_dialog_is_asked_by_post_and_never_kept(desk, story):
    url = f"/admin/articles/article/{story.pk}/publication/"

    assert desk.get(url).status_code == 405
    assert "no-store" in desk.post(url, {})["Cache-Control"]


def test_a_reporter_and_a_stranger_are_not_told(client, story):
    url = f"/admin/articles/article/{story.pk}/publication/"
    assert client.post(url).status_code == 302

    client.force_login(make_user("reporter"))

    assert client.post(url).status_code == 403
    assert client.post(NEW).status_code == 403


def test_what_the_dialog_asks_costs_the_same_for_a_long_story(desk, story):
    publish(story, by=None)

    def queries(paragraphs: int) -> int:
        fields = fields_of(desk.get(address(story)).content, "article_form")
        fields["body"] = "".join(f"<p>Абзац {number}.</p>" for number in range(paragraphs))
        with CaptureQueriesContext(connection) as asked:
            desk.post(f"/admin/articles/article/{story.pk}/publication/", fields)
        return len(asked)

    few, many = queries(1), queries(40)

    assert few == many <= 45


def test_a_new_story_has_its_dialog_too(desk, politics):
    fields = fields_of(desk.get(ADD).content, "article_form")

    dialog = shown(desk.post(NEW, fields | {"headline": "Мост открыт", "section": politics.pk}))

    assert part(dialog, "warnings")
    assert button(dialog)
    assert not Article.objects.exists()
