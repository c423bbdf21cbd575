"""Photos come in, one or fifty: each file is answered for by itself, and every refusal is a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from articles.models import Event, Photo
from articles.publishing import withdraw_photo
from tests.factories import make_author, make_photo
from tests.renditions.drawing import as_file, gradient

ADD = "/admin/articles/photo/add/"
SEND = "/admin/articles/photo/send/"
PROGRESS = "/admin/articles/photo/progress/"
CREDIT = {"creator": "Владислав Воднев", "agency": "Sputnik"}


def picture(width: int = 320, form: str = "JPEG") -> bytes:
    return as_file(gradient(width, 200), form).getvalue()


def file(data: bytes, name: str = "мост.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def send(client, data: bytes, name: str = "мост.jpg", **said) -> dict:
    return client.post(SEND, CREDIT | said | {"file": file(data, name)}).json()


FORM = {"digital_source_type": "", "focal_x": "0.5", "focal_y": "0.5"}


def test_a_picture_without_a_credit_is_asked_for_one_and_comes_in_with_it(library):
    answer = send(library, picture(), creator="", agency="")
    assert (answer["kind"], bool(answer["messages"])) == ("uncredited", True)
    assert not Photo.objects.exists()

    answer = send(library, picture(), agency="")

    photo = Photo.objects.get()
    assert (answer["kind"], answer["photo"]["id"]) == ("taken", photo.pk)
    assert answer["photo"]["url"] == f"/admin/articles/photo/{photo.pk}/change/"
    assert answer["photo"]["credit"] == photo.credit == "© Владислав Воднев"


@pytest.mark.parametrize(
    "data",
    [b"not a picture", b"%!PS-Adobe-3.0 EPSF", picture()[:2000], b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
)
def test_what_is_no_whole_picture_is_refused_in_words(library, data):
    answer = send(library, data)

    assert (answer["kind"], bool(answer["messages"][0])) == ("refused", True)
    assert not Photo.objects.exists()


def test_nothing_sent_is_refused_in_words(library):
    assert library.post(SEND, CREDIT).json()["messages"]
    assert library.post(ADD, CREDIT).context["is_empty"]


def test_a_file_larger_than_any_picture_is_refused_in_words(library, settings):
    settings.NEWSROOM_PHOTO_MEGABYTES = 1

    answer = send(library, b"\0" * 1_000_001)

    assert (answer["kind"], "1" in answer["messages"][0]) == ("refused", True)


def test_the_same_picture_again_leads_to_the_one_there_is(library):
    data = picture()
    first = send(library, data)

    again = send(library, data, "другое имя.jpg", agency="Другое")

    assert (again["kind"], again["photo"]["id"]) == ("known", first["photo"]["id"])
    assert Photo.objects.get().agency == "Sputnik"


def test_who_brings_a_withdrawn_photo_again_is_told_so(library, chief):
    data = picture()
    send(library, data)
    withdraw_photo(Photo.objects.get(), by=chief, reason="по просьбе автора")

    again = send(library, data)

    assert (again["kind"], len(again["messages"])) == ("known", 1)


def test_who_added_it_and_under_which_name_is_kept(library, photographer):
    send(library, picture(), "Мост через Ишим.jpg")

    photo = Photo.objects.get()
    assert (photo.filename, photo.added_by) == ("Мост через Ишим.jpg", photographer)
    assert Event.objects.get(noun="photo", noun_id=photo.pk).by == photographer


def test_without_scripts_each_of_many_files_is_answered_for_by_itself(library):
    files = [file(picture(), "мост.jpg"), file(b"no picture", "письмо.jpg"), file(picture(360), "река.jpg")]

    response = library.post(ADD, CREDIT | {"file": files, "usage_terms": "Только для сайта"})

    outcomes = response.context["outcomes"]
    assert [(each.filename, each.kind) for each in outcomes] == [
        ("мост.jpg", "taken"),
        ("письмо.jpg", "refused"),
        ("река.jpg", "taken"),
    ]
    page = response.content.decode()
    assert all(f"/admin/articles/photo/{photo.pk}/change/" in page for photo in Photo.objects.all())
    assert "Владислав Воднев" in page and "Только для сайта" in page


def test_how_the_files_get_on_is_told_of_all_at_once(library, django_assert_num_queries):
    waiting = make_photo(renditions_due_at="2026-01-01T00:00Z", renditions_made=3, renditions_wanted=20)
    broken = make_photo(failure="broken")
    left = make_photo(renditions=True, renditions_made=0, renditions_wanted=12)
    done = [make_photo(renditions=True, renditions_made=12, renditions_wanted=12) for _ in range(20)]
    library.get(PROGRESS)

    with django_assert_num_queries(6):  # the session, the person, what they may (2), photos, thumbnails
        ids = [waiting.pk, broken.pk, left.pk, *(photo.pk for photo in done), 10**17, 10**30, "x"]
        told = library.get(PROGRESS, {"id": ids}).json()

    assert len(told) == 23
    assert (told[str(waiting.pk)]["made"], told[str(waiting.pk)]["is_done"]) == (3, False)
    assert told[str(broken.pk)]["failure"] and told[str(left.pk)]["failure"]
    assert told[str(done[0].pk)]["is_done"] and told[str(done[0].pk)]["thumbnail"]


def test_a_credit_is_offered_and_never_written_in(library, photographer):
    make_author(name_ru="Фотослужба", user=photographer)
    make_photo(added_by=photographer, creator="Владислав Воднев", agency="Sputnik")
    make_photo(added_by=photographer, creator="Чужое агентство", from_file={"creator": "Чужое агентство"})

    page = html.fromstring(library.get(ADD).content.decode())

    offered = [option.get("value") for option in page.get_element_by_id("known_creator")]
    assert offered == ["Владислав Воднев", "Фотослужба"]
    assert [page.get_element_by_id(f"id_{name}").value for name in ("creator", "agency")] == [None, None]
    assert page.get_element_by_id("id_creator").get("list") == "known_creator"


SENT = {"creator": "Владислав\u00a0 Вод\u00adнев\u200b", "agency": "\u202eSputnik\u3164"}


def test_what_nobody_sees_in_a_credit_is_left_out(library):
    send(library, picture(), **SENT)
    photo = Photo.objects.get()
    assert photo.credit == "© Sputnik / Владислав Воднев"
    other = make_photo(creator="", agency="Другое")

    library.post(f"/admin/articles/photo/{photo.pk}/change/", SENT | FORM | {"people": "Аким\u200b"})
    library.post("/admin/articles/photo/describe/", SENT | {"photo": [other.pk], "step": "do"})

    assert {each.credit for each in Photo.objects.all()} == {"© Sputnik / Владислав Воднев"}
    photo.refresh_from_db()
    assert photo.people == "Аким"


@pytest.mark.parametrize("nobody", ["\u200b", "\u3164", "©", "\ufeff© / \u2060"])
def test_a_credit_of_signs_or_of_what_nobody_sees_is_asked_for_again(library, nobody):
    assert send(library, picture(), creator=nobody, agency="")["kind"] == "uncredited"
