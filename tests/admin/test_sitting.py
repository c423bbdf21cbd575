"""What somebody types is kept without a save, given back to them alone, and gone once it is saved."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from articles.admin.rescue import LARGEST
from articles.models import Event, Sitting, Version
from articles.publishing import save_draft
from tests.admin.forms import ADD, BEAT, address, beat, fields_of, reload, send, typed_in
from tests.factories import make_section, make_user

pytestmark = pytest.mark.django_db


def test_what_is_typed_is_kept_and_makes_neither_version_nor_event(desk, editor, story):
    token, before = uuid4(), (Version.objects.count(), Event.objects.count())
    for headline in ("Мост зак", "Мост закрыт"):
        assert beat(desk, editor, story, token=token, typed={"headline": [headline]}).status_code == 200

    sitting = Sitting.objects.get()
    assert (sitting.typed, sitting.base) == ({"headline": ["Мост закрыт"]}, story.version)
    assert (Version.objects.count(), Event.objects.count()) == before
    assert reload(story).headline == "Мост открыт"


def test_a_form_that_says_nothing_new_keeps_what_it_said(desk, editor, story):
    token = uuid4()
    beat(desk, editor, story, token=token, typed={"headline": ["Мост закрыт"]})
    beat(desk, editor, story, token=token)

    assert Sitting.objects.get().typed == {"headline": ["Мост закрыт"]}


def test_text_that_was_not_saved_is_offered_and_put_back(desk, editor, story):
    typed = typed_in(desk, address(story), headline=["Мост закрыт"], tags=[], body=["<p>Вечером.</p>"])
    assert typed.pop("bylines_author") and typed.pop("bylines_role")
    token = uuid4()
    beat(desk, editor, story, token=token, typed=typed)

    page = desk.get(address(story)).content.decode()
    assert f"{BEAT}{token}/take/" in page
    back = desk.post(f"{BEAT}{token}/take/").url
    form = fields_of(desk.get(back).content, "article_form")

    assert (form["headline"], form["body"], form.get("tags")) == (["Мост закрыт"], ["<p>Вечером.</p>"], None)
    assert form["bylines_author"] == [""], "the empty row of the template alone"
    assert form["version"] == [str(story.version)]


def test_saving_what_was_put_back_ends_the_offer(desk, editor, story):
    token = uuid4()
    beat(desk, editor, story, token=token, typed=typed_in(desk, address(story), headline=["Мост закрыт"]))
    back = desk.post(f"{BEAT}{token}/take/").url

    send(desk, back)

    assert reload(story).headline == "Мост закрыт"
    assert not Sitting.objects.typed().exists()
    assert "/take/" not in desk.get(address(story)).content.decode()


def test_the_base_of_the_text_travels_with_it(desk, editor, chief, story):
    token, base = uuid4(), story.version
    beat(desk, editor, story, token=token, typed=typed_in(desk, address(story), headline=["Мост закрыт"]))
    story.lead = "Сказал другой."
    save_draft(story, by=chief)

    form = fields_of(desk.get(desk.post(f"{BEAT}{token}/take/").url).content, "article_form")

    assert form["version"] == [str(base)]


def test_a_new_story_that_was_never_saved_is_offered_at_the_next_new_one(desk, editor):
    token = uuid4()
    beat(desk, editor, token=token, typed=typed_in(desk, ADD, headline=["Мост закрыт"]))

    assert f"{BEAT}{token}/take/" in desk.get(ADD).content.decode()
    form = fields_of(desk.get(desk.post(f"{BEAT}{token}/take/").url).content, "article_form")
    assert form["headline"] == ["Мост закрыт"]


def test_what_comes_after_the_save_is_late(desk, editor, story):
    fields = fields_of(desk.get(address(story)).content, "article_form")
    token = fields["sitting"][0]
    beat(desk, editor, story, token=token, typed={"headline": ["Мост зак"]})
    desk.post(address(story), fields | {"headline": "Мост закрыт", "_save": "1"})

    late = beat(desk, editor, reload(story), token=token, typed={"headline": ["Мост зак"]})

    assert late.status_code == 410
    assert not Sitting.objects.typed().exists()


def test_what_comes_first_after_the_save_of_a_new_story_is_late(desk, editor):
    fields = fields_of(desk.get(ADD).content, "article_form")
    desk.post(ADD, fields | {"headline": "Мост закрыт", "_save": "1"})

    late = beat(desk, editor, token=fields["sitting"][0], typed={"headline": ["Мост зак"]})

    assert late.status_code == 410


def test_a_refused_save_forgets_nothing(desk, editor, story):
    fields = fields_of(desk.get(address(story)).content, "article_form")
    beat(desk, editor, story, token=fields["sitting"][0], typed={"headline": [""]})

    page = desk.post(address(story), fields | {"headline": "", "_save": "1"})

    assert Sitting.objects.typed().exists()
    assert fields_of(page.content, "article_form")["sitting"] == fields["sitting"]


def test_text_is_thrown_away_with_one_click(desk, editor, story):
    token = uuid4()
    beat(desk, editor, story, token=token, typed={"headline": ["Мост закрыт"]})

    desk.post(f"{BEAT}{token}/drop/")

    assert not Sitting.objects.exists()


def test_the_difference_of_unsaved_text_is_read_without_a_script(desk, editor, story):
    token = uuid4()
    beat(desk, editor, story, token=token, typed=typed_in(desk, address(story), headline=["Мост закрыт"]))

    page = desk.get(f"{BEAT}{token}/")

    assert [each.name for each in page.context["differences"]] == ["headline"]


def test_the_difference_of_a_new_story_leaves_out_what_the_form_held_by_itself(desk, editor):
    token = uuid4()
    beat(desk, editor, token=token, typed=typed_in(desk, ADD, headline=["Мост закрыт"]))

    assert [each.name for each in desk.get(f"{BEAT}{token}/").context["differences"]] == ["headline"]


@pytest.mark.parametrize("step", ["", "take/", "drop/"])
def test_text_of_another_person_is_not_found(desk, chief, story, step):
    sitting = Sitting.objects.create(
        person=chief, article=story, typed={"headline": ["тайна"]}, typed_at=timezone.now()
    )
    address_of = desk.post if step else desk.get

    assert address_of(f"{BEAT}{sitting.token}/{step}").status_code == 404
    assert str(sitting.token) not in desk.get(address(story)).content.decode()
    assert "тайна" not in desk.get(f"{address(story)}?sitting={sitting.token}").content.decode()
    assert Sitting.objects.get(pk=sitting.pk).typed


def test_nobody_writes_into_the_form_of_another(desk, editor, chief, story):
    sitting = Sitting.objects.create(person=chief, article=story, typed={}, typed_at=timezone.now())

    assert beat(desk, editor, story, token=sitting.token, typed={"headline": ["чужое"]}).status_code == 404
    assert Sitting.objects.get().typed == {}


def test_text_typed_before_another_person_signed_in_is_not_theirs(desk, chief, story):
    assert beat(desk, chief, story, typed={"headline": ["Мост"]}).status_code == 404
    assert not Sitting.objects.exists()


def test_who_may_no_longer_write_the_story_keeps_nothing_in_it(client, story):
    reporter = make_user("reporter")
    client.force_login(reporter)

    assert beat(client, reporter, story, typed={"headline": ["Мост"]}).status_code == 403
    assert not Sitting.objects.exists()


def test_a_text_without_measure_is_refused_in_plain_words(desk, editor, story):
    refused = beat(desk, editor, story, typed={"body": ["м" * LARGEST]})

    assert refused.status_code in (400, 413)
    assert beat(desk, editor, story, typed={"body": ["m" * LARGEST]}).status_code == 413
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("typed", ["{", "[]", '{"headline": "Мост"}', '{"headline": [1]}', "[" * 100_000, "1"])
def test_nonsense_is_refused(desk, editor, story, typed):
    form = {"sitting": uuid4(), "person": editor.pk, "article": story.pk, "version": "x" * 30, "typed": typed}

    assert desk.post(BEAT, form).status_code == 400


@pytest.mark.parametrize(
    "sent", [{"sitting": "x"}, {"article": "9" * 40}, {"article": "-1"}, {"person": "x"}, {"sitting": ""}]
)
def test_nonsense_in_the_address_of_a_form_is_not_found(desk, editor, story, sent):
    form = {"sitting": uuid4(), "person": editor.pk, "article": story.pk, "version": "1"} | sent

    assert desk.post(BEAT, form).status_code == 404


def test_control_characters_are_not_kept(desk, editor, story):
    beat(desk, editor, story, typed={"headline": ["Мо\x00ст\ud800"]})

    assert Sitting.objects.get().typed == {"headline": ["Мост"]}


def test_old_sittings_are_swept_by_the_next_form(desk, editor, story):
    long_ago = timezone.now() - timedelta(days=31)
    yesterday = timezone.now() - timedelta(days=2)
    old = Sitting.objects.create(person=editor, article=story, typed={}, typed_at=long_ago, seen_at=long_ago)
    idle = Sitting.objects.create(person=editor, article=story, seen_at=yesterday)
    young = Sitting.objects.create(person=editor, article=story, typed={}, typed_at=yesterday, seen_at=yesterday)

    beat(desk, editor, story)

    left = set(Sitting.objects.values_list("pk", flat=True))
    assert left & {old.pk, idle.pk, young.pk} == {young.pk}


def test_a_beat_is_cheap(desk, editor, story, django_assert_max_num_queries):
    token = uuid4()
    beat(desk, editor, story, token=token, typed={"headline": ["Мост"]})

    with django_assert_max_num_queries(10):
        beat(desk, editor, story, token=token, typed={"headline": ["Мост закрыт"]})


def test_opening_a_story_costs_one_query_more(desk, editor, story, django_assert_max_num_queries):
    desk.get(address(story))

    with django_assert_max_num_queries(25) as seen:
        desk.get(address(story))
    assert sum('"articles_sitting"' in query["sql"] for query in seen.captured_queries) == 1


def test_a_stranger_is_led_to_the_door(client, editor, story):
    assert beat(client, editor, story, typed={"headline": ["Мост"]}).status_code == 302
    assert not Sitting.objects.exists()


def test_sections_of_others_stay_closed(client, story):
    outsider = make_user("editor", sections=[make_section("sport", name_ru="Спорт")])
    client.force_login(outsider)

    assert beat(client, outsider, story, typed={"headline": ["Мост"]}).status_code == 403
