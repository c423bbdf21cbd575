"""`manage.py demo`: everything at once, and nothing a second time."""

from io import BytesIO, StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image

from articles.management.demo.cast import say_who_speaks
from articles.management.demo.files import read_captions, read_newsroom, read_stories
from articles.management.demo.pictures import missing_pictures, put_in_library
from articles.models import Article, Identity, Photo, StandingPage, User
from articles.models.photo import originals
from fixtures.pictures import SEED
from newsroom.checks import DEMO_SIGN_INS
from tests.demo.loading import everything, load_seed


def run_demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_demo_is_loaded_once_and_nothing_changes_a_second_time():
    first = run_demo()
    before = everything()

    second = run_demo()
    load_seed()

    assert "Loaded the seed." in first
    assert f"Loaded {len(read_stories())} stories." in first
    assert second == "The demo is there already; nothing was changed.\n"
    assert everything() == before
    assert Photo.objects.count() == len(read_captions()) + 1
    assert missing_pictures() == []


@pytest.mark.django_db
def test_the_demo_says_who_speaks_unless_somebody_has_said_it():
    newsroom = read_newsroom()
    say_who_speaks(newsroom["site"], newsroom["pages"])
    assert Identity.objects.get().said("tagline", "kk") == newsroom["site"]["tagline_kk"]
    assert StandingPage.objects.shown().count() == len(newsroom["pages"])

    Identity.objects.filter(pk=1).update(publisher="ТОО «Степь»", tagline_ru="")
    say_who_speaks(newsroom["site"], newsroom["pages"])

    assert (Identity.objects.get().publisher, Identity.objects.get().tagline_ru) == ("ТОО «Степь»", "")
    assert StandingPage.objects.count() == len(newsroom["pages"])


def test_the_seeds_picture_is_put_in_place_without_touching_its_row(seed):
    before = Photo.objects.values().get(pk=1)

    assert list(put_in_library([SEED])) == [SEED]

    photo = Photo.objects.get(pk=1)
    assert Photo.objects.values().get(pk=1) == before
    with photo.original.open() as file:
        assert Image.open(BytesIO(file.read())).size == (1920, 1280)
    assert {rendition.width for rendition in photo.renditions.all()} == {320, 480, 640, 960, 1280, 1920}


@pytest.mark.parametrize("lost", ["original", "rendition"])
def test_a_picture_whose_files_are_missing_is_drawn_again(seed, lost):
    list(put_in_library(["credit"]))
    credit = Photo.objects.get(original__endswith="/credit.jpg")
    names = set(credit.renditions.values_list("name", flat=True))
    storage, name = {"original": (originals(), credit.original.name), "rendition": (default_storage, min(names))}[lost]
    storage.delete(name)

    assert "credit" in missing_pictures()
    list(put_in_library(["credit"]))

    assert "credit" not in missing_pictures()
    assert storage.exists(name)
    assert Photo.objects.get(original__endswith="/credit.jpg") == credit
    assert set(credit.renditions.values_list("name", flat=True)) == names


def test_a_drawn_picture_says_who_made_it_and_that_it_is_drawn(seed):
    list(put_in_library(["credit"]))

    photo = Photo.objects.get(original__endswith="/credit.jpg")
    assert photo.credit == "© Newsroom / Отдел иллюстраций"
    assert photo.alt.startswith("Рисунок: отпечаток")
    assert photo.digital_source_type == "digitalCreation"


def test_the_demo_is_refused_where_the_newsroom_has_stories_of_its_own(db):
    load_seed()
    Article.objects.create(headline="Мост открыт")

    with pytest.raises(CommandError, match="stories of its own"):
        run_demo()

    assert not User.objects.exists()
    assert not Photo.objects.exclude(pk=1).exists()


def test_a_production_start_knows_every_sign_in_of_the_demo():
    assert set(read_newsroom()["users"]) == set(DEMO_SIGN_INS)
