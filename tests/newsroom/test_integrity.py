"""Each kind of thing is broken once: it is named, and what can be made anew is mended."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import connection
from django.utils import timezone
from PIL import Image

from articles.models import Article, Edition, Photo, PhotoUse, Placement, Rendition, Section, Version
from articles.models.photo import originals
from articles.models.triggers import RULES, names_of
from articles.publishing import make_renditions, save_draft
from articles.renditions import sizes
from articles.search.entries import drop
from articles.search.indexing import forget_editions
from articles.search.layout import ARTICLES, PHOTOS
from subscriptions.models import Subscriber
from tests.factories import make_article, make_author, make_edition, make_photo, make_section, make_subscriber, publish
from tests.newsroom.keeping import PICTURE, pictures_in, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pictures(settings, tmp_path, monkeypatch):
    with pictures_in(tmp_path, settings, monkeypatch):
        yield


@pytest.fixture
def photo():
    """With its original; its files are made by nobody here, so it is ordered."""
    photo = make_photo(renditions_due_at=timezone.now())
    from_camera(photo)
    return photo


def from_camera(photo: Photo) -> None:
    originals().save(photo.original.name, ContentFile(PICTURE))


def found(*arguments) -> str:
    with pytest.raises(CommandError) as wrong:
        said("check_integrity", *arguments)
    assert wrong.value.returncode == 1
    return str(wrong.value).removeprefix("Wrong:\n")


def mended() -> str:
    told = said("check_integrity", "--mend").split("Was wrong:\n")[1].strip()
    assert "All is well." in said("check_integrity")
    return told


def lose(rule: str) -> None:
    with connection.cursor() as cursor:
        for name in names_of(rule, connection.vendor):
            on = "" if connection.vendor == "sqlite" else f" ON {RULES[rule][0]}"
            cursor.execute(f"DROP TRIGGER {name}{on}")


def test_a_newsroom_in_which_all_is_well_is_said_to_be(photo):
    edition = make_edition(tags=["мост", "река"], authors=[make_author()])
    publish(make_article(headline="Скоро"), by=None, at=timezone.now() + timedelta(days=1))
    save_draft(make_article(headline="Черновик", photo=photo), by=None)
    publish(edition.article, by=None, change="typo")
    make_subscriber()

    assert said("check_integrity", "--digests").endswith("All is well.\n")


def test_places_on_lists_are_named_and_made_anew():
    lacking, elsewhere = make_edition(headline="Нет места"), make_edition(headline="Не там")
    lacking.placements.first().delete()
    Placement.objects.filter(edition=elsewhere).first().delete()
    other = make_article()
    Placement.objects.create(
        edition=elsewhere, shelf="ru/tag/99", article=other, first_published_at=elsewhere.first_published_at
    )

    wrong = f"editions that are not on exactly the lists they belong to: 2 ({lacking.pk}, {elsewhere.pk})"
    assert found() == wrong
    assert mended() == f"{wrong}, 2 mended"


def test_entries_of_the_search_are_named_and_made_anew(photo):
    edition = make_edition()
    forget_editions([edition.pk])
    drop(ARTICLES, [edition.article_id])
    drop(PHOTOS, [photo.pk])

    wrong = [
        f"editions that the search does not find: 1 ({edition.pk})",
        f"stories that the desk's search does not find: 1 ({edition.article_id})",
        f"photos that the library's search does not find: 1 ({photo.pk})",
    ]
    assert found().splitlines() == wrong
    assert mended().splitlines() == [f"{each}, 1 mended" for each in wrong]


def test_entries_of_the_search_that_lead_nowhere_are_taken_out(photo):
    pk = photo.pk
    photo.delete()

    assert mended() == f"entries of the search that lead to nothing: 1 (search_photos {pk}), 1 mended"


def test_photos_of_working_copies_are_noted_anew(photo):
    article = make_article(photo=photo)
    save_draft(article, by=None)
    PhotoUse.objects.all().delete()

    assert mended() == f"stories whose photos are not noted as used by exactly them: 1 ({article.pk}), 1 mended"
    assert PhotoUse.objects.get().photo == photo


def test_an_original_that_is_lost_or_another_is_named_and_nobody_can_mend_it(photo):
    other = make_photo(renditions_due_at=timezone.now(), sha256="0" * 64)
    from_camera(other)
    originals().delete(photo.original.name)

    lost = f"photos whose original is not whole in its place: 1 ({photo.pk})"
    assert found() == found("--mend") == lost
    assert found("--digests").splitlines() == [
        lost,
        f"photos whose original is not the file that was taken in: 1 ({other.pk})",
    ]


def test_public_files_that_are_lost_are_ordered_anew(photo):
    Photo.objects.update(renditions_due_at=None)
    wrong = f"photos whose public files are not whole in their places: 1 ({photo.pk})"

    assert found() == wrong
    assert mended() == f"{wrong}, 1 mended"
    assert list(Photo.objects.due()) == [photo]


def test_a_row_whose_public_file_is_lost_says_so_no_longer():
    photo = drawn_photo()
    assert "All is well." in said("check_integrity")
    lost = photo.renditions.first()
    default_storage.delete(lost.name)

    assert f"photos whose public files are not whole in their places: 1 ({photo.pk})" in mended()
    assert not Rendition.objects.filter(pk=lost.pk).exists()


def test_an_emptied_file_is_as_good_as_lost():
    photo = drawn_photo()
    Photo.objects.filter(pk=photo.pk).update(original_bytes=10**6)
    emptied = photo.renditions.first()
    default_storage.delete(emptied.name)
    default_storage.save(emptied.name, ContentFile(b""))

    assert found().splitlines() == [
        f"photos whose original is not whole in its place: 1 ({photo.pk})",
        f"photos whose public files are not whole in their places: 1 ({photo.pk})",
    ]


def drawn_photo() -> Photo:
    picture = BytesIO()
    Image.new("RGB", (40, 30), (9, 99, 99)).save(picture, "PNG")
    photo = make_photo(width=40, height=30)
    originals().save(photo.original.name, ContentFile(picture.getvalue()))
    make_renditions(photo)
    assert photo.renditions.count() == len(sizes(40, 30))
    return photo


def test_editions_that_name_what_is_no_more_are_named():
    edition = make_edition(section=make_section("war"), tags=["мост"])
    Article.objects.update(section=None)
    Placement.objects.filter(shelf__contains="section").delete()
    Section.objects.filter(slug="war").delete()

    assert f"editions that name a section that is no more: 1 ({edition.pk})" in found("--mend")


def test_editions_that_overlap_or_have_another_storys_version_are_named():
    first, other = make_edition(), make_edition()
    second = publish(first.article, by=None, change="typo")
    lose("edition_is_frozen")
    lose("edition_overlaps_none")
    Edition.objects.filter(pk=first.pk).update(visible_until=second.visible_from + timedelta(hours=1))
    Edition.objects.filter(pk=other.pk).update(version=first.version)

    wrong = found().splitlines()

    assert f"editions that are shown while another of the same story is: 1 ({second.pk})" in wrong
    assert f"editions whose version is of another story: 1 ({other.pk})" in wrong
    rules = "rules that the database has lost (put_triggers_back): 2 (edition_is_frozen, edition_overlaps_none)"
    assert rules in wrong


def test_a_story_whose_newest_version_is_gone_is_named():
    article = make_article()
    save_draft(article, by=None)
    Version.objects.all().delete()

    assert found() == f"stories whose newest version is not kept: 1 ({article.pk})"


def test_a_subscriber_whom_nobody_could_erase_is_named():
    subscriber = make_subscriber()
    Subscriber.objects.update(address="Aigul@Mail.example")

    assert found().endswith(f"nobody could erase them by it: 1 ({subscriber.pk})")


def test_a_reference_that_leads_nowhere_is_named():
    article = make_article()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE articles_article SET section_id = 999999")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "ALTER TABLE articles_article ADD CONSTRAINT leads_nowhere CHECK (section_id > 999999) NOT VALID"
            )

        assert "rows that refer to a row that is no more: 1 (articles_article" in found()

        cursor.execute("UPDATE articles_article SET section_id = NULL WHERE id = %s", [article.pk])


def test_only_the_first_of_many_are_named():
    for number in range(12):
        make_edition(headline=f"Мост {number}")
    Placement.objects.all().delete()

    assert "belong to: 12 (" in found() and found().endswith(" …)")
