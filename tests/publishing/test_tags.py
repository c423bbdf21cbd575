"""Tags merged and renamed: what is listed under them moves, frozen texts stay, old addresses lead on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Edition, Event, Placement, Tag, TagAlias, TaggedArticle
from articles.models.event import Action
from articles.publishing import (
    NothingToMerge,
    TagNameTaken,
    TagsChanged,
    kill,
    merge_tags,
    rename_tag,
    revert_to,
    save_draft,
    undo,
)
from tests.factories import make_article, make_edition, make_user, publish

pytestmark = pytest.mark.django_db


def tag(name: str) -> Tag:
    return Tag.objects.get_or_create(name=name)[0]


def names(article: Article) -> list[str]:
    return sorted(Article.objects.get(pk=article.pk).tags.names())


@pytest.fixture
def chief():
    return make_user("chief")


def test_a_tag_is_not_merged_into_itself(chief):
    country = tag("Казахстан")

    with pytest.raises(NothingToMerge):
        merge_tags([country], into=country, by=chief)
    with pytest.raises(NothingToMerge):
        merge_tags([], into=country, by=chief)

    assert Tag.objects.get() == country


def test_stories_of_both_tags_bear_the_one_and_none_bears_it_twice(chief):
    short, long, both = (
        make_article(tags=names) for names in (["РК"], ["Казахстан"], ["РК", "Казахстан", "Республика Казахстан"])
    )

    merge_tags([tag("РК"), tag("Республика Казахстан")], into=tag("Казахстан"), by=chief)

    assert [names(story) for story in (short, long, both)] == [["Казахстан"]] * 3
    assert list(Tag.objects.values_list("name", flat=True)) == ["Казахстан"]


def test_what_is_live_and_what_waits_is_listed_under_the_one_tag_once(chief):
    soon = timezone.now() + timedelta(hours=1)
    live, waits, both = make_edition(tags=["РК"]), make_edition(tags=["РК"], at=None), make_edition(tags=["РК", "ЕАЭС"])
    later = publish(waits.article, by=chief, at=soon)
    eaeu = tag("ЕАЭС")
    merge_tags([tag("РК")], into=eaeu, by=chief)

    on_shelf = Placement.objects.on_shelf(f"ru/tag/{eaeu.pk}").values_list("edition_id", flat=True)
    assert sorted(on_shelf) == sorted([live.pk, waits.pk, both.pk, later.pk])
    assert not Placement.objects.filter(shelf__contains="/tag/").exclude(shelf=f"ru/tag/{eaeu.pk}").exists()


def test_frozen_texts_keep_the_tag_that_readers_got(chief):
    edition = make_edition(tags=["РК"])
    before = edition.content

    merge_tags([tag("РК")], into=tag("Казахстан"), by=chief)

    assert Edition.objects.get(pk=edition.pk).content == before


def test_what_a_kill_took_away_comes_back_under_the_tag_of_now(chief):
    edition = make_edition(tags=["РК"])
    kill(edition.article, by=chief, reason="Ошибка")
    country = tag("Казахстан")
    merge_tags([tag("РК")], into=country, by=chief)

    again = undo(edition.article, by=chief)

    assert f"ru/tag/{country.pk}" in again.placements.values_list("shelf", flat=True)


def test_an_old_version_comes_back_with_the_tag_of_now(chief):
    story = make_article(tags=["РК"])
    version = save_draft(story, by=chief)
    story.tags.clear()
    save_draft(story, by=chief)
    merge_tags([tag("РК")], into=tag("Казахстан"), by=chief)
    merge_tags([tag("Казахстан")], into=tag("Страна"), by=chief)

    revert_to(version, by=chief)

    assert names(story) == ["Страна"]


def test_the_merged_name_typed_anew_is_the_tag_that_it_became(chief):
    merge_tags([tag("РК")], into=tag("Казахстан"), by=chief)

    story = make_article(tags=["рк", "Мост"])

    assert names(story) == ["Казахстан", "Мост"]


def test_a_new_tag_never_takes_an_address_that_leads_elsewhere(chief):
    tag("ЕАЭС")
    merge_tags([tag("ЕАЭС")], into=tag("Евразийский союз"), by=chief)

    assert tag("eaes").slug == "eaes-1"


def test_a_merge_is_written_down(chief):
    make_article(tags=["РК"])
    old, new = tag("РК"), tag("Казахстан")

    merge_tags([old], into=new, by=chief)

    event = Event.objects.get(action=Action.TAGS_MERGED)
    assert (event.by, event.noun_id, event.label) == (chief, new.pk, "Казахстан")
    assert (event.details["name"], event.details["stories"]) == ("РК", 1)


def test_of_two_merges_at_once_the_second_is_told(chief):
    first, second, country = tag("РК"), tag("Республика"), tag("Казахстан")
    merge_tags([first], into=country, by=chief)
    first.pk = country.pk + 999  # the row that the second one still has in hand is gone

    with pytest.raises(TagsChanged):
        merge_tags([first, second], into=country, by=chief)

    assert Tag.objects.filter(name="Республика").exists()


def test_a_merge_costs_the_same_for_many_stories(chief):
    def cost(number: int, name: str) -> int:
        for _ in range(number):
            make_edition(tags=[name])
        old, into = tag(name), tag("Казахстан")
        with CaptureQueriesContext(connection) as captured:
            merge_tags([old], into=into, by=chief)
        return len(captured)

    assert cost(2, "РК") == cost(20, "Республика") <= 20
    assert TaggedArticle.objects.count() == 22


def test_a_renamed_tag_keeps_its_old_name_and_address(chief):
    country = tag("Казахстан")

    rename_tag(country, name="Республика Казахстан", by=chief)

    country.refresh_from_db()
    other = TagAlias.objects.get()
    assert (country.name, country.slug) == ("Республика Казахстан", "respublika-kazakhstan")
    assert (other.name, other.slug, other.tag) == ("Казахстан", "kazakhstan", country)
    assert Tag.objects.get_or_create(name="казахстан") == (country, False)
    assert Event.objects.get(action=Action.RENAMED).details == {"before": "Казахстан"}


def test_a_name_that_comes_back_takes_its_address_back(chief):
    country = tag("Казахстан")
    rename_tag(country, name="Республика Казахстан", by=chief)

    rename_tag(country, name="Казахстан", by=chief)

    country.refresh_from_db()
    assert country.slug == "kazakhstan"
    assert [(each.name, each.slug) for each in country.aliases.all()] == [
        ("Республика Казахстан", "respublika-kazakhstan")
    ]


def test_a_tag_may_take_the_name_of_one_merged_into_it_and_old_versions_still_find_it(chief):
    story = make_article(tags=["РК"])
    version = save_draft(story, by=chief)
    story.tags.clear()
    country = merge_tags([tag("РК")], into=tag("Казахстан"), by=chief)

    rename_tag(country, name="РК", by=chief)
    revert_to(version, by=chief)

    country.refresh_from_db()
    assert (country.name, country.slug) == ("РК", "rk")
    assert names(story) == ["РК"]


def test_another_case_is_no_other_name(chief):
    country = tag("казахстан")

    rename_tag(country, name="Казахстан", by=chief)

    assert not TagAlias.objects.exists()
    assert Tag.objects.get().name == "Казахстан"


@pytest.mark.parametrize("name", ["ЕАЭС", "еаэс", "Евразийский союз"])
def test_a_name_that_leads_to_another_tag_is_refused(chief, name):
    TagAlias.objects.create(tag=tag("ЕАЭС"), name="Евразийский союз")
    country = tag("Казахстан")

    with pytest.raises(TagNameTaken) as refused:
        rename_tag(country, name=name, by=chief)

    assert "ЕАЭС" in refused.value.messages[0]
    assert Tag.objects.get(pk=country.pk).name == "Казахстан"


@pytest.mark.parametrize("prefix", ["", "/kk", "/en"])
def test_old_addresses_lead_readers_to_the_tag(client, chief, prefix):
    language = prefix.strip("/") or "ru"
    edition = make_edition(tags=["РК"], language=language)
    merge_tags([tag("РК")], into=tag("Казахстан"), by=chief)
    rename_tag(tag("Казахстан"), name="Республика Казахстан", by=chief)

    for old in ("rk", "kazakhstan"):
        for page in ("", "feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json"):
            answer = client.get(f"{prefix}/tag/{old}/{page}")
            assert (answer.status_code, answer["Location"]) == (301, f"{prefix}/tag/respublika-kazakhstan/{page}")
            assert client.get(answer["Location"]).status_code == 200
    assert "/tag/rk/" in client.get(edition.get_absolute_url()).content.decode()
    assert "Республика Казахстан" in client.get(f"{prefix}/tag/respublika-kazakhstan/").content.decode()
    assert client.get(f"{prefix}/tag/unknown/").status_code == 404
