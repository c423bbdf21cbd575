"""Publishing over HTTP, as an editor's browser does it: a form opened, a button pressed."""

from collections.abc import Iterable
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from itertools import cycle, islice
from statistics import mean, quantiles
from time import monotonic
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from articles.models import Article
from articles.publishing import publish, save_draft
from articles.publishing.findings import LONGEST_HEADLINE
from articles.search import search_editions
from bench.load import Figures, processor_time
from bench.questions import RARE, stories
from tests.admin.forms import address, fields_of

REASON = "bench"


def draft(word: str, like: Article) -> Article:
    """A new story with the text, the photo, the section, the tags and the authors of another, and one word before its
    headline.
    """
    article = Article.objects.create(
        headline=f"{word} {like.headline}"[:LONGEST_HEADLINE],
        lead=like.lead,
        body=like.body,
        section=like.section,
        photo=like.photo,
        created_by=like.created_by,
    )
    article.tags.set([each.tag for each in like.tagged.all()])
    for byline in like.bylines.all():
        article.bylines.create(author=byline.author)
    save_draft(article, by=like.created_by)
    return article


def put_rare_story() -> None:
    """The one that has the rare word."""
    if not search_editions(RARE, language="ru"):
        publish(draft(RARE.capitalize(), stories()[0].article), by=None, reason=REASON)


def measure_publishing(server: str, pids: Iterable[int], *, session: str, number: int) -> Figures:
    """One after another; neither making the draft nor opening its form is counted.

    Each is like another story: what is published stands on the front page that the next measurement asks for.
    """
    pids, took, processor, weight = list(pids), [], 0.0, 0
    connection = HTTPConnection(urlsplit(server).netloc, timeout=30)
    for like in islice(cycle(stories()), number):
        path = address(draft("Измерено", like.article))
        form = ask(connection, "GET", path, session)
        token = SimpleCookie(form.headers["Set-Cookie"])[settings.CSRF_COOKIE_NAME].OutputString(attrs=[])
        fields = fields_of(form.read(), "article_form") | {"reason": REASON, "_publish": "1"}
        body = urlencode(fields, doseq=True)
        before, begun = processor_time(pids), monotonic()
        answer = ask(connection, "POST", path, f"{session}; {token}", body)
        weight = len(answer.read())
        took.append((monotonic() - begun) * 1000)
        processor += processor_time(pids) - before
        if answer.status != 302:
            raise SystemExit(f"Publishing was answered with {answer.status}.")
    of_hundred = quantiles(took, n=100, method="inclusive")
    return Figures(
        rate=1000 / mean(took),
        p50=of_hundred[49],
        p99=of_hundred[98],
        processor=processor / number,
        bytes=weight,
        requests=number,
        refused=0,
        broken=0,
    )


def ask(connection: HTTPConnection, method: str, path: str, cookies: str, body: str = "") -> HTTPResponse:
    headers = {"Cookie": cookies}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    return connection.getresponse()
