"""Photos in feeds: each with its size, its words and whoever made it."""

import json
import xml.etree.ElementTree as ElementTree

import pytest

from articles.models import Photo
from tests.factories import make_edition, make_photo

pytestmark = pytest.mark.django_db

MEDIA = "{http://search.yahoo.com/mrss/}"
XML = ["rss.xml", "atom.xml"]
CREDITS = {
    "both": ({}, [("owner", "Sputnik"), ("photographer", "Владислав Воднев")]),
    "agency alone": ({"creator": ""}, [("owner", "Sputnik")]),
    "photographer alone": ({"agency": ""}, [("photographer", "Владислав Воднев")]),
}


def media(client, form):
    tree = ElementTree.fromstring(client.get(f"/feeds/{form}").content)
    return tree.find(f".//{MEDIA}content")


@pytest.mark.parametrize("form", XML)
@pytest.mark.parametrize("credit", CREDITS)
def test_a_photo_comes_with_its_size_its_caption_and_who_made_it(client, form, credit):
    fields, people = CREDITS[credit]
    make_edition(photo=make_photo(renditions=True, **fields), photo_caption="Мост & берег")

    found = media(client, form)

    assert found.get("url").startswith("http://127.0.0.1:8000/media/")
    assert [found.get(name) for name in ("type", "medium", "width", "height")] == ["image/jpeg", "image", "1280", "853"]
    assert found.findtext(f"{MEDIA}description") == "Мост & берег"
    assert [(each.get("role"), each.text) for each in found.iter(f"{MEDIA}credit")] == people
    assert found.findtext(f"{MEDIA}copyright") == "© " + " / ".join(name for _role, name in people)
    assert found.find(f"{MEDIA}category") is None


@pytest.mark.parametrize("form", XML)
def test_the_credit_that_was_frozen_stays_whole_whatever_the_library_says_since(client, form):
    make_edition(photo=make_photo(renditions=True))
    Photo.objects.update(creator="Фотослужба", copyright_notice="© Все права")

    found = media(client, form)

    assert [(each.attrib, each.text) for each in found.iter(f"{MEDIA}credit")] == [({}, "Sputnik / Владислав Воднев")]


@pytest.mark.parametrize("form", XML)
@pytest.mark.parametrize("source", ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"])
def test_a_picture_made_by_a_machine_is_told_from_photographs(client, form, source):
    make_edition(photo=make_photo(renditions=True, digital_source_type=source))

    assert media(client, form).findtext(f"{MEDIA}category") == source


@pytest.mark.parametrize("photo", [None, {"renditions": False}])
def test_a_story_without_photo_or_whose_files_are_being_made_has_none(client, photo):
    make_edition(photo=make_photo(**photo) if photo else None)

    assert [media(client, form) for form in XML] == [None, None]
    assert "image" not in json.loads(client.get("/feeds/feed.json").content)["items"][0]


def test_json_readers_are_told_of_the_photo_in_schema_orgs_words(client):
    make_edition(photo=make_photo(renditions=True))

    (item,) = json.loads(client.get("/feeds/feed.json").content)["items"]

    assert item["image"] == item["_photo"]["contentUrl"]
    assert item["image"].endswith("/whole-1280-00000000.jpg")
    assert item["_photo"]["creditText"] == "Sputnik / Владислав Воднев"
    assert item["_photo"]["caption"] == "Мост"
