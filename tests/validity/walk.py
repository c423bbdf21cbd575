"""A walk along the site's own links: in each language a page of each kind, every page that holds something which none
before it held, and those that nothing leads to."""

import http.client
from collections import Counter, deque
from dataclasses import dataclass
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.encoding import iri_to_uri
from lxml import html

LANGUAGES = ("ru", "kk", "en")
ASKED_OF_A_KIND = 30
"""In each language: beyond them nothing new is hoped for."""
FRONTS = ["/", "/kk/", "/en/"]
AFTER_ALL = "4102444800-1"
"""A cursor: the page of a list that follows it is no first one."""
NOT_LINKED = [
    *(f"{front}search/?q={word}" for front in FRONTS for word in ("newsroom", "щщщ", "htlfrwbz", "htlfrwbz&as=typed")),
    *(f"{front}search/?q=newsroom&section=newsroom&from=2020-01-01" for front in FRONTS),
    *(f"{front}newsroom/?before={AFTER_ALL}" for front in FRONTS),
    *(f"{front}lenta/?before={AFTER_ALL}" for front in FRONTS),
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
    asked: Counter[tuple[str, str]] = Counter()
    held: set[tuple[str, str]] = set()
    while waiting:
        path = waiting.popleft()
        kind, language = kind_of(path)
        if path in met or (asked[kind, language] >= ASKED_OF_A_KIND and path not in NOT_LINKED):
            continue
        met.add(path)
        status, markup = get(site, path)
        if not markup:
            continue
        asked[kind, language] += 1
        waiting += links(site, path, markup)
        holds = {(language, each) for each in classes(markup)}
        if asked[kind, language] == 1 or path in NOT_LINKED or holds - held:
            held |= holds
            found.append(Found(path, kind, language, status, markup))
    return found


def kind_of(path: str) -> tuple[str, str]:
    """(name of the address pattern, with the parameters that are asked with; language)."""
    prefix = path.split("/", 2)[1]
    language = prefix if prefix in LANGUAGES else "ru"
    address = urlsplit(path)
    with translation.override(language):
        try:
            return "?".join([resolve(address.path).url_name or "", *sorted(parse_qs(address.query))]), language
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


def classes(markup: str) -> set[str]:
    """What its elements are called, but for the tones of photos: a page with a new one shows what no other did."""
    named = {each for names in html.fromstring(markup).xpath("//@class") for each in names.split()}
    return {each for each in named if not each.startswith("tone-")}
