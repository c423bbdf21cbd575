"""Who may do what with which story: a refusal stands before what is allowed."""

import pytest

from articles.models import Article, Edition
from articles.models.article import State
from articles.publishing import save_draft
from tests.admin.forms import ADD, address, fields_of, reload, send
from tests.factories import REASON, kill, make_article, make_photo, make_user, publish

LIST = "/admin/articles/article/"


def written_by(user, **fields) -> Article:
    article = make_article(created_by=user, **fields)
    save_draft(article, by=user)
    return article


def filled(article: Article, **changes) -> dict:
    """What somebody would send who never saw the form."""
    kept = {"headline": article.headline, "language": "ru", "genre": "news", "importance": "1"}
    return kept | {"version": article.version, "section": article.section_id, "body": article.body} | changes


def step(article: Article, name: str) -> str:
    return f"{LIST}{article.pk}/{name}/"


def test_nobody_gets_in_without_signing_in(client, db):
    article = make_article()

    for path in ("/admin/", LIST, ADD, address(article), step(article, "kill"), f"{LIST}choose/", f"{LIST}cards/"):
        response = client.get(path)

        assert (response.status_code, "/login/" in response.url) == (302, True), path


def test_who_signs_in_without_a_role_sees_no_stories(client, db):
    article = make_article()
    client.force_login(make_user(""))

    assert client.get(LIST).status_code == 403
    assert client.get(address(article)).status_code == 403
    assert client.get(f"{LIST}choose/").status_code == 403
    assert client.get(f"{LIST}cards/?card=story-{article.pk}").status_code == 403


def test_a_reporter_may_not_write_in_another_ones_story(client, reporter, editor):
    others = written_by(editor)
    client.force_login(reporter)

    assert client.post(address(others), filled(others, headline="Чужое")).status_code == 403
    assert reload(others).headline == "Мост открыт"


def test_a_reporter_who_opens_another_ones_story_gets_the_page_to_read(client, reporter, editor):
    others = written_by(editor)
    client.force_login(reporter)

    response = client.get(address(others))

    assert (response.status_code, response.url) == (302, f"{LIST}{others.pk}/preview/")


def test_a_reporter_writes_own_drafts(client, reporter):
    own = written_by(reporter)
    client.force_login(reporter)

    send(client, address(own), headline="Мост открыт утром")

    assert reload(own).headline == "Мост открыт утром"


@pytest.mark.parametrize("state", [State.HANDED_IN, State.APPROVED])
def test_what_a_reporter_handed_in_is_the_editors(client, reporter, state):
    own = written_by(reporter, state=state)
    client.force_login(reporter)

    assert client.post(address(own), filled(own, headline="Ещё правка")).status_code == 403


def test_a_returned_story_is_the_reporters_again(client, reporter):
    own = written_by(reporter, state=State.RETURNED)
    client.force_login(reporter)

    assert send(client, address(own), headline="Исправлено").status_code == 302


def test_a_reporter_cannot_publish(client, reporter):
    own = written_by(reporter)
    client.force_login(reporter)

    response = client.post(address(own), filled(own, headline="Сам", _publish="1"))

    assert response.status_code == 200
    assert "errornote" in response.content.decode()
    assert not Edition.objects.exists()
    assert reload(own).state == State.DRAFT


def test_a_reporter_is_offered_handing_in_and_not_publishing(client, reporter):
    own = written_by(reporter)
    client.force_login(reporter)

    page = client.get(address(own)).content.decode()

    assert 'name="_handin"' in page
    assert 'name="_publish"' not in page
    assert 'name="state"' not in page


def test_a_reporter_cannot_approve_by_sending_the_state(client, reporter):
    own = written_by(reporter)
    client.force_login(reporter)

    client.post(address(own), filled(own, state="approved"))

    assert reload(own).state == State.DRAFT


def test_an_editor_may_not_write_in_a_section_of_others(client, editor, chief, sport):
    article = written_by(chief, section=sport)
    client.force_login(editor)

    assert client.post(address(article), filled(article, headline="Чужой спорт")).status_code == 403


def test_an_editor_may_not_publish_into_a_section_of_others(client, editor, sport):
    own = written_by(editor)
    client.force_login(editor)

    response = send(client, address(own), "_publish", section=str(sport.pk), lead="Текст при ошибке цел")

    assert response.status_code == 200
    assert "Текст при ошибке цел" in response.content.decode()
    assert not Edition.objects.exists()


def test_an_editor_publishes_in_own_sections(client, editor, reporter):
    article = written_by(reporter)
    client.force_login(editor)

    assert send(client, address(article), "_publish").status_code == 302
    assert Edition.objects.live().count() == 1


def test_a_chief_writes_and_publishes_everywhere(client, chief, reporter, sport):
    article = written_by(reporter, section=sport)
    client.force_login(chief)

    assert send(client, address(article), "_publish").status_code == 302
    assert Edition.objects.live().count() == 1


@pytest.mark.parametrize("role", ["reporter", "photographer", "editor"])
def test_only_a_chief_kills(client, request, role, chief):
    article = written_by(chief)
    publish(article, by=chief)
    client.force_login(request.getfixturevalue(role))

    assert client.get(step(article, "kill")).status_code == 403
    assert client.post(step(article, "kill")).status_code == 403
    assert Edition.objects.live().count() == 1


def test_a_chief_kills_after_being_asked_once_more(client, chief):
    article = written_by(chief)
    publish(article, by=chief)
    client.force_login(chief)

    assert client.get(step(article, "kill")).status_code == 200
    assert Edition.objects.live().count() == 1

    client.post(step(article, "kill"), {"reason": REASON})

    assert Edition.objects.get().ended_as == "killed"


@pytest.mark.parametrize("role", ["reporter", "photographer", "editor"])
def test_only_a_chief_undoes_a_kill(client, request, role, chief):
    article = written_by(chief)
    publish(article, by=chief)
    kill(article, by=chief)
    client.force_login(request.getfixturevalue(role))

    assert client.post(step(article, "undo")).status_code == 403
    assert not Edition.objects.live().exists()


@pytest.mark.parametrize("name", ["publish", "withdraw", "cancel"])
def test_a_reporter_takes_no_step_with_own_story(client, reporter, chief, name):
    own = written_by(reporter)
    if name != "publish":
        publish(own, by=chief)
    client.force_login(reporter)

    assert client.post(step(own, name)).status_code == 403
    assert Edition.objects.live().exists() == (name != "publish")


def test_an_editor_does_not_withdraw_from_a_section_of_others(client, editor, chief, sport):
    article = written_by(chief, section=sport)
    publish(article, by=chief)
    client.force_login(editor)

    assert client.post(step(article, "withdraw")).status_code == 403
    assert Edition.objects.live().count() == 1


def test_the_photo_role_reads_stories_and_keeps_the_library(client, photographer, editor):
    article = written_by(editor)
    client.force_login(photographer)

    assert client.post(address(article), filled(article, headline="Фото")).status_code == 403
    assert client.get(ADD).status_code == 403
    assert client.get("/admin/articles/photo/add/").status_code == 200


def test_a_reporter_adds_no_photos_and_no_sections(client, reporter):
    client.force_login(reporter)

    assert client.get("/admin/articles/photo/add/").status_code == 403
    assert client.get("/admin/articles/section/").status_code == 403
    assert client.get("/admin/articles/user/").status_code == 403


def test_a_chief_does_not_take_over_one_who_may_do_more(client, chief, django_user_model):
    root = django_user_model.objects.create_superuser("root", password="pass")
    client.force_login(chief)

    response = client.post(f"/admin/articles/user/{root.pk}/link/")

    assert response.status_code == 403


def test_a_published_story_is_not_offered_for_deletion(client, chief):
    article = written_by(chief)
    publish(article, by=chief)
    client.force_login(chief)

    assert "deletelink" not in client.get(address(article)).content.decode()
    assert client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Article.objects.filter(pk=article.pk).exists()


def test_nobody_deletes_photos_or_people(client, chief):
    photo = make_photo()
    client.force_login(chief)

    assert client.post(f"/admin/articles/photo/{photo.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/articles/user/{chief.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_form_never_names_another_story_as_its_own(client, reporter):
    """The hidden fields that decide whose story it is are the address and the version, nothing else."""
    own = written_by(reporter)
    client.force_login(reporter)

    fields = fields_of(client.get(address(own)).content, "article_form")

    assert not {"created_by", "group", "id"} & set(fields)


def test_an_editor_does_not_touch_what_readers_see_in_a_section_of_others(client, editor, chief, politics, sport):
    """The working copy was moved since: readers still see the story under sport."""
    article = written_by(chief, section=sport)
    publish(article, by=chief)
    article.section = politics
    save_draft(article, by=chief)
    client.force_login(editor)

    send(client, address(article), "_publish", headline="Чужой спорт")

    assert client.post(step(article, "withdraw")).status_code == 403
    assert Edition.objects.get().headline == "Мост открыт"
    assert Edition.objects.live().count() == 1
