"""The demo's stories: every file can be loaded, and says only what is there."""

import re

import pytest
from django.conf import settings
from django.urls import get_resolver
from django.utils import timezone

from articles.management.demo.cast import make_people, set_up_newsroom
from articles.management.demo.files import SEED_STORIES, group_of, read_captions, read_newsroom, read_stories
from articles.management.demo.loading import load_stories
from articles.models import Article, Edition, Section, Slot, User
from articles.pages import front_page
from articles.text.blocks import plain_text
from tests.demo.loading import load_seed
from tests.factories import make_photo, make_user

STORIES = read_stories()
EACH = pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.key}.{story.language}")


@pytest.fixture
def demo(db) -> dict[str, int]:
    """The demo's stories over photos that have no files; gives the photos' ids by name."""
    load_seed()
    set_up_newsroom()
    make_people()
    photos = {name: make_photo(caption=caption, alt="Рисунок").pk for name, caption in read_captions().items()}
    load_stories(photos, by=User.objects.get(username="editor"))
    return photos


@EACH
def test_a_story_says_in_headline_and_lead_what_readers_need(story):
    assert 0 < len(story.front["headline"]) <= 110
    assert len(story.front.get("short_headline", "")) <= 60
    assert story.front["lead"]
    assert not story.front["lead"].endswith(".")
    assert "«" not in story.body


@EACH
def test_a_story_names_only_stories_pictures_sections_and_desks_that_there_are(story):
    newsroom = read_newsroom()
    keys = {each.key for each in STORIES} | set(SEED_STORIES)
    named = set(re.findall(r'data-story="([^"]+)"', story.body)) | set(story.front.get("related", ()))
    pictures = {name for names in re.findall(r'data-photos?="([^"]+)"', story.body) for name in names.split(",")}

    assert named <= keys - {story.key}
    assert pictures | {story.front["photo"]} <= set(read_captions())
    assert story.front["section"] in {section["slug"] for section in newsroom["sections"]}
    assert {name.partition(":")[0] for name in story.front["bylines"]} <= {each["slug"] for each in newsroom["authors"]}


@EACH
def test_a_translation_has_a_russian_original_and_words_for_its_picture(story):
    if story.language != "ru":
        assert (story.key, "ru") in {(each.key, each.language) for each in STORIES}
        assert story.front["photo_caption"]
        assert story.front["photo_alt"]


def test_a_section_never_takes_a_word_that_the_site_needs():
    first_words = {str(pattern.pattern).strip("^").split("/")[0] for pattern in get_resolver().url_patterns}

    assert {"admin", "accounts"} <= first_words
    assert not first_words & {section["slug"] for section in read_newsroom()["sections"]}


def test_about_twenty_stories_in_russian_come_from_five_sections_and_several_desks():
    russian = [story for story in STORIES if story.language == "ru"]

    assert len([story for story in russian if story.is_published]) >= 20
    assert len({story.front["section"] for story in russian}) == 5
    assert len({name for story in russian for name in story.front["bylines"]}) >= 5


def test_every_caption_of_the_library_belongs_to_a_picture_in_some_story():
    shown = {story.front["photo"] for story in STORIES}
    for story in STORIES:
        for names in re.findall(r'data-photos?="([^"]+)"', story.body):
            shown.update(names.split(","))

    assert shown == set(read_captions())


def test_the_desk_sees_every_state(demo):
    now = timezone.now()
    live = Edition.objects.live(now).values("article")

    assert set(Article.objects.values_list("state", flat=True)) == {"draft", "handed_in", "returned", "approved"}
    assert set(Article.objects.exclude(state="approved").values_list("created_by__username", flat=True)) == {"reporter"}
    assert Article.objects.get(group=group_of("embargo")).editions.waiting(now).count() == 1
    assert Article.objects.get(group=group_of("sections")).editions.get().ended_as == "withdrawn"
    assert not Article.objects.filter(group__in=map(group_of, ("bylines", "calendar")), pk__in=live).exists()


def test_the_correction_is_told_and_the_first_edition_keeps_the_mistake(demo):
    first, second = Article.objects.get(group=group_of("numbers")).editions.order_by("number")

    assert (second.change, second.first_published_at) == ("correction", first.first_published_at)
    assert "пять" in second.public_note
    assert "<td>6</td>" in str(first.content["blocks"])
    assert "<td>6</td>" not in str(second.content["blocks"])


def test_every_card_leads_to_a_story_or_a_picture(demo):
    for edition in Edition.objects.exclude(article__in=(1, 2, 3)):
        blocks = edition.content["blocks"]
        cards = edition.article.body.count("<news-card")

        assert cards == sum(block["type"] in ("related", "photo", "gallery", "embed") for block in blocks)


def test_cards_of_a_translation_lead_to_its_own_language(demo):
    languages = dict(Article.objects.values_list("pk", "language"))

    for edition in Edition.objects.exclude(language="ru"):
        cards = [block["article"] for block in edition.content["blocks"] if block["type"] == "related"]
        assert {languages[pk] for pk in cards} == {edition.language}


def test_no_story_is_frozen_empty_or_with_the_desks_quotes(demo):
    for edition in Edition.objects.exclude(article__in=(2, 3)):
        words = re.sub(r"<code>.*?</code>", "", str(edition.content["blocks"]))

        assert len(plain_text(edition.content["blocks"]).split()) >= 25
        if edition.language != "en":
            assert not re.search(r'(?<![=\w\\])"(?=[А-Яа-я])', re.sub(r"<[^>]+>", "", words))


def test_the_front_page_is_fresh(demo):
    newest = Edition.objects.live().in_language("ru").newest_first()

    assert timezone.now() - newest[0].first_published_at < timezone.timedelta(hours=1)
    assert newest.count() >= 25


def test_an_editor_keeps_a_story_on_the_front_page_for_a_day(demo):
    slot = Slot.objects.get()
    page = front_page("ru")

    assert [place.position for place in page.places if place.by_hand] == [slot.position] == [4]
    assert slot.article.group == group_of("first-story")
    assert front_page("ru", at=slot.until).secondary[2].id != slot.article_id


def test_the_editor_holds_every_section_and_signs_in_with_demo(demo):
    editor = User.objects.get(username="editor")

    assert set(editor.sections.all()) == set(Section.objects.all())
    for username, group in read_newsroom()["users"].items():
        user = User.objects.get(username=username)
        assert user.is_staff
        assert user.check_password("demo")
        assert [each.name for each in user.groups.all()] == [group]


def test_a_person_who_is_there_already_keeps_the_password(db):
    make_user("chief", username="chief")

    assert make_people() == ["editor", "reporter", "photo"]
    assert User.objects.get(username="chief").check_password("pass")


def test_every_language_of_the_site_has_stories(demo):
    for language, _name in settings.LANGUAGES:
        assert Edition.objects.live().in_language(language).count() >= 5


def test_translations_know_their_original_and_whether_it_has_changed_since(demo):
    schedule = Article.objects.with_original_news().filter(group=group_of("schedule"))

    assert schedule.get(language="ru").original is None
    assert schedule.get(language="kk").has_original_news
    assert not schedule.get(language="en").has_original_news
