"""What a process keeps of pages is bounded: by bytes."""

import gzip
import sys
from datetime import timedelta
from threading import Event, Thread

import brotli
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from newsroom.changes import Changes, Seen
from newsroom.kept import Kept, Pages, keep


def test_memory_is_bounded_and_what_nobody_asks_for_goes_first():
    pages, now, told = Pages(most=5_000), timezone.now(), Changes()
    for key in ("a", "b"):
        pages.put(key, kept_page(1_000))
    pages.get("a", told, now)
    pages.put("c", kept_page(1_000))

    assert list(pages.by_key) == ["a", "c"]
    pages.put("d", kept_page(5_000))
    assert (list(pages.by_key), pages.size) == ([], 0)


def test_a_page_is_compressed_for_those_who_ask_and_has_room_for_the_others():
    page, now = HttpResponse("Мост открыт. " * 100), timezone.now()
    kept = keep(page, asking("gzip, br"), (), Seen(), until=now + timedelta(hours=1))
    had = list(kept.bodies)

    texts = [brotli.decompress(kept.answer(asking("br")).content), gzip.decompress(kept.answer(asking("gzip")).content)]

    assert (had, list(kept.bodies)) == (["br"], ["br", "gzip"])
    assert texts == [page.content, page.content]
    assert kept.answer(asking("")).content == page.content


def asking(encodings: str) -> HttpRequest:
    return RequestFactory(headers={"Accept-Encoding": encodings}).get("/")


def test_pages_with_little_to_say_take_room_too():
    pages = Pages(most=100_000)
    for number in range(1_000):
        pages.put(f"/{number}/", kept_page(0))

    assert len(pages.by_key) < 100


def kept_page(size: int) -> Kept:
    now = timezone.now()
    return Kept(200, {}, {"gzip": b"x" * (size // 2)}, (), Seen(), now, now + timedelta(hours=1))


def test_memory_that_is_full_lets_pages_go_while_others_are_read():
    pages, now, told = Pages(most=20_000), timezone.now(), Changes()
    keys, done, failed = [f"/{number}/" for number in range(30)], Event(), []

    def read() -> None:
        while not done.is_set():
            for key in keys:
                pages.get(key, told, now)

    readers = [Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    switched = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(300):
            for key in keys:
                pages.put(key, kept_page(0))
    except RuntimeError as error:
        failed.append(error)
    finally:
        sys.setswitchinterval(switched)
        done.set()
        for reader in readers:
            reader.join()

    assert failed == []
