"""The editions of one story as rows of time, held under the story's lock."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from articles.models import Article, Edition, Placement
from articles.models.edition import EndedAs
from articles.publishing.errors import PutAway
from articles.search import forget_editions


@dataclass
class Timeline:
    """`now` is taken after the lock, so that verbs on one story see their moments in order.

    `listed`: shelves on which the story stood then, or a verb has put it since, and under which first publication;
    `lasted`: those on which it stood then without an end.
    """

    article: Article
    now: datetime
    editions: list[Edition]
    listed: set[tuple[str, datetime]] = field(default_factory=set)
    lasted: set[str] = field(default_factory=set)

    @property
    def live(self) -> Edition | None:
        return next((each for each in self.editions if each.is_live(self.now)), None)

    @property
    def waiting(self) -> Edition | None:
        return next((each for each in self.editions if each.visible_from > self.now and not each.is_void), None)

    @property
    def last_shown(self) -> Edition | None:
        shown = [each for each in self.editions if each.visible_from <= self.now and not each.is_void]
        return max(shown, key=lambda each: each.visible_from, default=None)

    @property
    def is_killed(self) -> bool:
        return self.live is None and self.last_shown is not None and self.last_shown.ended_as == EndedAs.KILLED

    @property
    def waiting_lacks_change(self) -> bool:
        """What waits was written before what readers see now: beginning, it takes a correction back from them."""
        live, waits = self.live, self.waiting
        return bool(live and waits and live.version_number > waits.version_number)

    @property
    def waiting_breaks_embargo(self) -> bool:
        """The embargo was set after scheduling, or put off: beginning, what waits does not keep it."""
        waits, ends = self.waiting, self.article.embargo_until
        return bool(waits and ends and waits.visible_from < ends)

    @property
    def next_number(self) -> int:
        return max((each.number for each in self.editions), default=0) + 1


def held(article: Article) -> Article:
    """The story's row as it was saved last, until the transaction ends; a draft that is put away is out of reach."""
    row = Article.objects.locked(article.pk)
    if row.put_away_at:
        raise PutAway
    return row


def hold(article: Article) -> Timeline:
    """Lock the story and read its rows of time. Call inside a transaction."""
    row = held(article)
    editions = Edition.objects.filter(article=article).with_version_number().order_by("number")
    timeline = Timeline(row, timezone.now(), list(editions))
    standing = {each.pk: each for each in (timeline.live, timeline.waiting) if each}
    rows = Placement.objects.filter(edition__in=standing).values_list("edition", "shelf", "first_published_at")
    for pk, shelf, published_at in rows if standing else ():
        timeline.listed.add((shelf, published_at))
        if standing[pk] is timeline.live and timeline.live.visible_until is None:
            timeline.lasted.add(shelf)
    return timeline


def end(edition: Edition, at: datetime | None, ended_as: str, *, now: datetime) -> None:
    """Give an edition its end; what is over leaves every shelf and the search."""
    edition.visible_until, edition.ended_as = at, ended_as
    edition.save(update_fields=["visible_until", "ended_as"])
    if at is not None and at <= max(now, edition.visible_from):
        edition.placements.all().delete()
        forget_editions([edition.pk])


def void(edition: Edition, *, now: datetime) -> None:
    """Take a waiting edition back before it began."""
    end(edition, edition.visible_from, EndedAs.CANCELLED, now=now)


def resume(timeline: Timeline, waiting: Edition) -> None:
    """Give the live edition back the end that it had before that one was scheduled."""
    live = timeline.live
    if live and live.ended_as == EndedAs.REPLACED and live.visible_until == waiting.visible_from:
        ended_as = EndedAs.WITHDRAWN if waiting.resumes_until else EndedAs.OPEN
        end(live, waiting.resumes_until, ended_as, now=timeline.now)
