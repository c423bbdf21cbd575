"""The past of one story as one row of entries: versions, editions and what else was done, newest first."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from articles.admin.ordered import is_id
from articles.models import Article, Edition, Event, User, Version
from articles.models.event import Action
from articles.models.version import VersionKind

MOST = 200
TOLD_BY_VERSION = (Action.SAVED, Action.MERGED, Action.KEPT_ASIDE, Action.REVERTED)
TOLD_BY_EDITION = (Action.PUBLISHED, Action.SCHEDULED)
"""Events that a version or an edition tells of: their reasons stand there."""


class Entry(NamedTuple):
    """One of `version`, `edition`, `event` is set. `code` (v3, e2) is of what can be compared; `reasons` were typed."""

    at: datetime
    rank: int
    pk: int
    by: User | None
    version: Version | None = None
    edition: Edition | None = None
    event: Event | None = None
    reasons: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        thing = self.version or self.edition
        return f"{'v' if self.version else 'e'}{thing.number}" if thing else ""

    @property
    def is_aside(self) -> bool:
        return self.version is not None and self.version.kind == VersionKind.STALE


class Page(NamedTuple):
    """`older` is the address's `before` of the next page, "" on the last. `codes`: what is chosen to be compared."""

    entries: list[Entry]
    older: str
    codes: list[str]


def editions_of(article: Article) -> list[Edition]:
    """At most 200, newest first."""
    rows = Edition.objects.filter(article=article).select_related("published_by", "version")
    return list(rows.defer("content", "earlier_notes", "version__content", "version__body").order_by("-number")[:MOST])


def page_of(article: Article, *, before: str = "") -> Page:
    """At most 200 entries older than the cursor; four queries. A cursor without sense is the first page."""
    cursor = read_cursor(before)
    versions = Version.objects.filter(article=article).select_related("made_by").defer("content", "body")
    editions = Edition.objects.filter(article=article).select_related("published_by", "version")
    editions = editions.defer("content", "earlier_notes", "version__content", "version__body")
    told = Q(action__in=TOLD_BY_VERSION, to_version__isnull=False) | Q(
        action__in=TOLD_BY_EDITION, edition__isnull=False
    )
    events = Event.objects.filter(article=article).exclude(told).select_related("by")
    entries = [Entry(row.made_at, 0, row.pk, row.made_by, version=row) for row in older(versions, "made_at", 0, cursor)]
    entries += [
        Entry(row.made_at, 1, row.pk, row.published_by, edition=row) for row in older(editions, "made_at", 1, cursor)
    ]
    entries += [Entry(row.at, 2, row.pk, row.by, event=row) for row in older(events, "at", 2, cursor)]
    entries.sort(key=lambda entry: entry[:3], reverse=True)
    shown = with_reasons(article, entries[:MOST], told)
    last = shown[-1] if len(entries) > MOST else None
    codes = [entry.code for entry in shown if entry.code]
    return Page(shown, f"{last.at.isoformat()}~{last.rank}~{last.pk}" if last else "", codes[:2])


def older(rows: QuerySet, moment: str, rank: int, cursor: tuple[datetime, int, int] | None) -> Iterable:
    """One more than a page takes, so that the last page is known."""
    if cursor:
        at, its_rank, pk = cursor
        same_moment = Q(**{moment: at, "pk__lt": pk}) if rank == its_rank else Q(**{moment: at})
        rows = rows.filter(Q(**{f"{moment}__lt": at}) | (same_moment if rank <= its_rank else Q(pk=None)))
    return rows.order_by(f"-{moment}", "-pk")[: MOST + 1]


def read_cursor(text: str) -> tuple[datetime, int, int] | None:
    at, _tilde, rest = text.partition("~")
    rank, _tilde, pk = rest.partition("~")
    try:
        moment = parse_datetime(at)
    except ValueError:
        return None
    known = moment and moment.tzinfo and 1 < moment.year < 9999 and rank in ("0", "1", "2") and is_id(pk)
    return (moment, int(rank), int(pk)) if known else None


def with_reasons(article: Article, entries: list[Entry], told: Q) -> list[Entry]:
    """Versions and editions with the words that were typed when they were made."""
    versions = [entry.version.number for entry in entries if entry.version]
    editions = [entry.edition.number for entry in entries if entry.edition]
    reasons: dict[str, list[str]] = defaultdict(list)
    events = Event.objects.filter(told, article=article).exclude(note="")
    events = events.filter(Q(to_version__in=versions) | Q(edition__in=editions))
    for event in events.order_by("id"):
        reasons[f"e{event.edition}" if event.edition else f"v{event.to_version}"].append(event.note)
    return [entry._replace(reasons=tuple(reasons[entry.code])) for entry in entries]


def newest_states(article: Article) -> list[str]:
    """Codes of the last two versions that stood in the story, the older first; fewer where there are not so many."""
    stood = Version.objects.filter(article=article).exclude(kind=VersionKind.STALE)
    numbers = stood.order_by("-number").values_list("number", flat=True)[:2]
    return [f"v{number}" for number in reversed(numbers)]
