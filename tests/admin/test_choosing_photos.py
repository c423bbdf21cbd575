"""Which photos a story may get: found in the whole library, and never one that may not be used any more."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from articles.publishing import save_draft
from tests.admin.forms import address, fields_of
from tests.factories import make_article, make_photo, make_user

CARDS = "/admin/articles/article/cards/"
CHOOSE = "/admin/articles/photo/choose/"


def offered(client, **asked) -> list[int]:
    page = client.get(CHOOSE, asked).content.decode().strip()
    options = html.fragments_fromstring(page) if page else []
    return [int(option.get("data-id")) for option in options if option.get("role") == "option"]


def ahead(**time):
    return timezone.now() + timedelta(**time)


@pytest.fixture(params=["withdrawn", "ended", "failed"])
def unusable(request):
    fields = {
        "withdrawn": {"withdrawn_at": timezone.now()},
        "ended": {"usage_until": ahead(days=-1)},
        "failed": {"failure": "broken"},
    }
    return make_photo(caption="Мост", **fields[request.param])


def test_what_may_not_be_used_is_not_found_either(desk, unusable):
    usable = make_photo(caption="Мост")

    assert offered(desk) == offered(desk, q="мосты") == offered(desk, q="мосты", unused="1") == [usable.pk]
    assert offered(desk, q=f"#{unusable.pk}") == []


def test_a_photo_under_embargo_is_offered_and_marked(desk):
    photo = make_photo(embargo_until=ahead(hours=3))

    page = html.fromstring(desk.get(CHOOSE).content.decode())

    assert page.get("data-id") == str(photo.pk)
    assert page.find_class("photo-mark-embargo")


def test_the_box_leaves_what_was_never_published(desk):
    make_photo(used_at=timezone.now())
    never = make_photo()

    assert offered(desk, unused="1") == offered(desk, unused="1", q="мост") == [never.pk]


def test_photos_of_ones_own_latest_stories_stand_beside_the_newest_until_something_is_typed(desk, editor, chief):
    own, others, *newest = [make_photo().pk for _ in range(30)]
    save_draft(make_article(photo_id=own, created_by=editor), by=editor)
    save_draft(make_article(photo_id=others, created_by=chief), by=chief)
    newest.reverse()

    assert offered(desk) == [*newest[:14], own, *newest[14:19]]
    assert offered(desk, q="мост") == newest[:20]


def test_it_is_said_that_there_are_more_than_are_shown(desk):
    for _ in range(20):
        make_photo()
    assert "data-more" not in desk.get(CHOOSE).content.decode() + desk.get(CHOOSE, {"q": "мост"}).content.decode()

    make_photo()

    assert all("data-more" in desk.get(CHOOSE, asked).content.decode() for asked in ({}, {"q": "мост"}))
    assert len(offered(desk)) == 20


def test_a_photo_without_words_goes_by_the_name_of_its_file(desk):
    make_photo(caption="", alt="", filename="DSC_0042.jpg")

    assert "DSC_0042.jpg" in desk.get(CHOOSE).content.decode()


def test_a_card_says_that_its_photo_is_withdrawn(desk):
    photo = make_photo(withdrawn_at=timezone.now())

    page = html.fromstring(desk.get("/admin/articles/article/cards/", {"card": f"photo-{photo.pk}"}).content.decode())

    assert page.find_class("photo-mark-withdrawn")


def test_a_crafted_choice_is_refused_at_the_field_and_nothing_is_saved(desk, story, unusable):
    fields = fields_of(desk.get(address(story)).content, "article_form")

    response = desk.post(address(story), fields | {"photo": unusable.pk, "_save": "1"})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors["photo"]
    story.refresh_from_db()
    assert story.photo_id is None


def test_a_story_that_has_it_already_is_still_written(desk, story, chief):
    story.photo = make_photo()
    save_draft(story, by=chief)
    fields = fields_of(desk.get(address(story)).content, "article_form")
    story.photo.withdrawn_at = timezone.now()
    story.photo.save()

    response = desk.post(address(story), fields | {"headline": "Мост закрыт", "_save": "1"})

    assert response.status_code == 302
    story.refresh_from_db()
    assert (story.headline, story.photo_id) == ("Мост закрыт", int(fields["photo"][0]))


def test_a_form_that_began_with_it_is_heard_after_another_took_it_out(desk, story, chief):
    story.photo = gone = make_photo()
    save_draft(story, by=chief)
    fields = fields_of(desk.get(address(story)).content, "article_form")
    story.photo = make_photo()
    save_draft(story, by=chief)
    gone.withdrawn_at = timezone.now()
    gone.save()

    response = desk.post(address(story), fields | {"lead": "Иначе", "_save": "1"})

    assert response.status_code == 302
    story.refresh_from_db()
    assert (story.lead, story.photo_id == gone.pk) == ("Иначе", False)


@pytest.mark.parametrize("role, ways", [("reporter", 0), ("editor", 2)])
@pytest.mark.django_db
def test_the_way_to_uploading_is_offered_to_those_who_may(client, role, ways):
    """From the lead photo's wall and from that of the body's cards."""
    client.force_login(make_user(role))

    page = client.get("/admin/articles/article/add/").content.decode()

    assert page.count("/admin/articles/photo/add/") == ways


UNSEEN = {
    "withdrawn": {"withdrawn_at": timezone.now()},
    "ended": {"usage_until": ahead(days=-1)},
    "embargo": {"embargo_until": ahead(hours=3)},
    "failed": {"failure": "broken"},
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_a_photo_that_no_reader_sees_now_says_why_in_the_story(desk, story, chief, kind):
    """Under the lead photo, and on the cards of the body."""
    photo = make_photo(**UNSEEN[kind])
    shown = make_photo(usage_until=ahead(days=1))
    story.photo = photo
    save_draft(story, by=chief)

    cards = html.fromstring(desk.get(CARDS, {"card": [f"photo-{photo.pk}", f"photo-{shown.pk}"]}).content.decode())
    lead = html.fromstring(desk.get(address(story)).content.decode()).find_class("photo-input")[0]

    for card in (lead, cards.find(f"*[@data-card='photo-{photo.pk}']")):
        assert card.find_class(f"photo-mark-{kind}")[0].text_content()
    assert not cards.find(f"*[@data-card='photo-{shown.pk}']").find_class(f"photo-mark-{kind}")
