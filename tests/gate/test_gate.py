"""No draft, scheduled, withdrawn, killed or replaced text leaks from any public exit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.management.commands.show_public_urls import public_patterns
from articles.models import Edition
from articles.publishing import cancel, give_back, hand_in, put_away, save_draft, translate, withdraw
from tests.factories import kill, make_article, make_author, make_edition, make_section, make_user, publish
from tests.gate.exits import EXITS, NAMING, PUBLIC, SILENT, ask

SECRET = "тайна"


def draft(article):
    save_draft(article, by=None)


def handed_in(article):
    hand_in(article, by=None)


def returned(article):
    hand_in(article, by=None)
    give_back(article, by=None, note=f"Проверьте: {SECRET}")


def put_aside(article):
    put_away(article, by=None)


def being_translated(article):
    for language in ("kk", "en"):
        translate(article, language=language, by=None)


def scheduled(article):
    publish(article, by=None, at=timezone.now() + timedelta(seconds=30))


def cancelled(article):
    scheduled(article)
    cancel(article, by=None)


def ended_by_the_clock(article):
    began = timezone.now() - timedelta(days=2)
    publish(article, by=None, at=began, until=began + timedelta(days=1), imported=True)


def withdrawn(article):
    publish(article, by=None)
    withdraw(article, by=None)


def killed(article):
    publish(article, by=None)
    kill(article, by=None)


def corrected(article):
    publish(article, by=None)
    publish(article, by=None, change="correction", note=f"Мост: {SECRET}")


def corrected_and_withdrawn(article):
    corrected(article)
    withdraw(article, by=None)


def corrected_and_killed(article):
    corrected(article)
    kill(article, by=None)


def replaced(article):
    publish(article, by=None)
    article.headline = article.lead = "Мост открыт"
    article.body = "<p>Мост открыли утром.</p>"
    publish(article, by=None)


def changed_since(article):
    secret = article.headline, article.lead, article.body
    article.headline = article.lead = "Мост открыт"
    article.body = "<p>Мост открыли утром.</p>"
    publish(article, by=None)
    article.headline, article.lead, article.body = secret
    save_draft(article, by=None)


def next_text_scheduled(article):
    changed_since(article)
    publish(article, by=None, at=timezone.now() + timedelta(hours=1))


STATES = [
    draft,
    handed_in,
    returned,
    put_aside,
    being_translated,
    scheduled,
    cancelled,
    ended_by_the_clock,
    withdrawn,
    killed,
    corrected_and_withdrawn,
    corrected_and_killed,
    replaced,
    changed_since,
    next_text_scheduled,
]


def secret_story():
    return make_article(
        headline=f"Мост {SECRET}",
        lead=f"Мост и {SECRET}",
        body=f"<p>Мост: {SECRET}</p>",
        tags=["Мост"],
        authors=[make_author("desk")],
        section=make_section("politics"),
    )


@pytest.fixture
def carrier(db):
    """A live story that names the secret one in a card and in its related news."""
    article = secret_story()
    body = f'<p>Текст.</p><news-card data-kind="related" data-id="{article.pk}"></news-card>'
    make_edition(headline="Носитель", body=body, section=article.section)
    other = make_article(headline="Связанная", section=article.section)
    other.related_links.create(target=article)
    publish(other, by=None)
    return article


@pytest.mark.parametrize("exit", EXITS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_is_not_live_leaks_from_no_exit(client, carrier, state, exit):
    state(carrier)

    _status, text = ask(client, exit, carrier)

    assert SECRET not in text


@pytest.mark.parametrize("exit", EXITS)
def test_what_is_live_is_at_every_exit(client, carrier, exit):
    corrected(carrier)

    status, text = ask(client, exit, carrier)

    assert status == 200
    assert SECRET in text


@pytest.mark.parametrize("state", [*STATES, corrected], ids=lambda state: state.__name__)
def test_an_exit_names_the_address_of_what_is_live_and_of_nothing_else(client, carrier, state):
    state(carrier)
    is_live = Edition.objects.live().filter(article=carrier).exists()

    answers = {exit: ask(client, exit, carrier)[1] for exit in NAMING}

    assert {exit: f"-{carrier.pk}.html" in text for exit, text in answers.items()} == dict.fromkeys(NAMING, is_live)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_is_not_live_leaks_from_no_feed_of_whole_texts(client, carrier, settings, state):
    settings.NEWSROOM_FEED_TEXT = "full"
    state(carrier)

    text = ask(client, "site-json", carrier)[1]

    assert SECRET not in text
    assert "Носитель" in text


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_is_not_live_leaks_from_no_card(client, carrier, state):
    state(carrier)

    pages = [client.get(path).content.decode() for path in ("/", "/politics/", "/search/?q=носитель")]
    links = {part.split('"')[0] for page in pages for part in page.split('href="')[1:] if ".html" in part[:120]}
    stories = [client.get(link).content.decode() for link in links]

    assert len(stories) >= 2
    assert not [text for text in stories if SECRET in text]


def test_every_public_address_pattern_is_asked():
    patterns = {name for name, _pattern in public_patterns()}

    assert patterns == set(PUBLIC) | SILENT


@pytest.mark.django_db
def test_a_signed_in_chief_sees_on_public_pages_what_everybody_sees(client, carrier):
    draft(carrier)
    client.force_login(make_user("chief"))

    assert not [name for name in EXITS if SECRET in ask(client, name, carrier)[1]]
