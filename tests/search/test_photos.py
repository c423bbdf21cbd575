"""The library is searched by any word that stands beside a photo, in any form, the newest first."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Photo
from articles.search import finding, index_photos, newest_photos, postgresql, search_photos
from articles.search.entries import put
from articles.search.layout import PHOTOS, Row
from tests.factories import make_photo
from tests.search.pairs import KAZAKH_SAME_WORD, OTHER_WORD, SAME_WORD
from tests.search.test_word_forms import TWO_WORDS_IN_THE_DICTIONARY

pytestmark = pytest.mark.django_db

WORDS = {
    "headline": "Саммит в Бишкеке",
    "caption": "Президент Казахстана Касым-Жомарт Токаев",
    "alt": "Двое мужчин у флагов",
    "people": "Садыр Жапаров",
    "keywords": "переговоры, визит",
    "city": "Бишкек",
    "creator": "Владислав Воднев",
    "agency": "Sputnik",
    "credit_line": "Пресс-служба Акорды",
    "filename": "DSC_2041-площадь.jpg",
}


def found(q: str, **asked) -> list[int]:
    return search_photos(Photo.objects.all(), q, **({"narrowed": False} | asked))


@pytest.mark.parametrize(
    "q",
    "саммиты|Токаевым|мужчина флаг|Жапарова|переговорах|бишкеком|Воднева|SPUTNIK|акорда|2041|dsc|площади|водн|"
    "президентом касым|саммит воднев 2041".split("|"),
)
def test_a_photo_is_found_by_any_word_beside_it_in_any_form(q):
    wanted = make_photo(**WORDS)
    make_photo(creator="", agency="Фотослужба", caption="Река", alt="")

    assert found(q) == [wanted.pk]


@pytest.mark.parametrize(
    ("filename", "q"),
    [
        ("cmyk.jpg", "cmyk.jpg"),
        ("cmyk.jpg", "cmyk.JPEG"),
        ("DSC_2041-площадь.jpg", "dsc_2041-площадь.jpg"),
        ("DSC_2041-площадь.jpg", "площадь.jpg воднев"),
        ("мост.v2.TIF", "мост.v2.tif"),
        ("мост.v2", "мост.v2"),
    ],
)
def test_a_photo_is_found_by_its_whole_file_name(filename, q):
    wanted = make_photo(filename=filename)
    make_photo(filename="other.jpg", caption="Река")

    assert found(q) == [wanted.pk]
    assert newest_photos(Photo.objects.all(), q, limit=5) == [wanted]


@pytest.mark.parametrize("q", ["jpg", "казахский", "саммит москва", "одневс", "", "%", "'", '"', "* OR"])
def test_other_words_do_not_find_it(q):
    make_photo(**WORDS)

    assert found(q) == []


def test_words_are_the_same_as_in_the_search_of_stories():
    """Of a word that is still being typed its beginning is enough: forms are asked of the one before."""
    assert [pair for pair in SAME_WORD if not leads_to(*pair, "{} фотослужба")] == TWO_WORDS_IN_THE_DICTIONARY
    assert [pair for pair in KAZAKH_SAME_WORD if not leads_to(*pair, "фотослужба {}")] == []
    assert [pair for pair in OTHER_WORD if leads_to(*pair, "{} фотослужба")] == []


def leads_to(typed: str, there: str, q: str) -> bool:
    photo = make_photo(caption=there, alt="", agency="Фотослужба", creator="")
    return photo.pk in found(q.format(typed), limit=1)


def test_a_photo_is_found_by_its_number_behind_a_hash():
    wanted, other = make_photo(), make_photo()

    assert found(f"#{wanted.pk}") == found(f" #{wanted.pk} ") == [wanted.pk]
    assert found(str(other.pk)) == found("#0") == found("#" + "9" * 18) == []
    assert found(f"#{wanted.pk}", before=other.pk) == []


def test_a_photo_described_anew_is_found_by_its_new_words_alone():
    photo = make_photo(caption="Мост")
    photo.caption = photo.alt = "Тоннель"
    photo.save()
    index_photos([photo])

    assert found("мост") == []
    assert found("тоннели") == [photo.pk]


@pytest.mark.parametrize("recent", [1, 1000])
def test_the_newest_come_first_and_go_on_after_the_last_one_seen(monkeypatch, recent):
    monkeypatch.setattr(postgresql, "RECENT", recent)
    first, second, third = (make_photo().pk for _ in range(3))

    assert found("мосты") == [third, second, first]
    assert found("мосты", limit=2) == [third, second]
    assert found("мосты", before=second) == [first]
    assert found("мосты", before=first, narrowed=True) == []


@pytest.mark.parametrize("few", [1, 2_000])
def test_a_narrowed_search_has_its_hit_under_thousands_of_newer_ones(monkeypatch, few):
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(postgresql, "RECENT", 1)
    wanted = make_photo(agency="Фотослужба")
    others = Photo.objects.bulk_create(
        Photo(token=f"t{number}", creator="Отдел", width=1, height=1) for number in range(postgresql.MOST_HITS + 10)
    )
    put(PHOTOS, [Row(photo.pk, [], ["мост"]) for photo in others])

    assert search_photos(Photo.objects.filter(agency="Фотослужба"), "мост", narrowed=True) == [wanted.pk]


def test_a_search_is_two_queries_at_most(django_assert_max_num_queries):
    for _ in range(5):
        make_photo()

    with django_assert_max_num_queries(2):
        assert len(found("мост", narrowed=True)) == 5


def test_what_stands_in_the_library_is_found_after_reindex_and_what_is_gone_is_not():
    gone, kept = make_photo(), make_photo()
    gone_pk = gone.pk
    gone.delete()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {PHOTOS.name} WHERE rowid = %s", [kept.pk])
    assert found("мост") == []

    call_command("reindex", "--only", "photos", stdout=(output := StringIO()))

    assert found("мост") == [kept.pk]
    assert output.getvalue().endswith("photos: 1 indexed.\n")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {PHOTOS.name} WHERE rowid = %s", [gone_pk])
        assert cursor.fetchone() == (0,)
