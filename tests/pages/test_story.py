"""What a story's page shows of a frozen text, and what it asks of the day on which it is read."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from articles.models import Edition
from articles.pages import story_page
from articles.publishing import freeze, save_draft, withdraw
from tests.factories import kill, make_article, make_author, make_edition, make_photo, make_place, make_section, publish

pytestmark = pytest.mark.django_db


def card_of(target):
    return f'<news-card data-kind="related" data-id="{target.pk}"></news-card>'


def photo_card(photo, caption=""):
    return f'<news-card data-kind="photo" data-id="{photo.pk}" data-caption="{caption}"></news-card>'


def kinds(page):
    return [block["type"] for block in page.blocks]


def test_the_dateline_opens_the_first_paragraph_and_no_other():
    edition = make_edition(
        body="<h2>Утром</h2><p>Мост открыт.</p><p>Движение пущено.</p>",
        place=make_place(ru="Нур-Султан"),
        dateline_on=date(2021, 4, 30),
        dateline_agency="Sputnik",
    )

    page = story_page(edition)

    assert [block.get("dateline") for block in page.blocks] == [None, "НУР-СУЛТАН, 30 апр — Sputnik.", None]
    assert "dateline" not in edition.content["blocks"][1]


def test_a_dateline_stands_alone_over_a_story_without_paragraphs():
    edition = make_edition(
        body="<h2>Утром</h2>",
        place=make_place(ru="Алматы"),
        dateline_on=date(2021, 4, 30),
        dateline_agency="Sputnik",
    )

    assert story_page(edition).blocks[0]["dateline"] == "АЛМАТЫ, 30 апр — Sputnik."


def test_a_card_says_what_its_story_says_today():
    target = make_article(headline="Мост строят", photo=make_photo())
    publish(target, by=None)
    edition = make_edition(body=f"<p>Начало.</p>{card_of(target)}<p>Конец.</p>")

    target.headline = "Мост построен"
    publish(target, by=None)

    card = story_page(edition).blocks[1]["card"]
    assert card.headline == "Мост построен"
    assert card.figure.credit == "© Sputnik / Владислав Воднев"


def test_a_card_vanishes_without_a_gap_while_its_story_is_not_before_readers():
    target = make_article(headline="Мост строят")
    edition = make_edition(body=f"<p>Начало.</p>{card_of(target)}<p>Конец.</p>")
    assert kinds(story_page(edition)) == ["paragraph", "paragraph"]

    publish(target, by=None)
    assert kinds(story_page(edition)) == ["paragraph", "related", "paragraph"]

    withdraw(target, by=None)
    assert kinds(story_page(edition)) == ["paragraph", "paragraph"]


def test_related_news_keeps_its_order_and_loses_only_what_is_gone():
    article = make_article()
    targets = [make_article(headline=f"Новость {number}") for number in range(3)]
    for position, target in enumerate(targets):
        publish(target, by=None)
        article.related_links.create(target=target, position=position)
    edition = publish(article, by=None)

    kill(targets[1], by=None)

    assert [card.headline for card in story_page(edition).related] == ["Новость 0", "Новость 2"]


def test_a_withdrawn_photo_leaves_the_whole_page_at_once():
    photo = make_photo()
    edition = make_edition(photo=photo, body=f"<p>Начало.</p>{photo_card(photo)}")
    assert story_page(edition).figure
    assert "photo" in kinds(story_page(edition))

    photo.withdrawn_at = timezone.now()
    photo.save()

    assert story_page(edition).figure is None
    assert kinds(story_page(edition)) == ["paragraph"]


def test_a_photo_leaves_when_its_usage_ends_and_not_a_second_before():
    ends = timezone.now() + timedelta(days=1)
    edition = make_edition(photo=make_photo(usage_until=ends))

    assert story_page(edition, at=ends - timedelta(seconds=1)).figure
    assert story_page(edition, at=ends).figure is None


def test_a_photo_without_files_still_has_its_size_colour_caption_and_credit():
    edition = make_edition(photo=make_photo(color="#336699"), photo_caption="Мост утром")

    figure = story_page(edition).figure

    assert (figure.shot.width, figure.shot.height, figure.shot.color) == (1920, 1280, "#336699")
    assert (figure.caption, figure.credit) == ("Мост утром", "© Sputnik / Владислав Воднев")
    assert figure.shot.fallback is None


def test_a_photo_offers_each_of_its_files_in_both_formats():
    edition = make_edition(photo=make_photo(renditions=True))

    shot = story_page(edition).figure.shot

    assert [part.split()[1] for part in shot.webp.split(", ")] == ["320w", "640w", "1280w"]
    assert shot.jpeg.count("/media/") == 3
    assert shot.fallback.width == 640
    assert shot.largest.canonical.startswith("http://127.0.0.1:8000/media/")


def test_a_gallery_keeps_the_photos_that_may_be_shown():
    kept, gone = make_photo(caption="Мост"), make_photo(caption="Берег")
    body = f'<news-card data-kind="gallery" data-ids="{kept.pk},{gone.pk}"></news-card>'
    edition = make_edition(body=body)

    gone.withdrawn_at = timezone.now()
    gone.save()
    assert [figure.caption for figure in story_page(edition).blocks[0]["figures"]] == ["Мост"]

    kept.withdrawn_at = timezone.now()
    kept.save()
    assert story_page(edition).blocks == []


def test_neighbours_are_the_stories_before_and_after_in_the_section():
    section, moment = make_section(), datetime(2021, 4, 30, tzinfo=UTC)
    editions = [
        make_edition(headline=f"Новость {number}", section=section, at=moment + timedelta(hours=number))
        for number in range(4)
    ]
    make_edition(headline="Из другого раздела", section=make_section("sport"), at=moment + timedelta(minutes=90))

    page = story_page(editions[1])

    assert (page.newer.headline, page.older.headline) == ("Новость 2", "Новость 0")
    assert story_page(editions[0]).older is None
    assert story_page(editions[3]).newer is None


def test_stories_of_the_same_second_stand_side_by_side():
    section, moment = make_section(), datetime(2021, 4, 30, tzinfo=UTC)
    first, second, third = (make_edition(headline=name, section=section, at=moment) for name in "АБВ")

    page = story_page(second)

    assert (page.newer.id, page.older.id) == (third.article_id, first.article_id)


def test_translations_before_readers_are_the_same_page_in_another_language():
    story = make_article(headline="Мост открыт")
    edition = publish(story, by=None)
    kazakh = make_article(headline="Көпір ашылды", language="kk", group=story.group)
    make_article(headline="The bridge is open", language="en", group=story.group)
    assert story_page(edition).alternates == []

    translated = publish(kazakh, by=None)

    page = story_page(edition)
    assert [tongue.language for tongue in page.alternates] == ["ru", "kk"]
    assert page.alternates[1].url == translated.get_absolute_url()
    assert [tongue.url for tongue in page.tongues][2] == "/en/"


def test_the_updated_time_is_there_only_after_a_substantive_change():
    article = make_article()
    first = publish(article, by=None)
    assert story_page(first).updated_at is None

    article.lead = "Движение пущено утром."
    typo = publish(article, by=None, change="typo")
    assert story_page(typo).updated_at is None

    article.lead = "Движение пущено вечером."
    update = publish(article, by=None, change="update")
    assert story_page(update).updated_at == update.visible_from


def test_corrections_are_told_on_every_later_edition_newest_first():
    article = make_article()
    publish(article, by=None)
    publish(article, by=None, change="correction", note="Мост открыли вечером.")
    publish(article, by=None, change="typo")
    edition = publish(article, by=None, change="clarification", note="Пешеходам тоже открыто.")

    notes = story_page(edition).notes

    assert [note.text for note in notes] == ["Пешеходам тоже открыто.", "Мост открыли вечером."]


def test_labels_and_roles_speak_the_storys_language_whoever_looks():
    edition = make_edition(genre="partner", authors=[make_author()])
    with translation.override("ru"):
        russian = story_page(edition).label

    with translation.override("en"):
        assert story_page(edition).label == russian
    assert russian
    assert story_page(make_edition()).label == ""


def test_an_unsaved_edition_is_a_whole_page():
    article = make_article(photo=make_photo(), authors=[make_author(name_ru="Отдел новостей")], tags=["мост"])
    save_draft(article, by=None)

    edition = freeze(article)
    page = story_page(edition)

    assert edition.pk is None
    assert not Edition.objects.exists()
    assert (page.headline, page.figure.credit) == ("Мост открыт", "© Sputnik / Владислав Воднев")
    assert [byline.shelf.name for byline in page.bylines] == ["Отдел новостей"]
    assert [tag.url for tag in page.tags] == ["/tag/most/"]


def test_a_preview_of_a_story_before_readers_is_no_neighbour_of_itself():
    article = make_article()
    publish(article, by=None)

    page = story_page(freeze(article))

    assert page.newer is page.older is None


def test_a_link_to_a_video_of_a_known_host_has_its_player_and_any_other_has_none():
    links = ["https://youtu.be/a-b_c1D2e3F", "https://akorda.kz/ru"]
    edition = make_edition(body="".join(f'<news-card data-kind="embed" data-url="{url}"></news-card>' for url in links))

    video, page = story_page(edition).blocks

    assert (video["url"], video["player"].host) == (links[0], "YouTube")
    assert page["player"] is None
    assert "player" not in edition.content["blocks"][0]


@pytest.mark.parametrize(
    ("published", "read", "years"),
    [
        ("2021-04-30T09:40:00", "2022-04-30T09:39:59", 0),
        ("2021-04-30T09:40:00", "2022-04-30T09:40:00", 1),
        ("2021-04-30T09:40:00", "2026-04-30T10:39:59", 4),  # Almaty's clocks went back an hour in 2024
        ("2021-04-30T09:40:00", "2026-04-30T10:40:00", 5),
        ("2021-12-31T19:00:00", "2022-12-31T18:59:59", 0),  # New Year's Eve in London is 1 January in Almaty
        ("2021-12-31T19:00:00", "2022-12-31T19:00:00", 1),
        ("2024-02-29T05:00:00", "2025-02-28T18:59:59", 0),
        ("2024-02-29T05:00:00", "2025-02-28T19:00:00", 1),
        ("2024-02-29T05:00:00", "2023-01-01T00:00:00", 0),
    ],
)
def test_a_story_is_a_year_old_to_the_second_by_the_newsrooms_clock(published, read, years):
    edition = make_edition(at=datetime.fromisoformat(f"{published}Z"))

    with timezone.override("America/New_York"):
        assert story_page(edition, at=datetime.fromisoformat(f"{read}Z")).years == years


def test_what_others_wrote_is_told_apart_from_what_the_newsroom_did():
    said = {genre: story_page(make_edition(genre=genre)).is_outside for genre in ("news", "opinion", "press_release")}

    assert said == {"news": False, "opinion": False, "press_release": True}


def test_a_card_of_a_partners_material_says_so():
    target = make_article(genre="partner")
    publish(target, by=None)

    card = story_page(make_edition(body=card_of(target))).blocks[0]["card"]

    assert card.is_outside
    assert card.label
