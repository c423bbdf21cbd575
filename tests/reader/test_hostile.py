"""Whatever a stranger types into an address, the site answers calmly."""

import pytest

from tests.factories import make_author, make_edition

pytestmark = pytest.mark.django_db

NONSENSE = [
    "",
    "%00",
    "%FF%FE",
    "%D0",
    "'",
    '"><script>alert(1)</script>',
    "../../etc/passwd",
    "9" * 400,
    "-" * 400,
    "1-1",
    "99999999999999999-999999999999999999",
    "0-0",
    "NaN",
    "мост*",
    "%F0%9F%92%A3",
    "a" * 3000,
    "OR 1=1 --",
    "{{7*7}}",
]


@pytest.mark.parametrize("text", NONSENSE)
@pytest.mark.parametrize(
    "path",
    [
        "/?before=",
        "/corrections/?before=",
        "/archive/?before=",
        "/politics/?before=",
        "/tag/most/?before=",
        "/search/?q=",
        "/search/?q=мост&before=",
        "/search/?q=мост&section={0}&tag={0}&author={0}&from={0}&to={0}&on={0}&as=",
        "/subscribe/?section=",
        "/lenta/?before=",
        "/lenta.json?after=",
    ],
)
def test_a_nonsense_question_gets_a_page_and_never_an_error(client, path, text):
    make_edition(tags=["мост"], authors=[make_author("desk")])

    response = client.get(path.replace("{0}", text) + text)

    assert response.status_code in (200, 404)
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize("text", NONSENSE)
@pytest.mark.parametrize(
    "path", ["/{}/", "/tag/{}/", "/author/{}/", "/20210430/{}-1.html", "/media/{}", "/{}/feeds/rss.xml"]
)
def test_a_nonsense_address_is_unknown_and_is_not_repeated(client, path, text):
    response = client.get(path.format(text or "x"))

    assert response.status_code in (301, 404)
    assert "alert(1)" not in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/archive/2021/02/30/",
        "/archive/2021/13/",
        "/archive/0000/00/00/",
        "/archive/2021/00/",
        "/archive/9999/12/31/",
        "/archive/2999/12/31/",
        "/archive/٢٠٢١/٠٤/",
        "/sitemap-2021-13.xml",
        "/sitemap-0000-00.xml",
        "/sitemap-0000-01.xml",
        "/sitemap-9999-12.xml",
        "/sitemap-2021-02-30.xml",
        "/sitemap-9999-12-31.xml",
        "/20210230/x-999999999999999999.html",
        "/subscribe/confirm/x/x/",
    ],
)
def test_a_day_that_no_calendar_has_is_no_address(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000.evil.example"])
def test_a_foreign_host_is_refused(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 400
