"""A walk along the site's own links: a few pages of each kind in each language, and those that nothing leads to."""

import http.client
from collections import Counter, deque
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.encoding import iri_to_uri
from lxml import html

LANGUAGES = ("ru", "kk", "en")
OF_A_KIND = 2
FRONTS = ["/", "/kk/", "/en/"]
NOT_LINKED = [
    *(f"{front}search/?q={word}" for front in FRONTS for word in ("newsroom", "щщщ")),
    *(f"{front}nothing-here/" for front in FRONTS),
    *(f"{front}subscribe/{what}/wrong/" for front in FRONTS for what in ("confirm", "leave", "choose")),
]


@dataclass(frozen=True)
class Found:
    path: str
    kind: str
    language: str
    status: int
    markup: str

    def __str__(self) -> str:
        return f"{self.path} ({self.status})"


def walk(site: str) -> list[Found]:
    """Breadth first, so that what a front page shows comes before what is deep."""
    waiting, met, found = deque([*FRONTS, *NOT_LINKED]), set(), []
    kinds: Counter[tuple[str, str]] = Counter()
    while waiting:
        path = waiting.popleft()
        kind, language = kind_of(path)
        if path in met or (kinds[kind, language] >= OF_A_KIND and path not in NOT_LINKED):
            continue
        met.add(path)
        status, markup = get(site, path)
        if markup:
            kinds[kind, language] += 1
            found.append(Found(path, kind, language, status, markup))
            waiting += links(site, path, markup)
    return found


def kind_of(path: str) -> tuple[str, str]:
    """(name of the address pattern, language)."""
    prefix = path.split("/", 2)[1]
    language = prefix if prefix in LANGUAGES else "ru"
    with translation.override(language):
        try:
            return resolve(urlsplit(path).path).url_name or "", language
        except Resolver404:
            return "404", language


def get(site: str, path: str) -> tuple[int, str]:
    """ "" for whatever is no page."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
    connection.request("GET", iri_to_uri(urljoin(site, path).removeprefix(site)))
    response = connection.getresponse()
    body = response.read()
    is_page = response.headers.get_content_type() == "text/html"
    return response.status, body.decode() if is_page else ""


def links(site: str, path: str, markup: str) -> list[str]:
    hrefs = html.fromstring(markup).xpath("//a/@href")
    whole = (urljoin(urljoin(site, path), href).partition("#")[0] for href in hrefs)
    return [href.removeprefix(site) for href in whole if href.startswith(f"{site}/")]
