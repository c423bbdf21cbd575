"""The seed: the source's text byte by byte, and the edition that the verbs make of it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, Edition, Place, Version
from articles.models.placement import shelves
from articles.publishing import freeze
from articles.publishing.versions import snapshot
from articles.search import search_editions
from tests.demo.loading import everything, load_seed
from tests.demo.making import CAPITAL, FIXTURE, make_seed
from tests.demo.seed_text import CAPTION, CARDS, CREDIT, DATELINE, HEADLINE, LEAD, PARAGRAPHS

CARD = '<news-card data-kind="related" data-id="{}"></news-card>'


def test_the_working_copy_is_the_source_byte_by_byte(seed):
    paragraphs = [line for line in seed.body.split("\n") if line.startswith("<p>")]

    assert seed.headline == HEADLINE
    assert seed.lead == LEAD
    assert [line[3:-4] for line in paragraphs] == PARAGRAPHS
    assert len(PARAGRAPHS) == 8


def test_the_two_cards_stand_after_the_second_and_the_sixth_paragraph(seed):
    lines = seed.body.split("\n")

    assert [lines[2], lines[7]] == [CARD.format(2), CARD.format(3)]
    assert len(lines) == 10
    assert [Article.objects.get(pk=pk).headline for pk in (2, 3)] == [CARDS[2], CARDS[6]]


def test_the_photo_has_the_credit_and_the_caption_of_the_source(seed):
    assert seed.photo.credit == CREDIT
    assert seed.photo.caption == CAPTION
    assert seed.photo.alt == CAPTION
    assert "1920" not in seed.photo.alt


def test_the_source_section_and_tags_are_there(seed):
    assert seed.source == "пресс-служба Акорды"
    assert seed.section.slug == "politics"
    assert [tagged.tag.name for tagged in seed.tagged.order_by("pk")] == [
        "Касым-Жомарт Токаев",
        "Александр Лукашенко",
        "Казахстан",
        "Беларусь",
        "ЕАЭС",
    ]


def test_the_linked_stories_have_a_headline_and_no_invented_text(seed):
    linked = Article.objects.filter(pk__in=(2, 3)).order_by("pk")

    assert [(story.lead, story.body, story.source, story.photo) for story in linked] == [("", "", "", None)] * 2
    assert [f"{story.editions.get().day}" for story in linked] == ["20210429", "20210430"]


def test_the_dateline_is_that_of_the_source(seed):
    assert seed.editions.get().content["dateline"] == DATELINE == "НУР-СУЛТАН, 30 апр — Sputnik."


def test_the_edition_is_the_text_as_typography_writes_it(seed):
    content = seed.editions.get().content
    paragraphs = [block["html"] for block in content["blocks"] if block["type"] == "paragraph"]

    assert [block["type"] for block in content["blocks"]] == (
        ["paragraph"] * 2 + ["related"] + ["paragraph"] * 4 + ["related"] + ["paragraph"] * 2
    )
    assert paragraphs[3] == (
        "«Достигнута договоренность о\xa0проведении в\xa0ближайшее время очередного заседания Межправительственной "
        "комиссии по\xa0сотрудничеству»,\xa0— говорится в\xa0сообщении."
    )
    assert "президенты «сверили часы» по\xa0основным" in paragraphs[5]
    assert "стал\xa0бы «хорошим толчком к\xa0дальнейшему развитию отношений»." in paragraphs[7]
    assert '"' not in "".join(paragraphs)


def test_freezing_the_seed_gives_the_edition_of_the_fixture(seed):
    for edition in Edition.objects.all():
        frozen = freeze(edition.article, at=edition.visible_from)

        assert frozen.content == edition.content
        assert (frozen.slug, frozen.group, frozen.language) == (edition.slug, edition.group, edition.language)
        assert frozen.first_published_at == frozen.changed_at == edition.first_published_at == edition.changed_at


def test_freezing_the_seed_today_gives_the_same_text(seed):
    assert freeze(seed).content == seed.editions.get().content


def test_the_version_is_the_working_copy(seed):
    for version in Version.objects.all():
        assert version.content == snapshot(version.article)
        assert version.body == version.article.body
        assert version.number == version.article.version == 1


def test_each_story_is_listed_where_its_edition_says(seed):
    for edition in Edition.objects.all():
        placements = edition.placements.all()

        assert {each.shelf for each in placements} == shelves("ru", edition.content)
        assert {each.first_published_at for each in placements} == {edition.first_published_at}


def test_the_capital_bears_the_name_of_the_day(seed):
    capital = Place.objects.get(slug="astana")

    for ru, kk, en, valid_from, _valid_until in CAPITAL:
        assert [capital.name(language, valid_from) for language in ("ru", "kk", "en")] == [ru, kk, en]


def test_the_fixture_names_nobody_and_no_file_that_readers_get():
    models = {row["model"] for row in json.loads(FIXTURE.read_text())}

    assert "articles.user" not in models
    assert "articles.rendition" not in models
    assert all(row["fields"].get("made_by") is None for row in json.loads(FIXTURE.read_text()))


def test_a_person_can_read_the_fixture():
    assert "Токаев и Лукашенко сверили часы" in FIXTURE.read_text()


@pytest.mark.django_db
def test_the_verbs_make_the_fixture_from_the_source():
    made = rows_counted_from_one(make_seed())

    assert made == rows_counted_from_one(FIXTURE.read_text())


def rows_counted_from_one(text: str) -> list[dict]:
    """Rows that the verbs wrote in another test leave their numbers behind."""
    rows = json.loads(text)
    for noun in ("version", "edition", "placement", "photouse"):
        first = min(row["pk"] for row in rows if row["model"] == f"articles.{noun}") - 1
        for row in rows:
            if row["model"] == f"articles.{noun}":
                row["pk"] -= first
            elif noun in row["fields"] and row["model"] != "articles.article":
                row["fields"][noun] -= first
    return rows


def test_loading_once_more_changes_nothing(seed):
    before = everything()

    load_seed()

    assert everything() == before


def test_the_seed_is_found_by_any_form_of_a_word_after_reindexing(seed):
    call_command("reindex", verbosity=0, stdout=StringIO())

    for words in ("токаева", "ЛУКАШЕНКО", "межправительственная комиссия"):
        assert 1 in [edition.article_id for edition in search_editions(words, language="ru")]
