"""The page of a photo: its words and credit are mended there, by two people at once too, and nothing typed is lost."""

import html
import re

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import Photo
from articles.models.photo import originals
from articles.publishing import make_renditions, save_draft, take_in
from articles.renditions import crop_box
from tests.factories import make_article, make_edition, make_photo
from tests.renditions.drawing import as_file, gradient

WORDS = {
    "creator": "Владислав Воднев",
    "agency": "Sputnik",
    "caption": "Мост",
    "alt": "Мост через реку",
    "digital_source_type": "digitalCapture",
    "focal_x": "0.5",
    "focal_y": "0.5",
}


def taken_in(**fields) -> Photo:
    file = ContentFile(as_file(gradient(400, 300)).getvalue())
    photo = take_in(file, **({"agency": "Sputnik"} | fields))
    make_renditions(photo)
    return photo


def address(photo: Photo, page: str = "change") -> str:
    return f"/admin/articles/photo/{photo.pk}/{page}/"


def opened(client, photo: Photo) -> dict:
    """What a browser would send of the form as it was opened."""
    form = client.get(address(photo)).context["adminform"].form
    return WORDS | {name: getattr(photo, name) for name in WORDS} | {"seen": form["seen"].value()}


def test_words_and_credit_are_mended_without_the_file(library):
    photo = taken_in()
    names = set(photo.renditions.values_list("name", flat=True))
    changed = WORDS | {"alt": "Мост через Ишим", "focal_y": "0.1"}

    assert library.post(address(photo), changed).status_code == 302

    photo.refresh_from_db()
    assert photo in Photo.objects.due()
    make_renditions(photo)
    assert (photo.alt, photo.focal_y) == ("Мост через Ишим", 0.1)
    assert set(photo.renditions.current().values_list("name", flat=True)) != names


def test_a_credit_is_not_taken_away_and_what_was_typed_stays(library):
    photo = make_photo()

    response = library.post(address(photo), WORDS | {"creator": "", "agency": "", "caption": "Новая подпись"})

    assert response.status_code == 200
    assert response.context["adminform"].form.non_field_errors()
    assert "Новая подпись" in response.content.decode()
    photo.refresh_from_db()
    assert photo.agency == "Sputnik"


def test_a_photo_whose_file_is_not_in_place_can_still_be_described(library):
    photo = make_photo()

    assert library.post(address(photo), WORDS | {"caption": "Новая подпись"}).status_code == 302

    photo.refresh_from_db()
    assert photo.caption == "Новая подпись"


def test_two_who_change_different_fields_both_keep_what_they_wrote(library):
    photo = make_photo(caption="Мост", alt="Мост через реку")
    mine = opened(library, photo) | {"caption": "Мост открыт"}
    Photo.objects.filter(pk=photo.pk).update(alt="Мост через Ишим")

    assert library.post(address(photo), mine).status_code == 302

    photo.refresh_from_db()
    assert (photo.caption, photo.alt) == ("Мост открыт", "Мост через Ишим")


@pytest.mark.parametrize("nobody", ["\u200b", "©"])
def test_a_sign_in_the_place_of_a_credit_is_refused(library, nobody):
    photo = make_photo()

    response = library.post(address(photo), WORDS | {"creator": nobody, "agency": ""})

    assert response.status_code == 200
    assert response.context["errors"]
    photo.refresh_from_db()
    assert photo.creator == "Владислав Воднев"


def test_two_who_each_take_one_half_of_the_credit_away_leave_one(library):
    photo = make_photo()
    mine = opened(library, photo) | {"creator": ""}
    Photo.objects.filter(pk=photo.pk).update(agency="")

    response = library.post(address(photo), mine)

    assert response.context["adminform"].form.non_field_errors()
    photo.refresh_from_db()
    assert photo.creator


def test_two_who_change_the_same_field_are_told_and_the_second_may_keep_theirs(library):
    photo = make_photo(caption="Мост")
    mine = opened(library, photo) | {"caption": "Мост открыт"}
    Photo.objects.filter(pk=photo.pk).update(caption="Мост закрыт")

    response = library.post(address(photo), mine)

    form = response.context["adminform"].form
    assert "Мост закрыт" in form.errors["caption"][0]
    assert form["caption"].value() == "Мост открыт"
    photo.refresh_from_db()
    assert photo.caption == "Мост закрыт"

    assert library.post(address(photo), mine | {"seen": form["seen"].value()}).status_code == 302

    photo.refresh_from_db()
    assert photo.caption == "Мост открыт"


@pytest.mark.parametrize("nonsense", ["", "{", "[]", '{"caption": 1}', "[" * 5000])
def test_a_form_whose_stamps_are_nonsense_is_saved_as_it_stands(library, nonsense):
    photo = make_photo(caption="Мост")

    response = library.post(address(photo), WORDS | {"caption": "Мост открыт", "seen": nonsense})

    assert response.status_code in (200, 302)


def test_what_came_from_the_file_is_marked_and_what_was_changed_can_be_taken_back(library):
    said = {"creator": "Владислав Воднев", "caption": "Мост через Ишим", "taken_at": "2021-04-30T12:05:00"}
    photo = make_photo(creator="Владислав Воднев", caption="Мост", from_file=said)

    response = library.get(address(photo))

    fields = response.context["adminform"].form.fields
    assert fields["creator"].said.is_kept
    assert not fields["caption"].said.is_kept
    assert fields["taken_at"].said.inputs == '["2021-04-30", "12:05"]'
    assert "Мост через Ишим" in response.content.decode()
    assert fields["agency"].said is None


@pytest.mark.parametrize("said", ["вчера", "9999-99-99", "0001-01-01T00:00:00+14:00"])
def test_a_moment_that_is_none_breaks_no_page(library, said):
    assert library.get(address(make_photo(from_file={"taken_at": said}))).status_code == 200


def test_each_frame_is_shown_as_it_will_be_cut(library):
    photo = make_photo(focal_x=0.9, focal_y=0.1)

    looks = {each.frame: each for each in library.get(address(photo)).context["looks"]}

    box = crop_box(1920, 1280, "1:1", (0.9, 0.1))
    assert box.left > 0
    assert (looks["1:1"].width, looks["1:1"].height) == (1280, 1280)
    assert f"left:{-box.left / 1280:.3%}" in looks["1:1"].style
    assert list(looks) == ["whole", "16:9", "4:3", "1:1"]


def test_the_stories_that_show_it_stand_there_with_their_ways(library, chief, django_assert_max_num_queries):
    photo = make_photo(renditions=True)
    live = make_edition(by=chief, photo=photo, headline="Мост открыт")
    draft = make_article(photo=photo, headline="Река вскрылась")
    save_draft(draft, by=chief)

    with django_assert_max_num_queries(25):
        page = library.get(address(photo)).content.decode()

    for pk, headline in ((live.article_id, "Мост открыт"), (draft.pk, "Река вскрылась")):
        assert re.search(rf'<a href="/admin/articles/article/{pk}/change/">{headline}</a>', page)


def test_the_original_is_kept_under_its_own_name_and_never_shown(library, reporter):
    photo = taken_in(filename="Мост через Ишим.html")

    response = library.get(address(photo, "original"))

    assert response.getvalue() == originals().open(photo.original.name).read()
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%9C%D0%BE%D1%81%D1%82")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_an_original_that_is_not_in_place_is_said_so(library):
    photo = make_photo()

    response = library.get(address(photo, "original"), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_an_original_that_the_storage_cannot_give_now_is_said_so(library):
    originals().save("occupied", ContentFile(b"a file where a folder should be"))
    photo = make_photo(original="occupied/photo.jpg")

    response = library.get(address(photo, "original"), follow=True)

    originals().delete("occupied")
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


@pytest.mark.parametrize("fields", [{"withdrawn_at": timezone.now()}, {"usage_until": timezone.now()}])
def test_files_of_a_photo_that_may_not_be_used_are_not_ordered_and_that_is_said(library, fields):
    photo = make_photo(**fields)

    response = library.post(address(photo, "develop"), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    photo.refresh_from_db()
    assert photo.renditions_due_at is None


def test_a_photo_whose_files_could_not_be_made_says_why_and_is_tried_again(library):
    photo = make_photo(failure="too_hard")
    page = library.get(address(photo)).content.decode()
    assert photo.get_failure_display() in page and address(photo, "develop") in page

    library.post(address(photo, "develop"))

    photo.refresh_from_db()
    assert (photo.failure, photo in Photo.objects.due()) == ("", True)
    assert f'data-making="{photo.pk}"' in library.get(address(photo)).content.decode()


def test_a_narrow_picture_is_warned_of_and_saved(library):
    photo = make_photo()
    Photo.objects.filter(pk=photo.pk).update(width=400, height=300)

    response = library.post(address(photo), WORDS | {"caption": "Мост открыт"}, follow=True)

    assert "warning" in [message.level_tag for message in response.context["messages"]]
    photo.refresh_from_db()
    assert photo.caption == "Мост открыт"


def test_an_alternative_text_that_says_the_caption_again_is_warned_of(library):
    typed = WORDS | {"caption": "Мост через Ишим", "alt": "Мост через Ишим"}

    response = library.post(address(make_photo()), typed, follow=True)

    assert "warning" in [message.level_tag for message in response.context["messages"]]


def test_who_may_only_look_sees_its_words_and_no_button(client, reporter):
    photo = make_photo(city="Астана")
    client.force_login(reporter)

    page = client.get(address(photo)).content.decode()

    assert "Астана" in page and "Владислав Воднев" in page
    assert 'name="_save"' not in page and "data-focal-picture" not in page


@pytest.mark.parametrize("fields", [{"caption": "Мост"}, {"filename": "DSC_1.jpg"}, {}])
@pytest.mark.parametrize("headline", ["", "Переправа"])
def test_its_page_and_what_is_said_of_saving_it_name_it_alike(library, headline, fields):
    photo = make_photo(**({"caption": "", "headline": headline} | fields))
    title = re.search(r"<h1>(.+?)</h1>", library.get(address(photo)).content.decode())[1]
    typed = WORDS | {"caption": photo.caption, "headline": headline, "alt": "Лодки"}

    response = library.post(address(photo), typed, follow=True)

    assert title == html.escape(str(photo))
    assert any(title in str(message) for message in response.context["messages"])


def test_files_that_could_not_be_made_anew_are_said_so_and_tried_again(library):
    photo = make_photo(renditions=True, renditions_made=12, renditions_wanted=12)
    assert not alerts(library, photo)

    Photo.objects.filter(pk=photo.pk).update(renditions_made=0)

    assert 'form="develop"' in alerts(library, photo)


def alerts(client, photo: Photo) -> str:
    return "".join(re.findall(r'<div class="photo-failed".+?</div>', client.get(address(photo)).content.decode(), re.S))
