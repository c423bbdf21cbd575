"""Photos on readers' pages: as fast as may be, nothing that jumps, and never without whoever made them."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from articles.models import Photo
from tests.factories import make_edition, make_photo
from tests.reader.markup import found, parsed, words

pytestmark = pytest.mark.django_db


def card(photo) -> str:
    return f'<p>Текст.</p><news-card data-kind="photo" data-id="{photo.pk}"></news-card>'


def gallery(*photos) -> str:
    ids = ",".join(str(photo.pk) for photo in photos)
    return f'<p>Текст.</p><news-card data-kind="gallery" data-ids="{ids}"></news-card>'


@pytest.mark.parametrize(
    ("fields", "credit"),
    [
        ({}, "© Sputnik / Владислав Воднев"),
        ({"creator": ""}, "© Sputnik"),
        ({"agency": "", "caption": ""}, "© Владислав Воднев"),
    ],
)
def test_the_credit_stands_at_the_picture_on_the_page_on_cards_and_for_who_passes_it_on(client, fields, credit):
    photo = make_photo(renditions=True, **fields)
    first = make_edition(photo=photo, body=card(photo))
    body = f'<news-card data-kind="related" data-id="{first.article_id}"></news-card>'
    second = make_edition(photo=photo, body=gallery(photo, make_photo(renditions=True)) + body)

    for path in ("/", "/politics/", first.get_absolute_url(), second.get_absolute_url()):
        page = parsed(client, path)
        pictures = page.xpath("//picture/ancestor::figure[1]")
        assert pictures and len(pictures) == len(page.xpath("//picture")), path
        assert all(words(each.find("figcaption")).count("©") == 1 for each in pictures), path
        assert credit in words(pictures[0].find("figcaption")), path
        assert page.xpath("//meta[@property='og:image:alt']/@content") == [f"Мост через реку — {credit}"], path


def test_a_picture_takes_its_room_and_its_colour_before_it_comes(client):
    photo = make_photo(renditions=True, color="#336699")
    page = parsed(client, make_edition(photo=photo, body=card(photo)).get_absolute_url())

    images = list(page.iter("img"))

    assert [(each.get("width"), each.get("height"), each.get("class")) for each in images] == [
        ("1920", "1280", "tone-37b")
    ] * 2
    assert [(each.get("loading"), each.get("fetchpriority")) for each in images] == [(None, "high"), ("lazy", None)]
    assert all(each.get("sizes") and each.get("srcset").endswith("1280w") for each in [*images, *page.iter("source")])


def test_one_picture_of_a_page_is_hurried_and_no_other(client):
    for number in range(8):
        make_edition(photo=make_photo(renditions=True), headline=f"Новость {number}")

    for path, most in (("/", 1), ("/politics/", 0)):
        hurried = [each for each in parsed(client, path).iter("img") if each.get("loading") != "lazy"]
        assert len(hurried) == most, path


def test_a_picture_that_is_not_made_yet_keeps_its_room_with_all_its_words(client):
    photo = make_photo(alt="Мост <через> реку")
    edition = make_edition(photo=photo, body=gallery(photo, make_photo(width=800, height=1200)))

    page = parsed(client, edition.get_absolute_url())

    assert [each.get("viewbox") for each in page.xpath("//figure//svg")] == ["0 0 1920 1280"] * 2 + ["0 0 800 1200"]
    assert page.xpath("//figure//svg")[0].get("aria-label") == "Мост <через> реку"
    assert len(found(page, "*", "credit")) == 3
    assert page.xpath("//img") == []


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("trainedAlgorithmicMedia", "Made by a machine"),
        ("compositeWithTrainedAlgorithmicMedia", "Partly made by a machine"),
    ],
)
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_readers_are_told_what_a_machine_made_also_when_the_newsroom_learns_it_late(client, source, label, language):
    photo = make_photo(renditions=True)
    edition = make_edition(photo=photo, language=language)
    prefix = "" if language == "ru" else f"/{language}"
    paths = [edition.get_absolute_url(), f"{prefix}/", f"{prefix}/politics/"]
    assert not any(found(parsed(client, path), "*", "by-machine") for path in paths)

    Photo.objects.update(digital_source_type=source)

    with translation.override(language):
        said = gettext(label)
    assert [[words(each) for each in found(parsed(client, path), "*", "by-machine")] for path in paths] == [[said]] * 3


def test_a_gallery_scrolls_by_keyboard_and_says_what_it_is(client):
    photos = [make_photo(renditions=True, caption=f"Снимок {number}") for number in range(3)]

    page = parsed(client, make_edition(body=gallery(*photos)).get_absolute_url())

    (strip,) = found(page, "div", "gallery")
    assert (strip.get("role"), strip.get("tabindex")) == ("group", "0")
    assert strip.get("aria-label").endswith("3")
    assert [words(each) for each in found(strip, "*", "caption")] == ["Снимок 0", "Снимок 1", "Снимок 2"]
    assert len(found(strip, "*", "credit")) == 3
    assert {each.get("loading") for each in strip.iter("img")} == {"lazy"}


def test_what_is_left_of_a_gallery_stands_as_any_photo(client):
    left, gone = make_photo(renditions=True), make_photo(renditions=True)
    edition = make_edition(body=gallery(left, gone))

    Photo.objects.filter(pk=gone.pk).update(failure="broken")
    page = parsed(client, edition.get_absolute_url())

    assert found(page, "div", "gallery") == []
    assert len(found(page, "figure", "photo")) == 1
