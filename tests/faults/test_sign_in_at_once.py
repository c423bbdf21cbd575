"""A crowd at the door: what one process counts, all know."""

import re
import threading
from http.client import HTTPConnection
from urllib.parse import urlencode

from newsroom import entrance
from tests.newsroom.machine import machine, run_on
from tests.newsroom.server import free_port, serving

LOGIN = "/accounts/login/"


PEOPLE = """
from articles.models import User
User.objects.create_user('chief', password='pass', is_staff=True)
"""


def test_fifty_tries_at_once_get_ten_password_checks_between_them(tmp_path, figures):
    environment = machine(tmp_path, NEWSROOM_LOCAL="true")
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["shell", "-v0", "-c", PEOPLE]):
        assert run_on(environment, "manage.py", *command).returncode == 0
    port = free_port()
    answers = []

    with serving(environment, port, "serve", "--workers", "2"):
        cookie, token = form_of(port)
        threads = [
            threading.Thread(target=lambda: answers.append(post(port, cookie, token, "wrong"))) for _each in range(50)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        after = post(port, cookie, token, "pass")

    checked = [answer for answer in answers if str(entrance.WRONG) in answer]
    refused = [answer for answer in answers if str(entrance.TOO_OFTEN) in answer]
    figures(tries=50, checked=len(checked), refused=len(refused))
    assert 1 <= len(checked) <= 10
    assert len(checked) + len(refused) == 50
    assert str(entrance.TOO_OFTEN) in after


def form_of(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", LOGIN)
    response = connection.getresponse()
    cookie = response.getheader("Set-Cookie").split(";")[0]
    return cookie, re.search(r'csrfmiddlewaretoken" value="(\w+)"', response.read().decode())[1]


def post(port, cookie, token, password):
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    body = urlencode({"login": "chief", "password": password, "csrfmiddlewaretoken": token})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    connection.request("POST", LOGIN, body, headers)
    return connection.getresponse().read().decode()
