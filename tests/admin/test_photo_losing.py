"""An embargo, or rights that have ended, take a photo from readers with the saving: whoever saves hears how often."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Event, Photo
from tests.admin.forms import fields_of
from tests.factories import make_edition, make_photo

CHANGELIST = "/admin/articles/photo/"


@pytest.fixture
def photo(chief):
    """Readers see it in two stories."""
    photo = make_photo(renditions=True)
    for headline in ("Мост открыт", "Река вскрылась"):
        make_edition(by=chief, photo=photo, headline=headline)
    return photo


def address(photo: Photo) -> str:
    return f"{CHANGELIST}{photo.pk}/change/"


def day(**ahead) -> dict[str, str]:
    at = timezone.localtime(timezone.now() + timedelta(**ahead))
    return {"0": f"{at:%Y-%m-%d}", "1": f"{at:%H:%M}"}


def typed(field: str, **ahead) -> dict[str, str]:
    return {f"{field}_{part}": text for part, text in day(**ahead).items()}


def warnings(response) -> list[str]:
    return [str(each) for each in response.context["messages"] if each.level_tag == "warning"]


@pytest.mark.parametrize("change", [typed("embargo_until", days=2), typed("usage_until", days=-2)])
def test_who_takes_a_photo_from_live_stories_hears_of_how_many_and_where(library, photo, change):
    fields = fields_of(library.get(address(photo)).content, "photo_form")

    said = warnings(library.post(address(photo), fields | change, follow=True))

    assert len(said) == 1
    assert " 2 " in said[0] and f'href="{address(photo)}#photo-uses"' in said[0]
    assert re.findall(r"\d\d:\d\d", said[0]) == [text for name, text in change.items() if name == "embargo_until_1"]


@pytest.mark.parametrize("change", [{"caption": "Новый мост"}, typed("usage_until", days=2)])
def test_what_readers_go_on_seeing_is_no_loss(library, photo, change):
    fields = fields_of(library.get(address(photo)).content, "photo_form")

    assert warnings(library.post(address(photo), fields | change, follow=True)) == []


def test_what_no_live_story_shows_is_no_loss(library):
    photo = make_photo()
    fields = fields_of(library.get(address(photo)).content, "photo_form")

    assert warnings(library.post(address(photo), fields | typed("usage_until", days=-2), follow=True)) == []


def test_of_many_photos_at_once_it_is_said_too(library, photo):
    other = make_photo()
    asked = {"photo": [photo.pk, other.pk], "step": "do"} | typed("usage_until", days=-2)

    said = warnings(library.post(f"{CHANGELIST}describe/", asked, follow=True))

    assert len(said) == 1
    assert " 2 " in said[0] and str(photo.pk) in said[0]


def test_a_change_on_its_page_is_noted_down_once_with_what_was_and_is(library, photo, photographer):
    fields = fields_of(library.get(address(photo)).content, "photo_form")

    library.post(address(photo), fields | {"city": "Астана"})

    noted = Event.objects.get(noun="photo", noun_id=photo.pk)
    assert (noted.by, noted.details) == (photographer, {"changes": {"city": ["", "Астана"]}})
