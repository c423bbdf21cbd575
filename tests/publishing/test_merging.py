"""Two writers, one story: what each typed is joined, and the later text is kept whole whatever happens."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Article, Event, Tag, TagAlias, Version
from articles.models.version import VersionKind
from articles.publishing import keep_aside, revert_to, save_draft, save_writing, settle, unsettled
from articles.publishing.merging import merge
from articles.publishing.versions import FIELDS, LINKS, Writing, writing_of
from tests.factories import make_article, make_author, make_photo, make_section, make_user

ROUNDS = int(os.environ.get("ROUNDS", "10"))
BODY = "<p>Первый абзац.</p><p>Второй абзац.</p><p>Третий абзац.</p>"


@pytest.fixture
def story(db):
    article = make_article(lead="Лид пустили утром.", body=BODY)
    save_draft(article, by=make_user(username="first"))
    return article


def save(article, *, base, by=None, body=None, **typed):
    return save_writing(article, typed, body or Article.objects.get(pk=article.pk).body, by=by, base=base)


def now(article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_a_text_over_the_newest_version_is_saved_as_it_is(story):
    saved = save(story, base=1, lead="Другой лид.")

    assert (saved.version.number, saved.version.kind, saved.kept, saved.merged) == (2, VersionKind.DRAFT, None, None)
    assert now(story).lead == "Другой лид."


def test_different_fields_are_joined_and_the_later_text_is_kept_aside(story):
    second = make_user(username="second")
    save(story, base=1, headline="Мост закрыт", body=BODY.replace("Первый", "Начальный"))

    saved = save(story, base=1, by=second, lead="Другой лид.", body=BODY.replace("Третий", "Последний"))

    joined = now(story)
    assert (joined.headline, joined.lead) == ("Мост закрыт", "Другой лид.")
    assert joined.body == BODY.replace("Первый", "Начальный").replace("Третий", "Последний")
    assert (saved.kept.number, saved.kept.kind, saved.kept.base, saved.kept.made_by) == (3, "stale", 1, second)
    assert (saved.kept.content["headline"], saved.kept.content["lead"]) == ("Мост открыт", "Другой лид.")
    assert (joined.version, saved.version.number, saved.version.kind) == (4, 4, VersionKind.MERGE)
    assert [version.number for version in saved.theirs] == [2]


def test_every_save_is_noted_down_once(story):
    save(story, base=1, headline="Мост закрыт")
    save(story, base=1, lead="Другой лид.")

    events = Event.objects.filter(article=story).order_by("id").values_list("action", "from_version", "to_version")
    assert list(events) == [("saved", None, 1), ("saved", 1, 2), ("kept_aside", 1, 3), ("merged", 2, 4)]


def test_where_both_wrote_the_same_nothing_but_the_text_kept_aside_is_saved(story):
    save(story, base=1, lead="Лид пустили вечером.")

    saved = save(story, base=1, lead="Лид пустили днём.", headline="Мост закрыт")

    assert saved.has_conflicts
    assert (now(story).lead, now(story).headline, now(story).version) == ("Лид пустили вечером.", "Мост открыт", 2)
    assert saved.kept.content["lead"] == "Лид пустили днём."


def test_one_text_sent_twice_is_kept_aside_once(story):
    save(story, base=1, lead="Лид пустили вечером.")

    first, second = (save(story, base=1, lead="Лид пустили днём.") for _ in range(2))

    assert first.kept == second.kept


def test_what_is_kept_aside_is_not_what_others_start_from(story):
    save(story, base=1, lead="Лид пустили вечером.")
    kept = save(story, base=1, lead="Лид пустили днём.").kept

    again = save(story, base=kept.number, source="Акорда")

    assert again.merged is not None
    assert save(story, base=2, source="Акорда").version.number > kept.number


def test_tags_bylines_and_related_stories_take_additions_and_honour_removals(story):
    old, mine, theirs = (Tag.objects.create(name=name) for name in ("Мост", "Моё", "Их"))
    one, two = make_author(), make_author()
    here, there = make_article(), make_article()
    base = save(story, base=1, tags=[old.pk], bylines=[[one.pk, "author"]], related=[here.pk]).version.number
    save(story, base=base, tags=[old.pk, theirs.pk], bylines=[], related=[here.pk, there.pk])

    saved = save(story, base=base, tags=[mine.pk], bylines=[[one.pk, "author"], [two.pk, "editor"]], related=[])

    joined = now(story)
    assert not saved.has_conflicts
    assert set(joined.tags.all()) == {theirs, mine}
    assert [(byline.author, byline.role) for byline in joined.bylines.all()] == [(two, "editor")]
    assert [link.target for link in joined.related_links.all()] == [there]


def test_a_value_changed_by_both_is_asked_about_and_by_one_is_taken(story):
    culture, sport, photo = make_section("culture"), make_section("sport"), make_photo()
    save(story, base=1, section=culture.pk, genre="analysis")

    saved = save(story, base=1, section=sport.pk, photo=photo.pk)

    [conflict] = saved.merged.conflicts
    assert (conflict.field, conflict.mine, conflict.theirs, conflict.both) == ("section", sport.pk, culture.pk, None)
    settle(saved.kept, {"section": "mine"}, by=None, seen=2)
    assert (now(story).section, now(story).genre, now(story).photo) == (sport, "analysis", photo)


def test_two_headlines_are_kept_both_only_where_they_fit(story):
    save(story, base=1, headline="Мост закрыт", short_headline="М" * 80)

    saved = save(story, base=1, headline="Мост снесён", short_headline="Н" * 80)

    assert {each.field: each.both for each in saved.merged.conflicts} == {
        "headline": "Мост закрыт / Мост снесён",
        "short_headline": None,
    }


def test_without_an_origin_nothing_is_taken_silently_from_a_field(story):
    saved = save(story, base=None, lead="Другой лид.")

    assert [conflict.field for conflict in saved.merged.conflicts] == ["lead"]
    assert saved.kept.base is None


def test_who_answers_after_a_further_save_is_joined_with_it_from_what_was_seen(story):
    save(story, base=1, lead="Лид пустили вечером.")
    saved = save(story, base=1, lead="Лид пустили днём.")
    save(story, base=2, source="Акорда")

    settle(saved.kept, {"lead": "both"}, by=None, seen=2)

    assert now(story).lead == "Лид пустили вечером. Лид пустили днём."
    assert now(story).source == "Акорда"
    assert not unsettled(saved.kept).merged.from_theirs


def test_a_tag_that_was_merged_away_is_neither_lost_nor_taken_out(story):
    gone, heir = Tag.objects.create(name="Астана"), Tag.objects.create(name="Нур-Султан")
    base = save(story, base=1, tags=[gone.pk]).version
    story.tagged.update(tag=heir)
    TagAlias.objects.create(tag=heir, name="Астана", was=gone.pk)
    gone.delete()
    newest = save(story, base=2, lead="Другой лид.", tags=[heir.pk]).version.number

    save(story, base=base.number, source="Акорда", tags=[heir.pk])
    assert list(now(story).tags.all()) == [heir]
    assert newest < now(story).version

    revert_to(base, by=None)
    assert list(now(story).tags.all()) == [heir]


def test_a_version_older_than_a_field_has_its_default(story):
    version = Version.objects.get(article=story)
    content = {name: value for name, value in version.content.items() if not name.startswith("embargo")}
    old = keep_aside(story, Writing(content, version.body), by=None, base=1)

    writing = writing_of(old)
    revert_to(old, by=None)

    assert (writing.content["embargo_until"], writing.content["embargo_reason"]) == (None, "")
    assert now(story).embargo_reason == ""


texts = st.sampled_from(["", "Лид.", "Лид пустили утром.", "Лид пустили вечером.", "Другой лид, совсем другой."])
bodies = st.lists(st.sampled_from(["<p>Раз.</p>", "<p>Два слова.</p>", "<p>Три слова тут.</p>"]), max_size=4)


@st.composite
def writings(draw) -> Writing:
    content = dict.fromkeys((*FIELDS, *LINKS)) | {"state": "draft"}
    content |= {name: draw(texts) for name in ("headline", "lead", "photo_caption", "photo_alt", "editors_note")}
    content |= {"embargo_reason": "", "section": draw(st.integers(1, 3)), "photo": draw(st.integers(1, 3))}
    content |= {"tags": [], "bylines": [], "related": draw(st.lists(st.integers(1, 5), unique=True))}
    return Writing(content, "".join(draw(bodies)))


@pytest.mark.django_db
@settings(deadline=None)
@given(writings(), writings())
def test_who_changed_nothing_takes_all_that_the_other_wrote(base, written):
    for merged in (merge(base, written, base), merge(base, base, written), merge(base, written, written)):
        assert not merged.conflicts
        assert merged.answered({}) == written


@pytest.mark.django_db
@settings(deadline=None)
@given(writings(), writings(), writings())
def test_a_field_is_settled_as_one_side_wrote_it_or_is_asked_about(base, mine, theirs):
    merged = merge(base, mine, theirs)

    asked = {conflict.field for conflict in merged.conflicts}
    for name in ("headline", "section", "photo"):
        changed = {writing.content[name] for writing in (mine, theirs)} - {base.content[name]}
        assert name in asked if len(changed) == 2 else merged.settled[name] in changed | {base.content[name]}
    every = merged.answered({conflict.key: "mine" for conflict in merged.conflicts})
    assert all(every.content[name] == mine.content[name] for name in asked - {"body", "lead", "editors_note"})


def at_once(*tasks) -> None:
    """Each in a thread and a connection of its own; what one of them raises is raised here."""

    def run(task) -> None:
        try:
            task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as threads:
        for done in [threads.submit(run, task) for task in tasks]:
            done.result(60)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_save_at_once_neither_loses_a_word():
    people = [make_user(username="one"), make_user(username="two")]
    story = make_article(body="".join(f"<p>Абзац {n}.</p>" for n in range(4)))
    save_draft(story, by=None)

    for number in range(ROUNDS):
        base = now(story)

        def write(who: int, base=base, number=number) -> None:
            paragraphs = base.body.split("</p>")
            paragraphs[who * 2] += f" Слово{who}из{number}."
            save_writing(base, {"lead": f"{who} {number}"}, "</p>".join(paragraphs), by=people[who], base=base.version)

        at_once(lambda: write(0), lambda: write(1))
        texts = [version.body for version in story.versions.all()] + [now(story).body]
        for who in range(2):
            assert any(f"Слово{who}из{number}." in text for text in texts)
        if unanswered := story.versions.filter(kind=VersionKind.STALE, base=base.version).last():
            settle(unanswered, {"lead": "theirs"}, by=unanswered.made_by, seen=now(story).version)

    body = now(story).body
    assert all(f"Слово{who}из{number}." in body for who in range(2) for number in range(ROUNDS))
    assert len({version.number for version in story.versions.all()}) == story.versions.count()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_stories_related_to_each_other_at_once_wait_for_nobody():
    """On PostgreSQL a link asks for its target's row while the other one holds it."""
    one, two = make_article(), make_article()
    for story in (one, two):
        save_draft(story, by=None)
    meet = threading.Barrier(2 if connection.features.has_select_for_update else 1)

    def relate(story: Article, target: Article) -> None:
        with transaction.atomic():
            Article.objects.locked(story.pk)
            meet.wait(20)
            save_writing(story, {"related": [target.pk]}, story.body, by=None, base=1)
            meet.wait(20)

    at_once(lambda: relate(one, two), lambda: relate(two, one))

    assert [now(one).related_links.get().target_id, now(two).related_links.get().target_id] == [two.pk, one.pk]
