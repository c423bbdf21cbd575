"""Public files of photos: only of those that a live story shows, for ever the same under their names."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.models import Photo, Rendition
from articles.publishing import save_draft, withdraw
from tests.factories import kill, make_article, make_edition, make_file, make_photo, publish
from tests.gate.exits import EXITS, ask

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def published(photo):
    make_edition(photo=photo)


@pytest.fixture
def rendition(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_file(make_photo())


def status(client, rendition) -> int:
    return client.get(f"/media/{rendition.name}").status_code


def test_a_file_is_sent_as_a_picture_and_nothing_else_and_may_be_kept_for_ever(client, rendition):
    published(rendition.photo)

    response = client.get(f"/media/{rendition.name}")

    assert b"".join(response.streaming_content) == b"RIFF....WEBP"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Content-Length"] == "12"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Content-Disposition"] == 'attachment; filename="whole-320-0badcafe.webp"'
    assert "immutable" in response.headers["Cache-Control"]
    assert not response.cookies


def test_who_has_a_file_is_not_sent_it_again_while_it_may_be_shown(client, rendition):
    published(rendition.photo)
    tag = client.get(f"/media/{rendition.name}").headers["ETag"]

    assert tag == '"0badcafe"'
    known = client.get(f"/media/{rendition.name}", headers={"if-none-match": tag})
    assert (known.status_code, known.content) == (304, b"")
    assert "immutable" in known.headers["Cache-Control"]

    Photo.objects.update(withdrawn_at=timezone.now())
    assert client.get(f"/media/{rendition.name}", headers={"if-none-match": tag}).status_code == 404


def test_the_head_of_a_file_is_told_without_it(client, rendition):
    published(rendition.photo)

    head = client.head(f"/media/{rendition.name}")

    assert (head.status_code, head.headers["Content-Length"]) == (200, "12")
    assert b"".join(head.streaming_content) == b""
    assert client.post(f"/media/{rendition.name}").status_code == 405


def in_the_library(photo):
    pass


def in_a_draft(photo):
    save_draft(make_article(photo=photo), by=None)


def scheduled(photo):
    publish(make_article(photo=photo), by=None, at=timezone.now() + DAY)


def withdrawn_story(photo):
    withdraw(make_edition(photo=photo).article, by=None)


def killed_story(photo):
    kill(make_edition(photo=photo).article, by=None)


def ended_story(photo):
    make_edition(photo=photo, at=timezone.now() - 2 * DAY, until=timezone.now() - DAY)


def replaced_by_another(photo):
    article = make_edition(photo=photo).article
    article.photo = make_photo()
    publish(article, by=None)


@pytest.mark.parametrize(
    "use",
    [in_the_library, in_a_draft, scheduled, withdrawn_story, killed_story, ended_story, replaced_by_another],
    ids=lambda use: use.__name__,
)
def test_a_photo_that_no_live_story_shows_has_no_files_for_who_knows_their_names(client, rendition, use):
    use(rendition.photo)

    assert status(client, rendition) == 404

    published(rendition.photo)
    assert status(client, rendition) == 200


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("card", ['data-kind="photo" data-id="{}"', 'data-kind="gallery" data-ids="{}"'])
def test_a_photo_between_paragraphs_of_any_language_is_before_readers_too(client, rendition, language, card):
    make_edition(language=language, body=f"<p>Текст.</p><news-card {card.format(rendition.photo.pk)}></news-card>")

    assert status(client, rendition) == 200


@pytest.mark.parametrize(
    "gone",
    [
        {"withdrawn_at": timezone.now()},
        {"usage_until": timezone.now()},
        {"embargo_until": timezone.now() + DAY},
        {"failure": "broken"},
    ],
    ids=lambda gone: next(iter(gone)),
)
def test_a_photo_that_may_not_be_shown_has_no_files(client, rendition, gone):
    published(rendition.photo)

    Photo.objects.update(**gone)

    assert status(client, rendition) == 404


def test_files_of_the_crop_before_are_kept_for_a_day(client, rendition, time_machine):
    time_machine.move_to(datetime(2026, 3, 1, tzinfo=UTC), tick=False)
    published(rendition.photo)
    Rendition.objects.update(replaced_at=timezone.now())

    time_machine.shift(DAY - timedelta(seconds=1))
    assert status(client, rendition) == 200

    time_machine.shift(1)
    assert status(client, rendition) == 404


def test_a_file_costs_one_query_and_so_does_a_wrong_name(client, rendition, django_assert_num_queries):
    published(rendition.photo)

    with django_assert_num_queries(1):
        assert status(client, rendition) == 200
    with django_assert_num_queries(1 + 2):  # two for the page that says so
        assert client.get(f"/media/{rendition.name.replace('0badcafe', '00000000')}").status_code == 404


def test_a_row_whose_file_is_lost_is_unknown_and_not_an_error(client, rendition):
    published(rendition.photo)
    default_storage.delete(rendition.name)

    assert status(client, rendition) == 404


def test_a_file_without_a_row_has_no_address(client, rendition):
    published(rendition.photo)
    other = default_storage.save(rendition.name.replace("-320-", "-480-"), ContentFile(b"RIFF"))

    assert client.get(f"/media/{other}").status_code == 404


def test_a_size_that_was_not_made_makes_nothing(client, rendition):
    published(rendition.photo)
    other = rendition.name.replace("-320-", "-321-")

    assert client.get(f"/media/{other}").status_code == 404
    assert not default_storage.exists(other)
    assert Rendition.objects.filter(name=other).count() == 0


@pytest.mark.parametrize(
    "name", ["", "x.webp", "../newsroom.sqlite3", "..%2f..%2fetc/passwd", f"{'0' * 32}/whole-320-00000000.webp"]
)
def test_foreign_names_are_unknown(client, rendition, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_originals_have_no_address(client, rendition):
    published(rendition.photo)

    assert client.get(f"/media/{rendition.photo.original.name}").status_code == 404


def test_every_picture_at_every_exit_can_be_fetched(client):
    """Cards, lists and feeds show pictures of live stories alone, so the gate lets each of them out."""
    lead, inside = make_photo(renditions=True), make_photo(renditions=True)
    body = f'<p>Мост.</p><news-card data-kind="gallery" data-ids="{inside.pk},{lead.pk}"></news-card>'
    story = make_edition(photo=lead, body=body).article
    names = set(Rendition.objects.values_list("name", flat=True))
    for name in names:
        default_storage.save(name, ContentFile(b"RIFF"))

    shown = {
        name for exit in EXITS for name in re.findall(r"/media/([0-9a-f]{32}/[\w-]+\.\w+)", ask(client, exit, story)[1])
    }

    assert {"whole-640-00000000.webp", "16x9-640-00000000.jpg"} <= {name.partition("/")[2] for name in shown}
    assert {name: client.get(f"/media/{name}").status_code for name in shown} == dict.fromkeys(shown, 200)
