"""Freezing: the text as typography writes it, names and words as of that moment."""

from datetime import date

import pytest

from tests.factories import make_article, make_edition, make_photo, make_place, make_section, publish

pytestmark = pytest.mark.django_db


def test_the_names_of_a_story_are_frozen_in_its_own_language():
    section = make_section()
    place = make_place(ru="Нур-Султан", kk="Нұр-Сұлтан")
    edition = make_edition(
        language="kk", section=section, place=place, dateline_on=date(2021, 4, 30), dateline_agency="Sputnik"
    )

    assert edition.content["section"]["name"] == "Саясат"
    assert edition.content["dateline"].startswith("НҰР-СҰЛТАН, 30 ")


def test_renaming_a_city_changes_no_published_story():
    place = make_place(ru="Нур-Султан")
    edition = make_edition(place=place, dateline_on=date(2021, 4, 30), dateline_agency="Sputnik")

    place.names.update(name="Астана")

    edition.refresh_from_db()
    assert edition.content["dateline"] == "НУР-СУЛТАН, 30 апр — Sputnik."


def test_the_credit_comes_from_the_library_and_the_caption_from_the_story():
    photo = make_photo(agency="Sputnik", creator="Владислав Воднев", caption="Из библиотеки")
    edition = make_edition(photo=photo, photo_caption="Для этой статьи")

    assert edition.content["photo"] == {
        "id": photo.pk,
        "caption": "Для этой статьи",
        "alt": photo.alt,
        "credit": "© Sputnik / Владислав Воднев",
    }


def test_a_gallery_may_have_words_of_its_own_and_never_a_credit():
    bridge, river = make_photo(caption="Мост", alt="Фермы"), make_photo(caption="Река", alt="Вода")
    captions = f'{{"{bridge.pk}": "Тот самый \\"мост\\" - в мае", "{river.pk + 1}": "Чужая"}}'
    words = f"data-captions='{captions}' data-alts='{{\"{river.pk}\": \"Лед у берега\"}}' data-credits='{captions}'"
    body = f'<news-card data-kind="gallery" data-ids="{river.pk},{bridge.pk}" {words}></news-card>'

    (block,) = make_edition(body=body).content["blocks"]

    assert block["photos"] == [
        {"id": river.pk, "caption": "Река", "alt": "Лед у берега", "credit": river.credit},
        {"id": bridge.pk, "caption": "Тот самый «мост»\u00a0— в\u00a0мае", "alt": "Фермы", "credit": bridge.credit},
    ]


def test_words_of_a_photo_that_no_feed_could_carry_do_not_reach_readers():
    photo = make_photo(caption="Мо\x0bст", alt="Мо\x01ст над водой")
    edition = make_edition(photo=photo, photo_caption=" ", photo_alt="\n")

    assert (edition.content["photo"]["caption"], edition.content["photo"]["alt"]) == ("Мост", "Мост над водой")


def test_a_card_of_nothing_that_exists_is_left_out():
    body = '<p>Текст.</p><news-card data-kind="photo" data-id="99"></news-card>'
    body += '<news-card data-kind="related" data-id="99"></news-card>'

    assert [block["type"] for block in make_edition(body=body).content["blocks"]] == ["paragraph"]


def test_related_news_are_by_hand_first_then_the_closest_live_stories():
    near = make_edition(headline="Близкая", tags=["Мост", "Река"])
    far = make_edition(headline="Дальняя", tags=["Мост"])
    chosen = make_edition(headline="Выбранная")
    article = make_article(tags=["Мост", "Река"])
    article.related_links.create(target=chosen.article)

    edition = publish(article, by=None)

    assert edition.content["related"] == [chosen.article_id, near.article_id, far.article_id]


def test_a_story_that_stands_as_a_card_is_not_related_again():
    card = make_edition(tags=["Мост"])
    body = f'<p>Текст.</p><news-card data-kind="related" data-id="{card.article_id}"></news-card>'

    assert make_edition(tags=["Мост"], body=body).content["related"] == []
