"""Asks the search every question of the corpus, and counts what it found of what it should have."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from articles.management.demo.files import SEED_STORIES, read_stories
from articles.models import Article, Edition, Version
from articles.models.edition import Change
from articles.search import index_editions, search_as_meant
from articles.text.blocks import prepare
from articles.text.typography import typeset
from tests.demo.loading import load_seed
from tests.search.quality.questions import QUESTIONS

CORPUS = Path(__file__).parent / "corpus.toml"
CARD = re.compile(r"<news-card[^>]*></news-card>")
COUNTS = ("questions", "wanted", "found", "unwanted", "wrong")
FIRST_DAY = datetime(2024, 1, 1, 6, tzinfo=UTC)


class Told(NamedTuple):
    language: str
    key: str
    headline: str
    lead: str
    body: str
    tags: list[str]


BEFORE = {
    "inflected forms": (41, 0),
    "names": (18, 0),
    "yo": (12, 0),
    "wrong layout": (2, 0),
    "phrases": (14, 7),
    "several words": (12, 0),
    "Kazakh words": (22, 1),
    "Kazakh words in Russian letters": (0, 0),
    "English words": (11, 0),
    "hyphens and abbreviations": (13, 0),
    "numbers and days": (10, 0),
    "a second set, written after the tuning": (49, 1),
}
"""Found, and found wrongly, before anything was tuned."""


@dataclass
class Tally:
    """Of one kind of question: how many, what should be found and was, what should not and was."""

    questions: int = 0
    wanted: int = 0
    found: int = 0
    unwanted: int = 0
    wrong: int = 0
    failures: list[str] = field(default_factory=list)


def fill_corpus() -> dict[str, int]:
    """The stories' ids by their language and key: 'ru.pogoda'. In bulk: the verb would take sixty times as long."""
    load_seed()
    seed = Article.objects.order_by("pk").values_list("pk", flat=True)
    known = {f"ru.{key}": pk for key, pk in zip(SEED_STORIES, seed, strict=True)}
    shape = Edition.objects.get(article=seed[0]).content
    told = [*own_stories(), *demo_stories()]
    articles = Article.objects.bulk_create(
        Article(language=each.language, headline=each.headline, lead=each.lead, body=each.body) for each in told
    )
    versions = Version.objects.bulk_create(Version(article=article, number=1, content={}) for article in articles)
    Edition.objects.bulk_create(
        edition(each, shape, version, FIRST_DAY + timedelta(days=number))
        for number, (each, version) in enumerate(zip(told, versions, strict=True))
    )
    index_editions(Edition.objects.live())
    return known | {f"{each.language}.{each.key}": article.pk for each, article in zip(told, articles, strict=True)}


def own_stories() -> Iterator[Told]:
    for language, stories in tomllib.loads(CORPUS.read_text()).items():
        for key, each in stories.items():
            yield Told(language, key, each["headline"], each["lead"], each["body"], each["tags"])


def demo_stories() -> Iterator[Told]:
    for each in read_stories():
        front, body = each.front, CARD.sub("", each.body)
        yield Told(each.language, each.key, front["headline"], front["lead"], body, front["tags"])


def edition(told: Told, shape: dict, version: Version, at: datetime) -> Edition:
    """As publishing freezes it."""
    words = {name: typeset(getattr(told, name), told.language) for name in ("headline", "lead")}
    tags = [{"id": number, "slug": "", "name": name} for number, name in enumerate(told.tags, start=1000)]
    empty = {"short_headline": "", "dateline": "", "photo": None, "bylines": [], "tags": tags}
    return Edition(
        article=version.article,
        number=1,
        version=version,
        language=told.language,
        group=version.article.group,
        visible_from=at,
        first_published_at=at,
        changed_at=at,
        slug=told.key,
        change=Change.FIRST,
        content=shape | words | empty | {"blocks": prepare(told.body, told.language)},
    )


def measure(known: dict[str, int]) -> dict[str, Tally]:
    """As the page of a search asks."""
    tallies = {}
    for kind, questions in QUESTIONS.items():
        tally = tallies[kind] = Tally(len(questions))
        for q, language, wanted, unwanted in questions:
            hits, _meant = search_as_meant(q, language=language, limit=len(known))
            found = {edition.article_id for edition in hits}
            missed = [key for key in wanted.split() if known[f"{language}.{key}"] not in found]
            wrong = [key for key in unwanted.split() if known[f"{language}.{key}"] in found]
            tally.wanted += len(wanted.split())
            tally.found += len(wanted.split()) - len(missed)
            tally.unwanted += len(unwanted.split())
            tally.wrong += len(wrong)
            if missed or wrong:
                tally.failures.append(f"{q} ({language}): missed {missed}, wrong {wrong}")
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    """In Markdown, as docs/search.md shows it."""
    rows = [(kind, each, *BEFORE[kind]) for kind, each in tallies.items()]
    total = Tally(*(sum(getattr(each, name) for each in tallies.values()) for name in COUNTS))
    rows.append(("**all**", total, *map(sum, zip(*BEFORE.values(), strict=True))))
    lines = [
        "| typed | questions | before: found | wrong | now: found | wrong | recall | precision |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for kind, each, found, wrong in rows:
        before = f"{found} of {each.wanted} | {wrong} of {each.unwanted}"
        now = f"{each.found} of {each.wanted} | {each.wrong} of {each.unwanted}"
        recall, precision = each.found / each.wanted, each.found / (each.found + each.wrong)
        lines.append(f"| {kind} | {each.questions} | {before} | {now} | {recall:.0%} | {precision:.0%} |")
    return "\n".join(lines)
