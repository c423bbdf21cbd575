"""Forms wait for their turn; uploads that find no seat, and forms that never come, are told so in plain words."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from django.conf import settings
from django.test import RequestFactory

from newsroom import worker


class Site:
    """It counts how many are there at once."""

    def __init__(self):
        self.there, self.most, self.bodies = 0, 0, []

    def __call__(self, environ, start_response):
        self.there += 1
        self.most = max(self.most, self.there)
        self.bodies.append(environ["wsgi.input"].read())
        time.sleep(0.01)
        self.there -= 1
        start_response("200 OK", [("Content-Length", "2")])
        return Answer()


class Answer(list):
    headers = {"Content-Length": "2"}

    def close(self):
        self.append(b"ok")


def press(*asked, **options):
    """In a thread of its own, as in the server: the connections to the database are the seat's."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(answer, *asked, **options).result(timeout=30)


def answer(application, length=3, body=None):
    told = []
    environ = RequestFactory(headers={"Cookie": f"{settings.LANGUAGE_COOKIE_NAME}=en"}).post("/admin/").environ
    environ |= {"CONTENT_LENGTH": str(length), "wsgi.input": body or BytesIO(b"a=1")}
    page = b"".join(application(environ, lambda *said: told.extend(said)))
    return told[0], dict(told[1]), page.decode()


def test_of_many_editors_who_press_at_one_moment_none_is_refused():
    site = Site()
    application = worker.Application(site, seats=4)

    with ThreadPoolExecutor(40) as threads:
        told = list(threads.map(lambda _editor: press(application)[0], range(40)))

    assert told == ["200 OK"] * 40
    assert site.bodies == [b"a=1"] * 40
    assert site.most <= 4 - worker.FOR_READERS


def test_an_upload_that_finds_no_seat_is_told_so_in_the_language_of_the_desk(monkeypatch):
    monkeypatch.setattr(worker, "A_SEAT", 0.05)
    application = worker.Application(Site(), seats=4)
    application.uploads.acquire()

    status, headers, page = press(application, length=worker.SMALL + 1)

    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "10")
    assert "The desk cannot answer now" in page
    assert press(application)[0] == "200 OK"


def test_a_form_that_does_not_come_gives_its_thread_back(monkeypatch):
    monkeypatch.setattr(worker, "A_FORM", 0.05)
    site = Site()
    application = worker.Application(site, seats=4)
    reads, writes = os.pipe()

    with os.fdopen(reads, "rb") as body, os.fdopen(writes, "wb"):
        assert press(application, body=body)[0] == "503 Service Unavailable"

    assert press(application)[0] == "200 OK"
    assert len(site.bodies) == 1
