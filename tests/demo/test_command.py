"""`manage.py demo`: everything at once, and nothing a second time."""

from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from PIL import Image

from articles.management.commands.demo import Command
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
    Photo.objects.update(renditions_due_at=None, renditions_made=F("renditions_wanted"))  # as `work` leaves them
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
    assert StandingPage.objects.get(policy="correctionsPolicy").slug == "corrections-policy"

    Identity.objects.filter(pk=1).update(publisher="ТОО «Степь»", tagline_ru="")
    say_who_speaks(newsroom["site"], newsroom["pages"])

    assert (Identity.objects.get().publisher, Identity.objects.get().tagline_ru) == ("ТОО «Степь»", "")
    assert StandingPage.objects.count() == len(newsroom["pages"])


def test_the_seeds_picture_is_put_in_place_without_touching_its_row(seed):
    before = Photo.objects.values().get(pk=1)

    assert list(put_in_library([SEED])) == [SEED]

    photo = Photo.objects.get(pk=1)
    assert photo in Photo.objects.due()
    assert Photo.objects.values().get(pk=1) == before | {
        "renditions_due_at": photo.renditions_due_at,
        "renditions_made": 0,
    }
    with photo.original.open() as file:
        assert Image.open(BytesIO(file.read())).size == (1920, 1280)


def test_a_picture_whose_file_is_missing_is_drawn_again(seed):
    list(put_in_library(["credit"]))
    credit = Photo.objects.get(filename="credit.jpg")
    originals().delete(credit.original.name)

    assert "credit" in missing_pictures()
    list(put_in_library(["credit"]))

    assert "credit" not in missing_pictures()
    assert originals().exists(credit.original.name)
    assert Photo.objects.get(filename="credit.jpg") == credit


def test_the_demo_says_how_its_pictures_get_their_sizes(seed):
    out = StringIO()
    command = Command(stdout=out)
    command.see_to_renditions(now=False)
    assert out.getvalue() == ""

    list(put_in_library(["credit"]))
    command.see_to_renditions(now=False)

    assert "1 pictures" in out.getvalue()
    assert "manage.py renditions" in out.getvalue()


def test_a_drawn_picture_says_who_made_it_and_that_it_is_drawn(seed):
    list(put_in_library(["credit"]))

    photo = Photo.objects.get(filename="credit.jpg")
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
