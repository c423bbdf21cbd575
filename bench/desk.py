"""What the desk costs with the stories that there are: `python -m bench.desk` prints a table.

Queries, and milliseconds of processor time from the request to the last byte of the page, SQLite's own work among them:
the least of seven, since what else a busy machine does is not the page's. A PostgreSQL works in processes of its own,
which are not counted. Wants gathered static files: `manage.py collectstatic`.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import process_time

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import OutputWrapper
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.paging import Cursor
from articles.models import Article, Author, Byline, Edition, Tag, User
from articles.text.words import forms
from tests.admin.forms import address, fields_of

LIST = "/admin/articles/article/"
ROUNDS = 7
SAMPLE = 400


def main() -> int:
    out = OutputWrapper(sys.stdout)
    number = Article.objects.count()
    out.write(f"{connection.vendor}, {number:,} stories, {Edition.objects.count():,} editions\n")
    out.write("| what | queries | ms |\n|---|---:|---:|")
    with signed_in() as client:
        for label, ask in [*lists(client), *story(client)]:
            queries, took = measured(ask)
            out.write(f"| {label} | {queries} | {took:,.0f} |")
    return 0


@contextmanager
def signed_in() -> Iterator[Client]:
    """A chief without a password, disabled when all is measured."""
    chief, _made = User.objects.update_or_create(username="bench-chief", defaults={"is_active": True, "is_staff": True})
    chief.groups.add(Group.objects.get(name="chief"))
    client = Client(SERVER_NAME="127.0.0.1", headers={"accept-language": "ru"})
    client.force_login(chief, backend=settings.AUTHENTICATION_BACKENDS[0])
    try:
        yield client
    finally:
        User.objects.filter(pk=chief.pk).update(is_active=False)


def measured(ask: Callable) -> tuple[int, float]:
    times = []
    ask()  # the first fills caches of templates and of word forms
    for _round in range(ROUNDS):
        with CaptureQueriesContext(connection) as captured:
            begun = process_time()
            response = ask()
            times.append((process_time() - begun) * 1000)
        if response.status_code not in (200, 302):
            raise SystemExit(f"{response.status_code} for {response.request['PATH_INFO']}")
    return len(captured), min(times)


def lists(client: Client) -> Iterator[tuple[str, Callable]]:
    for label, query in questions():
        yield label, partial(client.get, LIST, query)
    yield "start page", partial(client.get, "/admin/")
    for noun in ("photo", "tag", "author", "user", "section", "place"):
        yield f"list of {noun}s", partial(client.get, f"/admin/articles/{noun}/")
    word = Tag.objects.order_by("pk").values_list("name", flat=True).first().split()[0]
    yield "tags by a word", partial(client.get, "/admin/articles/tag/", {"q": word})
    yield "tags, page 40", partial(client.get, "/admin/articles/tag/", {"p": 40})


def questions() -> Iterator[tuple[str, dict]]:
    often, seldom = authors_named_often_and_seldom()
    common, rare = common_and_rare_word()
    section = Article.objects.exclude(section=None).values_list("section", flat=True).order_by("-pk").first()
    oldest = Article.objects.order_by("changed_at", "pk")[min(40, Article.objects.count() - 1)]
    writer = Article.objects.exclude(created_by=None).order_by("pk").first().created_by.username
    yield "list of stories", {}
    yield "its last page but one", {"before": Cursor.of(oldest)}
    yield "back from there", {"after": Cursor.of(oldest)}
    for state in ("draft", "handed_in", "returned", "approved", "put_away"):
        yield f"state {state}", {"state": state}
    for readers in ("live", "waiting", "gone", "killed", "never"):
        yield f"before readers: {readers}", {"readers": readers}
    yield "section", {"section": section}
    for language in ("ru", "kk", "en"):
        yield f"language {language}", {"language": language}
    yield "author named often", {"author": f"#{often}"}
    yield "author named seldom", {"author": f"#{seldom}"}
    yield "written by", {"writer": writer}
    yield "mine (nothing)", {"mine": "on"}
    yield "day", {"day": timezone.localdate(oldest.changed_at)}
    yield "section and state handed in", {"section": section, "state": "handed_in"}
    yield "section, language en and killed", {"section": section, "language": "en", "readers": "killed"}
    yield "common word", {"q": common}
    yield "rare word", {"q": rare}
    yield "common word, section", {"q": common, "section": section}
    yield "common word, state handed in", {"q": common, "state": "handed_in"}
    yield "common word, author named seldom", {"q": common, "author": f"#{seldom}"}
    yield "rare word, language en", {"q": rare, "language": "en"}
    yield "common word, last page", {"q": common, "before": f"0.{Article.objects.order_by('pk')[1].pk + 40}"}
    yield "beginning of a word", {"q": common[:3]}


def authors_named_often_and_seldom() -> tuple[int, int]:
    counted = Byline.objects.values("author").annotate(number=Count("pk")).order_by("-number")
    pks = [row["author"] for row in counted] or [Author.objects.first().pk]
    return pks[0], pks[-1]


def common_and_rare_word() -> tuple[str, str]:
    """Of the words of some stories: the one that most of them have, and one that stands in one alone."""
    step = max(Article.objects.count() // SAMPLE, 1)
    bodies = Article.objects.filter(language="ru").order_by("pk").values_list("body", flat=True)[::step]
    counted = Counter(word for body in bodies for word in set(re.findall("[а-я]{6,}", body.lower())) if forms(word))
    ranked = [word for word, _number in counted.most_common()]
    return ranked[0], ranked[-1]


def story(client: Client) -> Iterator[tuple[str, Callable]]:
    chosen = Article.objects.filter(pk__in=Edition.objects.live().values("article")).order_by("pk").last()
    yield "opening a story", partial(client.get, address(chosen))
    yield "history of a story", partial(client.get, f"{LIST}{chosen.pk}/history/")

    fields = fields_of(client.get(address(chosen)).content, "article_form")
    turns = iter(range(1, 1000))

    def save():
        chosen.refresh_from_db()
        changes = {"version": chosen.version, "lead": f"Измерено: {next(turns)}.", "_save": "1"}
        return client.post(address(chosen), fields | changes)

    yield "saving a story", save
    yield "stories for a card, by a word", partial(client.get, f"{LIST}choose/", {"q": "а"})


if __name__ == "__main__":
    sys.exit(main())
