"""The wall of photos: what hangs there, in which order, narrowed by what, at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles.admin import photo_wall
from articles.models import Event, Photo
from articles.models.event import Action
from articles.publishing import save_draft, take_in
from articles.search import search_photos
from tests.admin.forms import fields_of
from tests.factories import make_article, make_photo, publish
from tests.renditions.drawing import as_file, gradient

WALL = "/admin/articles/photo/"
DESCRIBE = "/admin/articles/photo/describe/"


def soon(**ahead):
    return timezone.now() + timedelta(**ahead)


def hanging(client, **asked) -> list[int]:
    response = client.get(WALL, asked)
    assert response.status_code == 200
    return [photo.pk for photo in response.context["cl"].result_list]


def test_pictures_hang_with_their_words_credit_and_marks(library):
    photo = make_photo(renditions=True, caption="Мост через Ишим", usage_until=soon(days=2))

    page = html.document_fromstring(library.get(WALL).content.decode())

    (link,) = page.find_class("wall-link")
    assert link.get("href") == f"{WALL}{photo.pk}/change/"
    assert "Мост через Ишим" in link.text_content()
    assert "© Sputnik / Владислав Воднев" in link.text_content()
    assert [mark.get("class").split("-")[-1] for mark in link.find_class("photo-mark")] == ["ending", "unused"]
    assert link.find(".//img").get("alt") == ""  # the words beside it name the link
    assert page.xpath("//li//input[@type='checkbox']/@value")[-1] == str(photo.pk)


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"usage_until": timedelta(days=8)}, {"unused"}),
        ({"usage_until": timedelta(days=6)}, {"unused", "ending"}),
        ({"usage_until": -timedelta(days=1)}, {"unused", "ended"}),
        ({"embargo_until": timedelta(hours=1)}, {"unused", "embargo"}),
        ({"embargo_until": -timedelta(hours=1)}, {"unused"}),
        ({"withdrawn_at": -timedelta(hours=1)}, {"unused", "withdrawn"}),
        ({"renditions_due_at": timedelta(0)}, {"unused", "making"}),
        ({"failure": "broken"}, {"unused", "failed"}),
        ({"renditions_wanted": 9, "renditions_made": 4}, {"unused", "failed"}),
        ({"renditions_wanted": 9, "renditions_made": 9}, {"unused"}),
        ({"digital_source_type": "trainedAlgorithmicMedia"}, {"unused", "machine"}),
    ],
)
def test_what_is_to_be_known_of_a_photo_is_marked(library, fields, kinds):
    now = timezone.now()
    make_photo(**{name: now + value if isinstance(value, timedelta) else value for name, value in fields.items()})

    (photo,) = library.get(WALL).context["cl"].result_list

    assert {mark.kind for mark in photo.marks} == kinds


def test_where_it_is_used_is_marked(library):
    drafted, waiting, live = (make_photo() for _ in range(3))
    for photo in (drafted, waiting, live):
        save_draft(make_article(photo=photo), by=None)
    publish(make_article(photo=waiting), by=None, at=soon(hours=1))
    publish(make_article(photo=live), by=None)

    marks = {photo.pk: [mark.kind for mark in photo.marks] for photo in library.get(WALL).context["cl"].result_list}

    assert marks == {drafted.pk: ["draft"], waiting.pk: ["waiting"], live.pk: ["live"]}


def test_the_wall_has_pages_both_ways(library, monkeypatch):
    monkeypatch.setattr(photo_wall, "SIZE", 2)
    pks = [make_photo().pk for _ in range(5)]

    first = library.get(WALL).context["cl"]
    second = library.get(WALL + first.older).context["cl"]
    third = library.get(WALL + second.older).context["cl"]
    again = library.get(WALL + third.newer).context["cl"]

    assert [photo.pk for cl in (first, second, third) for photo in cl.result_list] == pks[::-1]
    assert (first.newer, first.newest, third.older) == ("", "", "")
    assert list(again.result_list) == list(second.result_list)
    assert hanging(library, before="x") == hanging(library, after="9" * 30) == pks[:-3:-1]


def test_hits_have_pages_too(library, monkeypatch):
    monkeypatch.setattr(photo_wall, "SIZE", 2)
    pks = [make_photo(caption="Мост").pk for _ in range(3)]
    make_photo(caption="Река", alt="")

    first = library.get(WALL, {"q": "мосты"}).context["cl"]

    assert [photo.pk for photo in first.result_list] == [pks[2], pks[1]]
    assert [photo.pk for photo in library.get(WALL + first.older).context["cl"].result_list] == [pks[0]]


def test_filters_narrow_alone_and_with_words(library):
    other = make_photo(agency="Фотослужба", creator="", caption="Река", alt="")
    machine = make_photo(digital_source_type="trainedAlgorithmicMedia")
    ending, ended = make_photo(usage_until=soon(days=2)), make_photo(usage_until=soon(days=-2))
    embargoed, withdrawn = (
        make_photo(embargo_until=soon(days=2)),
        make_photo(withdrawn_at=soon(days=-2), usage_until=soon(days=3)),
    )
    drafted, published = make_photo(), make_photo(used_at=timezone.now())
    save_draft(make_article(photo=drafted), by=None)
    photos = [other, machine, ending, ended, embargoed, withdrawn, drafted, published]
    usable = [other, machine, ending, drafted, published]

    for asked, wanted in [
        ({"agency": "Фотослужба"}, [other]),
        ({"agency": "фото"}, [other]),
        ({"agency": "фото", "q": "река"}, [other]),
        ({"agency": "фото", "q": "мост"}, []),
        ({"creator": "Владислав Воднев"}, photos[1:]),
        ({"creator": "водн", "rights": "ended"}, [ended]),
        ({"rights": "usable"}, usable),
        ({"rights": "usable", "q": "мост"}, usable[1:]),
        ({"rights": "ending"}, [ending]),
        ({"rights": "embargoed"}, [embargoed]),
        ({"rights": "withdrawn", "q": "мостом"}, [withdrawn]),
        ({"use": "published"}, [published]),
        ({"use": "drafts"}, [drafted]),
        ({"use": "never"}, photos[:-2]),
        ({"machine": "on"}, [machine]),
        ({"id": f"{other.pk},{ended.pk},x,{'9' * 30}"}, [other, ended]),
    ]:
        assert hanging(library, **asked) == [photo.pk for photo in wanted[::-1]], asked


@pytest.mark.parametrize("asked", [{"creator": "воднев ВЛАД"}, {"agency": "sput"}])
def test_who_took_photos_long_ago_is_found_by_a_part_of_the_name(library, monkeypatch, asked):
    monkeypatch.setattr("articles.admin.photo_filters.NEWEST", 1)
    old = make_photo(creator="Владислав Воднев", agency="Sputnik")
    make_photo(creator="Фотослужба", agency="")

    assert hanging(library, **asked) == [old.pk]


def test_days_are_those_of_the_newsroom(library):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    last_night, today = make_photo(added_at=midnight - timedelta(seconds=1)), make_photo(added_at=midnight)
    day, day_before = f"{midnight:%Y-%m-%d}", f"{midnight - timedelta(days=1):%Y-%m-%d}"

    assert hanging(library, since=day) == [today.pk]
    assert hanging(library, until=day_before) == [last_night.pk]
    assert hanging(library, since=day_before, until=day) == [today.pk, last_night.pk]


@pytest.mark.parametrize("asked", [{"rights": "x"}, {"since": "вчера"}, {"use": "'"}, {"agency": "\x00"}, {"id": ","}])
def test_nonsense_narrows_nothing(library, asked):
    photo = make_photo()

    assert hanging(library, **asked) == [photo.pk]


def test_each_filter_can_be_taken_away(library):
    make_photo()

    cl = library.get(WALL, {"q": "мост", "rights": "usable", "agency": "Sputnik"}).context["cl"]

    assert [set(QueryDict(each.without[1:])) for each in cl.asked] == [
        {"agency", "rights"},
        {"q", "rights"},
        {"q", "agency"},
    ]


@pytest.mark.parametrize(
    "asked", [{}, {"q": "мост"}, {"use": "never", "rights": "usable"}, {"agency": "sput", "q": "мост"}, {"p": "2"}]
)
def test_the_wall_costs_the_same_for_two_photos_and_for_forty_and_counts_nothing(library, asked):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert hanging(library, **asked)
        assert not [query for query in captured if "COUNT(" in query["sql"].upper()]
        return len(captured)

    for _ in range(2):
        save_draft(make_article(photo=make_photo(renditions=True, used_at=None)), by=None)
        make_photo()
    few = cost()
    for _ in range(38):
        make_photo(renditions=True)

    assert cost() == few <= 12


def test_many_are_described_at_once_and_each_is_noted_down(library):
    one, same = make_photo(), make_photo(usage_terms="Без обрезки", agency="Фотослужба")
    other = make_photo()
    picked = {"photo": [one.pk, same.pk], "usage_terms": "Без обрезки", "agency": "Фотослужба"}

    asked = library.post(f"{DESCRIBE}?q=мост", {"photo": [one.pk, same.pk]})
    assert asked.status_code == 200
    assert not asked.context["form"].errors
    done = library.post(f"{DESCRIBE}?q=мост", picked | {"step": "do"})

    assert done.url == f"{WALL}?q=%D0%BC%D0%BE%D1%81%D1%82"
    for photo in (one, same, other):
        photo.refresh_from_db()
    assert (one.usage_terms, one.agency, one.caption) == ("Без обрезки", "Фотослужба", "Мост")
    assert one.renditions_due_at is not None  # its files carry the credit
    assert (other.agency, other.renditions_due_at, same.renditions_due_at) == ("Sputnik", None, None)
    assert search_photos(Photo.objects.all(), "фотослужба", narrowed=False) == [same.pk, one.pk]
    (event,) = Event.objects.filter(action=Action.CHANGED)
    assert (event.noun_id, event.by.username) == (one.pk, "photo")
    assert event.details["changes"] == {"usage_terms": ["", "Без обрезки"], "agency": ["Sputnik", "Фотослужба"]}


def test_until_when_and_where_is_said_of_many_too(library):
    photo, night = make_photo(), {"embargo_until_0": "2030-01-02", "embargo_until_1": "06:00"}

    library.post(DESCRIBE, {"photo": [photo.pk], "step": "do", "caption": "Пуск", "city": "Астана"} | night)

    photo.refresh_from_db()
    assert (photo.caption, photo.city, photo.alt) == ("Пуск", "Астана", "Мост через реку")
    assert photo.embargo_until.year == 2030 and search_photos(Photo.objects.all(), "пуском", narrowed=False)


def test_a_sign_said_of_many_is_nothing_said(library):
    photo = make_photo(creator="Владислав Воднев", agency="")

    library.post(DESCRIBE, {"photo": [photo.pk], "step": "do", "creator": "\u200b"})

    photo.refresh_from_db()
    assert photo.creator == "Владислав Воднев"


def test_nothing_said_or_nothing_picked_changes_nothing(library):
    photo = make_photo()

    empty = library.post(DESCRIBE, {"photo": [photo.pk], "step": "do"})
    assert empty.context["form"].non_field_errors()
    assert library.post(DESCRIBE, {"photo": ["x", "9" * 30], "step": "do", "agency": "Другое"}).url == WALL

    assert not Event.objects.filter(action=Action.CHANGED).exists()


def test_who_may_only_look_neither_picks_nor_describes(client, reporter):
    photo = make_photo()
    client.force_login(reporter)

    assert "data-wall-pick" not in client.get(WALL).content.decode()
    assert client.post(DESCRIBE, {"photo": [photo.pk], "step": "do", "agency": "Другое"}).status_code == 403

    photo.refresh_from_db()
    assert photo.agency == "Sputnik"
    assert client.get(DESCRIBE).status_code == 405


def test_a_photo_described_anew_on_its_page_is_found_by_its_new_words(library):
    photo = make_photo()
    fields = fields_of(library.get(f"{WALL}{photo.pk}/change/").content, "photo_form")

    response = library.post(f"{WALL}{photo.pk}/change/", fields | {"caption": "Тоннель", "alt": "Въезд"})

    assert response.status_code == 302
    assert hanging(library, q="тоннелем воднева") == [photo.pk]
    assert hanging(library, q="мосты") == []


def test_a_photo_that_comes_in_is_found(library):
    file = as_file(gradient(240, 160))
    file.seek(0)

    photo = take_in(file, filename="площадь.jpg", agency="Фотослужба", caption="Тоннель", alt="Въезд")

    assert hanging(library, q="тоннелем фотослужба") == hanging(library, q="площади") == [photo.pk]
