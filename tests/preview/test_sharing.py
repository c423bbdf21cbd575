"""A preview for people without an account: open for whom it was given to, for as long as it was given."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from articles.models import Event, PreviewLink
from articles.publishing import NotReady, save_draft, share, token_of, unshare, withdraw
from tests.factories import kill, make_article, make_photo, make_user, publish

pytestmark = pytest.mark.django_db

SECRET = "тайна"
DAY = timedelta(days=1)


def story(**fields):
    article = make_article(**({"headline": f"Мост: {SECRET}", "lead": SECRET} | fields))
    save_draft(article, by=None)
    return article


def address(link):
    return f"/preview/{token_of(link)}/"


def ended(link):
    PreviewLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def revoked(link):
    unshare(link, by=None)


def killed(link):
    publish(link.article, by=None)
    kill(link.article, by=None)


def put_away(link):
    link.article.put_away_at = timezone.now()
    link.article.save()


@pytest.mark.parametrize("end", [ended, revoked, killed, put_away])
def test_a_link_that_is_open_no_more_looks_like_an_address_that_never_was(client, end):
    link = share(story(), by=None, lasting=DAY)
    assert SECRET in client.get(address(link)).content.decode()

    end(link)

    response, unknown = client.get(address(link)), client.get("/nothing/here/at/all/")
    for answer in (response, unknown):
        del answer.headers["X-Request-ID"]  # another each time, whatever was asked for
    assert response.status_code == unknown.status_code == 404
    assert response.content == unknown.content
    assert dict(response.headers) == dict(unknown.headers)


def test_nobody_makes_a_token(client):
    link = share(story(), by=None, lasting=DAY)
    number, _dot, signature = token_of(link).partition(".")
    other = share(story(), by=None, lasting=DAY)
    guesses = [
        number,
        f"{number}.",
        f"{number}.{signature[:-1]}",
        f"{other.pk}.{signature}",
        f"0{number}.{signature}",
        signing.Signer(sep=".").sign(number),
        signing.Signer(salt="articles.preview", sep=".", key="another").sign(number),
        signing.dumps(number, salt="articles.preview"),
        f"{token_of(link)}/{SECRET}",
        "9" * 4000,
        "%00",
        "..",
    ]

    answers = {guess: client.get(f"/preview/{guess}/") for guess in guesses}

    assert {answer.status_code for answer in answers.values()} == {404}
    assert not [guess for guess, answer in answers.items() if SECRET in answer.content.decode()]


def test_a_link_to_the_working_copy_shows_it_as_it_is_now(client):
    article = story()
    link = share(article, by=None, lasting=DAY)

    article.lead = "Второй лид"
    save_draft(article, by=None)

    assert "Второй лид" in client.get(address(link)).content.decode()


def test_a_link_to_an_edition_shows_that_edition_for_ever(client):
    article = story(lead="Первый лид")
    link = share(article, by=None, lasting=DAY, edition=publish(article, by=None))

    article.lead = "Второй лид"
    publish(article, by=None, change="update")
    withdraw(article, by=None)

    page = client.get(address(link)).content.decode()
    assert "Первый лид" in page
    assert "Второй лид" not in page


def test_no_cache_no_search_engine_and_no_other_site_learns_of_it(client):
    response = client.get(address(share(story(), by=None, lasting=DAY)))

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex' in response.content.decode()


def test_it_asks_for_no_session_and_leaves_none(client):
    path = address(share(story(), by=None, lasting=DAY))
    stranger = client.get(path)
    client.force_login(make_user("chief"))

    assert not stranger.cookies
    assert "Cookie" not in stranger.get("Vary", "")
    assert client.get(path).content == stranger.content


def test_it_only_shows(client):
    path = address(share(story(), by=None, lasting=DAY))

    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


def test_the_page_speaks_the_storys_language_and_shows_its_photo(client):
    photo = make_photo(renditions=True)

    page = client.get(address(share(story(language="kk", photo=photo), by=None, lasting=DAY))).content.decode()

    assert '<html lang="kk"' in page
    assert f"/{photo.token}/" in page
    assert "/media/" not in page


@pytest.mark.parametrize("lasting", [timedelta(0), -DAY, timedelta(days=31)])
def test_a_link_lasts_at_most_thirty_days(lasting):
    with pytest.raises(NotReady):
        share(story(), by=None, lasting=lasting)

    assert not PreviewLink.objects.exists()


def test_the_audit_says_who_shared_what_and_who_took_it_back():
    editor, chief = make_user("editor"), make_user("chief")
    article = story()
    link = share(article, by=editor, lasting=DAY, edition=publish(article, by=editor))
    unshare(link, by=chief)

    shared, taken_back = Event.objects.filter(article=article, action__in=["shared", "unshared"]).order_by("id")

    assert (shared.action, shared.by, shared.edition) == ("shared", editor, 1)
    assert (taken_back.action, taken_back.by, taken_back.edition) == ("unshared", chief, 1)
    assert taken_back.details["link"] == shared.details["link"] == link.pk
