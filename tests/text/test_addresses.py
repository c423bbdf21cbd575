"""Where a story may send its reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.addresses import link, web_address
from tests.text import patient


@pytest.mark.parametrize(
    "address",
    [
        "https://akorda.kz/ru/events?id=5&x=1#top",
        "http://сайт.рф/путь",
        "https://nur.kz:8443/",
        "mailto:news@nur.kz?subject=x",
        "/20210430/tokaev-1.html",
        "/",
    ],
)
def test_web_pages_mail_and_paths_on_this_site_may_be_linked(address):
    assert link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JaVaScript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)"),
        *("data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://nur.kz", "tel:112", "blob:https://nur.kz/1"),
        *("//evil.kz", "/\\evil.kz", "/\t/evil.kz", "\\\\evil.kz", "///evil.kz", "https:///evil.kz", "https:evil.kz"),
        *("", "#", "page.html", "?a=1", "../x", "nur.kz"),
        *(
            "https://user@nur.kz",
            "https://a:b@nur.kz",
            "https://nur.kz\\@evil.kz",
            "https://nur.kz/a\\b",
            "https://nur.kz:99999",
            "https://[x",
        ),
        *("https://localhost/", "http://127.0.0.1/", "http://[::1]/", "https://-.kz", "https://nur..kz", "https://"),
        *("mailto:", "mailto:nobody", "https://nur.kz/" + "x" * 2000),
    ],
)
def test_no_other_address_may(address):
    assert link(address) is None


def test_an_address_is_tidied_as_browsers_do():
    assert link(" HTTPS://nur.kz/a\nb ") == "https://nur.kz/ab"
    assert link('https://nur.kz/a b"<c>') == "https://nur.kz/a%20b%22%3Cc%3E"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.YouTube.com/watch?v=1", "www.youtube.com"),
        ("https://nur.kz.:443/", "nur.kz"),
        ("https://xn--80aswg.xn--p1ai/x", "сайт.рф"),
        ("https://сайт.рф/", "сайт.рф"),
        ("https://қазақстан.қаз/", "қазақстан.қаз"),
    ],
)
def test_a_reader_sees_the_name_of_the_site(url, host):
    assert web_address(url).host == host


@pytest.mark.parametrize("url", ["https://раура.com/", "https://googlе.com/", "https://xn--80ak6aa92e.com/"])
def test_letters_that_pass_for_others_are_shown_in_code(url):
    assert web_address(url).host.startswith("xn--")


@patient
@given(st.text() | st.text(alphabet="/\\:@.ahtps%?# \t").map("https://".__add__))
def test_a_link_once_let_through_is_let_through_again(address):
    once = link(address)

    assert once is None or link(once) == once
