"""Publishing: what is frozen, when it is shown, and what the verb refuses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Edition, Placement
from articles.publishing import (
    KilledStory,
    NotReady,
    PublishedMeanwhile,
    StaleVersion,
    cancel,
    save_draft,
    undo,
    withdraw,
)
from tests.factories import kill, make_article, make_author, make_edition, make_photo, make_section, make_user, publish

pytestmark = pytest.mark.django_db


def soon(**delta):
    return timezone.now() + timedelta(**(delta or {"hours": 1}))


def rows(article):
    return [
        (each.number, each.visible_until is None, each.ended_as)
        for each in Edition.objects.filter(article=article).order_by("number")
    ]


def test_later_edits_do_not_reach_readers():
    edition = make_edition(headline="Мост открыт")

    edition.article.headline = "Мост закрыт"
    edition.article.save()

    assert Edition.objects.live().get().headline == "Мост открыт"


def test_publishing_again_replaces_what_readers_saw():
    first = make_edition(headline="Мост открыт")

    first.article.headline = "Мост открыт для машин"
    publish(first.article, by=None)

    assert rows(first.article) == [(1, False, "replaced"), (2, True, "")]
    assert Edition.objects.live().get().headline == "Мост открыт для машин"


def test_a_retitled_story_keeps_its_address():
    first = make_edition(headline="Мост открыт")

    first.article.headline = "Совсем другой заголовок"
    second = publish(first.article, by=None)

    assert second.get_absolute_url() == first.get_absolute_url()


def test_a_story_scheduled_and_cancelled_takes_the_address_of_its_real_publication():
    article = make_article(headline="Мост откроют")
    publish(article, by=None, at=soon(days=3))
    cancel(article, by=None)

    article.headline = "Мост открыт"
    edition = publish(article, by=None)

    assert edition.slug == "most-otkryt"
    assert edition.change == "first"


def test_scheduling_ends_the_live_text_when_the_new_one_begins():
    first = make_edition()
    at = soon()

    second = publish(first.article, by=None, at=at)

    first.refresh_from_db()
    assert (first.visible_until, first.ended_as) == (at, "replaced")
    assert (second.visible_from, second.visible_until) == (at, None)


def test_scheduling_never_prolongs_a_text_that_was_to_end_earlier():
    ends = soon(hours=1)
    first = make_edition(until=ends)

    publish(first.article, by=None, at=soon(hours=5))

    first.refresh_from_db()
    assert (first.visible_until, first.ended_as) == (ends, "withdrawn")


def test_cancelling_gives_the_live_text_back_the_end_that_it_had():
    ends = soon(hours=5)
    first = make_edition(until=ends)
    publish(first.article, by=None, at=soon(hours=1))
    publish(first.article, by=None, at=soon(hours=2))

    cancel(first.article, by=None)

    first.refresh_from_db()
    assert (first.visible_until, first.ended_as) == (ends, "withdrawn")
    assert rows(first.article) == [(1, False, "withdrawn"), (2, False, "cancelled"), (3, False, "cancelled")]


def test_only_a_typo_leaves_the_updated_time_alone():
    first = make_edition()
    typo = publish(first.article, by=None, change="typo")
    update = publish(first.article, by=None, change="update")

    assert typo.changed_at == first.changed_at
    assert update.changed_at == update.visible_from


def test_a_correction_is_told_on_every_later_edition():
    first = make_edition()
    corrected = publish(first.article, by=None, change="correction", note="Мост длиннее.")
    later = publish(first.article, by=None)

    assert later.public_note == ""
    assert later.earlier_notes == [
        {"at": corrected.visible_from.isoformat(), "change": "correction", "note": "Мост длиннее."}
    ]


@pytest.mark.parametrize(
    "fields",
    [{"section": None}, {"headline": "а" * 201}, {"headline": " "}],
    ids=["no section", "too long a headline", "no headline"],
)
def test_a_story_that_is_not_ready_is_refused_and_nothing_is_published(fields):
    article = make_article(**fields)

    with pytest.raises(NotReady):
        publish(article, by=None)

    assert not Edition.objects.exists()


def test_a_lead_photo_without_alternative_text_is_refused():
    article = make_article(photo=make_photo(alt=""))

    with pytest.raises(NotReady):
        publish(article, by=None)


def test_every_reason_is_given_at_once():
    article = make_article(section=None, headline="а" * 201)

    with pytest.raises(NotReady) as refusal:
        publish(article, by=None, at=soon(hours=2), until=soon(hours=1))

    assert len(refusal.value.messages) == 3


def test_a_time_in_the_past_is_refused_but_for_an_imported_story():
    past = timezone.now() - timedelta(days=30)

    with pytest.raises(NotReady):
        publish(make_article(), by=None, at=past)

    assert publish(make_article(), by=None, at=past, imported=True).first_published_at == past


def test_an_imported_story_that_readers_saw_here_is_not_moved_into_the_past():
    edition = make_edition()

    with pytest.raises(NotReady):
        publish(edition.article, by=None, at=timezone.now() - timedelta(days=30), imported=True)


def test_an_editor_cannot_bring_back_what_was_killed():
    edition = make_edition()
    kill(edition.article, by=None)

    with pytest.raises(KilledStory):
        publish(edition.article, by=make_user("editor"))

    assert publish(edition.article, by=make_user("chief")).is_live()


def test_undoing_a_kill_shows_the_same_text_under_the_same_address():
    edition = make_edition()
    kill(edition.article, by=None)

    again = undo(edition.article, by=None)

    assert again.content == edition.content
    assert again.get_absolute_url() == edition.get_absolute_url()


def test_an_ended_story_can_still_be_killed():
    edition = make_edition()
    withdraw(edition.article, by=None)

    kill(edition.article, by=None)

    edition.refresh_from_db()
    assert edition.ended_as == "killed"


def test_withdrawing_cancels_what_waits():
    edition = make_edition()
    publish(edition.article, by=None, at=soon())

    withdraw(edition.article, by=None)

    assert not Edition.objects.live(soon(days=1)).exists()


def test_a_story_is_listed_on_every_shelf_that_it_belongs_to():
    section, author = make_section(), make_author()
    edition = make_edition(section=section, authors=[author], tags=["Мост", "Река"])

    shelves = set(Placement.objects.values_list("shelf", flat=True))

    tags = {f"ru/tag/{tag['id']}" for tag in edition.content["tags"]}
    assert shelves == {"ru", f"ru/section/{section.pk}", f"ru/author/{author.pk}"} | tags


def test_what_has_ended_leaves_its_shelves():
    edition = make_edition()
    withdraw(edition.article, by=None)

    assert not Placement.objects.exists()


def test_what_was_saved_after_the_editor_looked_is_not_published_unseen():
    article = make_article()
    read = save_draft(article, by=None).number
    article.headline = "Мост закрыт"
    save_draft(article, by=None)

    with pytest.raises(StaleVersion):
        publish(article, by=None, base=read)

    assert not Edition.objects.exists()


def test_a_slip_of_the_finger_in_the_year_is_refused():
    with pytest.raises(NotReady):
        publish(make_article(), by=None, at=timezone.now().replace(year=9999))


def test_who_saw_what_would_change_is_told_that_readers_have_got_another_edition_since():
    article = make_edition().article

    with pytest.raises(PublishedMeanwhile):
        publish(article, by=None, expects=1)

    assert publish(article, by=None, expects=2).number == 2


def test_of_a_mended_typo_readers_are_told_nothing():
    edition = make_edition()

    mended = publish(edition.article, by=None, change="typo", note="Исправлена опечатка")

    assert mended.public_note == ""
