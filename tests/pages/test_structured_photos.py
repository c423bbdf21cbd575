"""What a story tells machines of its photos is what its page shows."""

import json

import pytest

from articles.models import Photo
from tests.factories import make_edition, make_photo
from tests.reader.markup import found, parsed, words

pytestmark = pytest.mark.django_db

NOTICE = {
    "copyright_notice": "© Sputnik, 2021",
    "licence_url": "https://sputnik.example/licence",
    "licensor_url": "https://sputnik.example/buy",
}


def images(client, edition) -> list[dict]:
    """Those that the page shows."""
    (block,) = parsed(client, edition.get_absolute_url()).xpath("//script[@type='application/ld+json']")
    return [each for each in json.loads(block.text)["@graph"] if each["@type"] == "ImageObject"]


def test_the_lead_photo_is_described_whole(client):
    edition = make_edition(photo=make_photo(renditions=True, **NOTICE), photo_caption="Мост утром")

    (image,) = images(client, edition)

    photo = edition.article.photo
    assert image == {
        "@type": "ImageObject",
        "contentUrl": f"http://127.0.0.1:8000/media/{photo.token}/whole-1280-00000000.jpg",
        "width": 1280,
        "height": 853,
        "caption": "Мост утром",
        "creditText": "Sputnik / Владислав Воднев",
        "copyrightNotice": "© Sputnik, 2021",
        "creator": {"@type": "Person", "name": "Владислав Воднев"},
        "license": "https://sputnik.example/licence",
        "acquireLicensePage": "https://sputnik.example/buy",
    }


def test_photos_in_the_text_and_of_galleries_are_described_in_their_order(client):
    photos = [make_photo(renditions=True, caption=caption) for caption in ("Первый", "Второй", "Третий")]
    body = f'<news-card data-kind="photo" data-id="{photos[0].pk}"></news-card>'
    body += f'<news-card data-kind="gallery" data-ids="{photos[1].pk},{photos[2].pk}"></news-card>'
    edition = make_edition(photo=make_photo(renditions=True, caption="Главный"), body=f"<p>Текст.</p>{body}")

    page = parsed(client, edition.get_absolute_url())

    shown = [words(caption) for caption in found(page, "*", "caption")]
    assert [image["caption"] for image in images(client, edition)] == shown == ["Главный", "Первый", "Второй", "Третий"]


def test_an_agency_without_a_photographer_is_an_organization_whose_credit_is_the_notice(client):
    (image,) = images(client, make_edition(photo=make_photo(renditions=True, creator="", caption="")))

    assert image["creator"] == {"@type": "Organization", "name": "Sputnik"}
    assert (image["creditText"], image["copyrightNotice"]) == ("Sputnik", "© Sputnik")
    assert not {"caption", "license", "acquireLicensePage", "digitalSourceType"} & set(image)


def test_nobody_is_named_whom_the_page_does_not_name(client):
    """The credit is frozen; the library has another since."""
    edition = make_edition(photo=make_photo(renditions=True))
    Photo.objects.update(creator="Фотослужба")

    (image,) = images(client, edition)

    assert image["creditText"] == "Sputnik / Владислав Воднев"
    assert "creator" not in image


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("trainedAlgorithmicMedia", "https://schema.org/TrainedAlgorithmicMediaDigitalSource"),
        (
            "compositeWithTrainedAlgorithmicMedia",
            "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
        ),
    ],
)
def test_a_picture_made_by_a_machine_is_said_to_be(client, source, said):
    edition = make_edition(photo=make_photo(renditions=True, digital_source_type=source))

    assert images(client, edition)[0]["digitalSourceType"] == said


def test_a_caption_cannot_end_the_block_it_stands_in(client):
    evil = '</script><script>alert(1)</script><!-- & "Мост" \u2028 \\'
    edition = make_edition(photo=make_photo(renditions=True, caption=evil))

    text = client.get(edition.get_absolute_url()).content.decode()

    assert text.count("<script") == text.count("</script")
    assert "<script>" not in text
    assert "<!--" not in text
    assert images(client, edition)[0]["caption"].startswith("</script><script>alert(1)</script><!-- &")


def test_a_photo_without_files_and_a_story_without_photo_say_nothing(client):
    for photo in (make_photo(), None):
        assert images(client, make_edition(photo=photo)) == []
