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
    ],
)
def test_a_nonsense_question_gets_a_page_and_never_an_error(client, path, text):
    make_edition(tags=["мост"], authors=[make_author("desk")])

    response = client.get(path + text)

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


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000.evil.example"])
def test_a_foreign_host_is_refused(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 400
