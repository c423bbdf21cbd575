"""The gate, for every way in: what stops a publication, what wants a reason, and what is not asked again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Edition, Event
from articles.publishing import NotReady, StaleVersion, Unreasoned, fitness, publish, save_draft, withdraw
from tests.factories import make_article, make_edition, make_photo, make_section

pytestmark = pytest.mark.django_db


def card(kind, pk):
    name = "ids" if kind == "gallery" else "id"
    return f'<p>Текст.</p><news-card data-kind="{kind}" data-{name}="{pk}"></news-card>'


def make_fit(**fields):
    """A story of which nothing is said."""
    return make_article(**({"photo": make_photo(), "tags": ["Мост"]} | fields))


def soon(**delta):
    return timezone.now() + timedelta(**(delta or {"hours": 1}))


def codes(article, **times):
    found = fitness(article, **times)
    return [error.code for error in found.errors], [warning.code for warning in found.warnings]


def test_a_story_with_all_that_belongs_to_it_needs_no_reason():
    article = make_fit()

    assert codes(article) == ([], [])
    assert publish(article, by=None).is_live()


ERRORS = {
    "no_section": lambda: make_fit(section=None),
    "no_headline": lambda: make_fit(headline=" "),
    "headline_too_long": lambda: make_fit(headline="а" * 201),
    "photo_without_alt": lambda: make_fit(photo=make_photo(alt=" ")),
    "photo_without_credit": lambda: make_fit(photo=make_photo(agency=" ", creator="")),
    "photo_not_public": lambda: make_fit(photo=make_photo(withdrawn_at=soon(hours=-1))),
    "photo_failed": lambda: make_fit(photo=make_photo(failure="broken")),
    "photo_under_embargo": lambda: make_fit(photo=make_photo(embargo_until=soon())),
    "under_embargo": lambda: make_fit(embargo_until=soon()),
}


@pytest.mark.parametrize("code", ERRORS)
def test_what_nobody_may_pass_over_stops_even_an_editor_with_a_reason(code):
    article = ERRORS[code]()

    assert code in codes(article)[0]
    with pytest.raises(NotReady):
        publish(article, by=None, reason="Очень надо.")
    assert not Edition.objects.exists()


@pytest.mark.parametrize("kind", ["photo", "gallery"])
@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("photo_without_alt", {"alt": ""}),
        ("photo_without_credit", {"agency": " "}),
        ("photo_not_public", {"usage_until": timezone.now() - timedelta(days=1)}),
    ],
    ids=["alt", "credit", "rights"],
)
def test_photos_between_paragraphs_are_held_to_the_same(kind, code, fields):
    photo = make_photo(**({"creator": ""} | fields))

    found = fitness(make_fit(body=card(kind, photo.pk)))

    assert [(error.code, error.about) for error in found.errors] == [(code, photo.pk)]


def test_alternative_text_may_be_given_where_the_photo_is_used():
    photo = make_photo(alt="")
    body = f'<p>Текст.</p><news-card data-kind="photo" data-id="{photo.pk}" data-alt="Река"></news-card>'

    assert codes(make_fit(photo=photo, photo_alt="Мост над водой", body=body)) == ([], [])


def test_a_photo_whose_rights_end_before_the_start_stops_what_is_scheduled_after():
    article = make_fit(photo=make_photo(usage_until=soon(hours=2)))

    assert codes(article, until=soon(hours=1)) == ([], [])
    assert codes(article) == ([], ["photo_ends"])
    assert codes(article, at=soon(hours=3))[0] == ["photo_not_public"]


def test_a_photo_under_embargo_waits_for_its_moment_and_stops_no_story_of_the_past():
    ends = soon(hours=5)
    photo = make_photo(embargo_until=ends)

    assert codes(make_fit(photo=photo), at=ends - timedelta(seconds=1))[0] == ["photo_under_embargo"]
    assert codes(make_fit(photo=photo), at=ends) == ([], [])
    assert codes(make_fit(body=card("gallery", photo.pk)))[0] == ["photo_under_embargo"]
    over = make_photo(embargo_until=soon(days=-1))
    assert publish(make_fit(photo=over), by=None, at=soon(days=-9), imported=True).content["photo"]["id"] == over.pk


SAID_TWICE = {
    "alt_repeats_caption": {"caption": "Мост через реку", "alt": "Мост - через реку."},
    "alt_is_filename": {"filename": "Мост_через_реку.jpg", "alt": "мост через реку"},
}


@pytest.mark.parametrize("code", SAID_TWICE)
@pytest.mark.parametrize("kind", ["lead", "photo", "gallery"])
def test_alternative_text_that_tells_nothing_new_is_warned_about_and_may_be_mended_for_this_use(kind, code):
    photo = make_photo(**SAID_TWICE[code])
    fields = {"photo": photo} if kind == "lead" else {"body": card(kind, photo.pk)}

    found = fitness(make_fit(**fields))

    assert (found.errors, [(each.code, each.about) for each in found.warnings]) == ([], [(code, photo.pk)])
    assert codes(make_fit(photo=photo, photo_alt="Стальные фермы над водой")) == ([], [])


def test_an_embargo_ends_with_its_moment():
    ends = soon(hours=5)
    article = make_fit(embargo_until=ends)

    assert codes(article, at=ends - timedelta(seconds=1))[0] == ["under_embargo"]
    assert codes(article, at=ends) == ([], [])


def test_times_are_judged_too():
    article = make_fit()

    assert codes(article, at=soon(hours=-1))[0] == ["in_the_past"]
    assert codes(article, at=soon(hours=2), until=soon(hours=1))[0] == ["ends_before_it_begins"]
    assert codes(article, until=timezone.now().replace(year=9999))[0] == ["too_far"]


def test_an_end_of_breaking_that_is_past_is_warned_about_and_not_asked_again():
    ends = soon(hours=5)
    article = make_fit(breaking_until=ends)

    assert codes(article, at=ends - timedelta(seconds=1)) == ([], [])
    assert codes(article, at=ends) == ([], ["breaking_is_over"])
    article.breaking_until = soon(hours=-3)
    publish(article, by=None, reason="Так надо.")
    assert codes(article) == ([], [])


WARNINGS = {
    "no_lead": {"lead": " "},
    "no_text": {"body": "<p> </p>"},
    "no_photo": {"photo": None},
    "no_tags": {"tags": []},
    "headline_long": {"headline": "а" * 111},
}


@pytest.mark.parametrize("code", WARNINGS)
def test_a_warning_is_passed_over_with_a_reason_that_stays_in_the_audit(code):
    article = make_fit(**WARNINGS[code])

    with pytest.raises(Unreasoned) as refusal:
        publish(article, by=None, reason="  ")
    assert [warning.code for warning in refusal.value.warnings] == [code]
    assert not Edition.objects.exists()

    publish(article, by=None, reason="Срочная новость.")

    event = Event.objects.filter(article=article).first()
    assert (event.action, event.note, event.details["warnings"]) == ("published", "Срочная новость.", [code])


def test_a_refusal_leaves_no_version_and_no_line_in_the_audit():
    article = make_fit(photo=None)

    with pytest.raises(Unreasoned):
        publish(article, by=None)

    assert not article.versions.exists()
    assert not Event.objects.exists()


def test_cards_and_related_news_of_what_is_not_live_then_are_told():
    ends = soon(hours=2)
    target = make_edition(until=ends)
    article = make_fit(body=card("related", target.article_id))
    article.related_links.create(target=make_article())

    assert codes(article)[1] == ["related_not_live"]
    assert codes(article, at=ends)[1] == ["card_not_live", "related_not_live"]


def test_what_readers_see_so_already_is_not_asked_again():
    article = make_fit(photo=None)
    publish(article, by=None, reason="Снимка ещё нет.")

    article.headline = "Мост открыт для машин"
    publish(article, by=None, change="typo")
    article.lead = ""

    with pytest.raises(Unreasoned) as refusal:
        publish(article, by=None)
    assert [warning.code for warning in refusal.value.warnings] == ["no_lead"]


def test_what_was_taken_from_readers_is_asked_anew():
    article = make_fit(photo=None)
    publish(article, by=None, reason="Снимка ещё нет.")
    withdraw(article, by=None)

    with pytest.raises(Unreasoned):
        publish(article, by=None)


def test_an_import_needs_no_reason_and_its_warnings_are_noted_down():
    edition = publish(make_fit(photo=None), by=None, imported=True, at=soon(days=-30))

    event = Event.objects.get()
    assert edition.is_live()
    assert (event.note, event.details["warnings"]) == ("", ["no_photo"])


def test_an_old_story_is_imported_with_a_photo_whose_rights_have_ended_since():
    photo = make_photo(usage_until=soon(days=-1))

    assert publish(make_fit(photo=photo), by=None, imported=True, at=soon(days=-30)).is_live()


@pytest.mark.parametrize("change", ["correction", "clarification", "retraction"])
def test_who_was_told_wrong_is_told_so_in_words(change):
    article = make_fit()
    publish(article, by=None)

    with pytest.raises(NotReady):
        publish(article, by=None, change=change, note=" ")

    assert publish(article, by=None, change=change, note="Мост длиннее.").public_note == "Мост длиннее."


def test_what_the_caller_has_just_saved_is_not_saved_again(django_assert_num_queries):
    article = make_fit(state="approved")
    saved = save_draft(article, by=None)

    assert publish(article, by=None, saved=saved).version == saved

    article.headline = "Мост закрыт"
    edition = publish(article, by=None, saved=saved)

    assert (edition.version.number, edition.content["headline"]) == (2, "Мост закрыт")


def test_what_somebody_saved_since_is_not_passed_over():
    article = make_fit(state="approved")
    saved = save_draft(article, by=None)
    theirs = Article.objects.get(pk=article.pk)
    theirs.headline = "Мост закрыт"
    save_draft(theirs, by=None)

    with pytest.raises(StaleVersion):
        publish(article, by=None, saved=saved)


def test_the_judge_asks_the_same_of_thirty_photos_and_cards_as_of_one(django_assert_max_num_queries):
    targets = [make_edition(section=make_section(), headline=f"Мост {number}") for number in range(10)]
    body = "".join(card("photo", make_photo().pk) + card("related", target.article_id) for target in targets)
    article = make_fit(body=body)

    with django_assert_max_num_queries(16):
        fitness(article)
