"""What each deed names as changed: what its story's page, lists and neighbours bear, and no other section's pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Slot, Touch
from articles.publishing import (
    Placed,
    add_tag,
    arrange_front,
    describe_photo,
    merge_tags,
    rename_tag,
    save_draft,
    withdraw,
    withdraw_photo,
)
from articles.publishing.touching import forget_touches
from tests.factories import kill, make_article, make_author, make_edition, make_photo, make_section, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_user("chief")


def touched() -> set[str]:
    """By the last deed."""
    return set(Touch.objects.latest("pk").names.split()) - {"all"}


def test_publishing_touches_the_story_and_the_lists_on_which_it_stands():
    section, author, photo = make_section("politics"), make_author("desk"), make_photo()
    make_edition(section=section)
    article = make_article(section=section, tags=["Мост"], authors=[author], photo=photo)

    edition = publish(article, by=None)

    lists = {f"ru/section/{section.pk}", f"ru/tag/{article.tags.get().pk}", f"ru/author/{author.pk}"}
    assert touched() >= {f"a{article.pk}", f"g{edition.group.hex}", "ru", f"ru/photo/{photo.pk}"} | lists
    assert "site" not in touched()


def test_the_pages_of_the_stories_before_and_after_lead_to_what_is_published_between_them():
    section, now = make_section("politics"), timezone.now()
    times = [now - timedelta(hours=hours) for hours in (4, 3, 1)]
    far, before, after = (make_edition(section=section, at=at).article for at in times)
    make_edition(section=make_section("sport"), at=now - timedelta(hours=2))

    between = make_edition(section=section, at=now - timedelta(hours=2)).article

    stories = {name for name in touched() if name.startswith("a")}
    assert stories == {f"a{article.pk}" for article in (before, between, after)}
    assert f"a{far.pk}" not in stories


def test_a_story_that_moves_to_another_section_touches_both():
    left, entered = make_section("politics"), make_section("sport")
    article = make_edition(section=left).article
    article.section = entered

    publish(article, by=None)

    assert touched() >= {f"ru/section/{left.pk}", f"ru/section/{entered.pk}"}


def test_the_first_and_the_last_story_of_a_section_change_what_stands_around_every_page(chief):
    section = make_section("politics")
    only = make_edition(section=section).article
    assert "site" in touched()

    second = make_edition(section=section).article
    assert "site" not in touched()
    withdraw(second, by=chief)
    assert "site" not in touched()
    withdraw(only, by=chief)
    assert "site" in touched()


def test_stories_that_will_end_do_not_keep_a_section_on_every_page(chief):
    section, now = make_section("politics"), timezone.now()
    first, second = (make_edition(section=section).article for _ in range(2))

    withdraw(first, by=chief, at=now + timedelta(minutes=10))
    assert "site" not in touched()
    withdraw(second, by=chief, at=now + timedelta(minutes=20))
    assert "site" in touched()


def test_killing_what_ended_before_touches_its_page(chief):
    article = make_edition().article
    withdraw(article, by=chief)

    kill(article, by=chief)

    assert f"a{article.pk}" in touched()


def test_a_list_of_a_merged_tag_is_touched_where_its_stories_stand_now(chief):
    article = make_edition(tags=["Мосты"]).article
    make_edition(tags=["Мост"])
    old, into = (type(article.tags.get()).objects.get(name=name) for name in ("Мосты", "Мост"))
    merge_tags([old], into=into, by=chief)
    assert "site" in touched()

    withdraw(article, by=chief)

    assert f"ru/tag/{into.pk}" in touched()


def test_a_name_that_changes_may_stand_on_any_page(chief):
    article = make_edition(tags=["Мост"]).article

    rename_tag(article.tags.get(), name="Мосты", by=chief)

    assert touched() == {"site"}


def test_arranging_a_front_page_touches_that_front_page(chief):
    article = make_edition(language="kk").article

    arrange_front("kk", {1: Placed(article.pk)}, by=chief)

    assert Slot.objects.get().article == article
    assert touched() == {"front/kk"}


def test_a_photo_touches_what_shows_it_once_readers_have_seen_it(chief):
    photo = make_photo()
    describe_photo(photo.pk, by=chief, caption="Мост утром")
    assert not Touch.objects.exists()
    make_edition(photo=photo)

    describe_photo(photo.pk, by=chief, caption="Мост вечером")
    assert touched() == {f"p{photo.pk}", "photos"}
    withdraw_photo(photo, by=chief, reason="Не наш снимок.")
    assert touched() == {f"p{photo.pk}", "photos"}


def test_work_at_the_desk_touches_nothing(chief):
    article = make_edition().article
    before = Touch.objects.count()

    save_draft(article, by=chief)
    add_tag(article, name="Мост", by=chief)

    assert Touch.objects.count() == before


def test_what_is_older_than_any_page_is_forgotten_but_for_the_last():
    old = [Touch.objects.create(names="all site", at=timezone.now() - timedelta(hours=3)) for _ in range(2)]

    forget_touches()

    assert list(Touch.objects.all()) == old[-1:]
