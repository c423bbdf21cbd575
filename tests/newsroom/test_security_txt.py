"""Who finds a hole finds whom to tell: RFC 9116."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from tests.newsroom.machine import machine, run_on

pytestmark = pytest.mark.django_db
PATH = "/.well-known/security.txt"


def test_it_names_whom_to_tell_and_is_good_for_some_weeks(client, settings):
    settings.NEWSROOM_SECURITY_CONTACT = "mailto:security@news.example"

    response = client.get(PATH)

    told = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert told["Contact"] == "mailto:security@news.example"
    assert told["Canonical"] == settings.NEWSROOM_ORIGIN + PATH
    assert told["Preferred-Languages"] == "ru, kk, en"
    expires = datetime.strptime(told["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert 30 < (expires - timezone.now()).days < 120


def test_where_nobody_is_named_there_is_none(client):
    assert client.get(PATH).status_code == 404


@pytest.mark.parametrize(
    "nonsense", ["security@news.example", "mailto:nobody", "http://news.example", "javascript:alert(1)"]
)
def test_a_contact_that_cannot_be_reached_stops_the_start(tmp_path, nonsense):
    done = run_on(machine(tmp_path, NEWSROOM_SECURITY_CONTACT=nonsense), "-c", "import newsroom.settings")

    assert done.returncode
    assert "NEWSROOM_SECURITY_CONTACT" in done.stderr.splitlines()[-1]
