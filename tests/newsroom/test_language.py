import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from newsroom.middleware import language


def language_at(path, person=None):
    request = HttpRequest()
    request.path_info = path
    request.user = person or AnonymousUser()
    return language(lambda request: HttpResponse(translation.get_language()))(request).content.decode()


@pytest.mark.parametrize(
    ("path", "spoken"),
    [
        ("/", "ru"),
        ("/20210430/most-otkryt-1.html", "ru"),
        ("/kk/", "kk"),
        ("/kk", "kk"),
        ("/kk/tag/most/", "kk"),
        ("/en/lenta/", "en"),
        ("/english/", "ru"),
        ("/ru/", "ru"),
        ("/de/", "ru"),
    ],
)
def test_readers_are_spoken_to_in_the_language_of_the_address(path, spoken):
    assert language_at(path) == spoken


@pytest.mark.parametrize("path", ["/admin/", "/accounts/password/change/", "/kk/"])
def test_only_the_desk_speaks_a_persons_own_language(path):
    person = get_user_model()(desk_language="en")

    assert language_at(path, person) == ("kk" if path == "/kk/" else "en")


def test_the_desk_speaks_russian_to_whoever_has_not_signed_in():
    assert language_at("/admin/") == "ru"


def test_a_readers_page_does_not_ask_who_reads():
    class Nobody:
        def __getattr__(self, name):
            raise AssertionError(f"a reader's {name} was asked for")

    assert language_at("/kk/", Nobody()) == "kk"


def test_there_is_no_second_address_for_russian(client, db):
    assert client.get("/ru/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/kk/", "/nothing/here/", "/healthz"])
def test_readers_get_no_cookie_and_one_page_for_all(client, db, path):
    response = client.get(path, headers={"accept-language": "en"})

    assert not response.cookies
    assert "Vary" not in response.headers
