"""Put the working copy before readers, now or at a time."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from typing import Literal

from django.db import transaction

from articles.models import Article, Edition, Photo, Placement, Tag, Version
from articles.models.article import State
from articles.models.edition import Change, EndedAs
from articles.models.event import Action
from articles.models.placement import shelves
from articles.models.version import VersionKind
from articles.publishing.drafts import newest_version, save_draft
from articles.publishing.errors import KilledStory, PublishedMeanwhile, StaleVersion, WaitingEdition
from articles.publishing.findings import Span, errors_in_change
from articles.publishing.fitness import frozen_for, judge, refuse_unfit
from articles.publishing.freezing import follow
from articles.publishing.journal import note_down
from articles.publishing.timeline import Timeline, end, hold, resume, void
from articles.publishing.touching import touched_by
from articles.publishing.versions import columns
from articles.search import index_edition
from articles.text.typography import typeset


@transaction.atomic
def publish(
    article: Article,
    *,
    by,
    at: datetime | None = None,
    until: datetime | None = None,
    change: str = Change.UPDATE,
    note: str = "",
    waiting: Literal["replace", "keep"] | None = None,
    reason: str = "",
    imported: bool = False,
    base: int | None = None,
    saved: Version | None = None,
    expects: int | None = None,
) -> Edition:
    """Freeze the working copy and put it before readers, now or at a time, until a time.

    `change` and `note` tell readers how it differs from what they see. Where another edition waits, publishing now
    wants to know: `waiting="replace"` puts this text out instead of it, `"keep"` shows this one until its time.
    `reason` says why warnings are passed over: Unreasoned where there are some and it is blank. An import needs none,
    and its first publication may lie in the past. `base` is the version that the editor has read, as in `save_draft`;
    `saved` the one that the caller has just made of this story: it is not saved again. `expects` is the number that
    this edition was to have when the editor saw what will change. Raises PublishingError; then nothing has changed.
    """
    version = _version_of(article, saved, by, base, VersionKind.IMPORT if imported else VersionKind.PUBLISH)
    timeline = _timeline_of(article, version, by, expects)
    span = Span(timeline.now, at or timeline.now, until, imported=imported and not timeline.editions)
    (edition, photos), before = frozen_for(article, span), timeline.last_shown
    found = judge(edition, photos, span, timeline.live)
    wrong = errors_in_change(change, note) if before else []
    warnings = refuse_unfit(found, wrong, reason=reason, imported=imported)
    edition.version, edition.published_by = version, by
    edition.visible_until, edition.ended_as = until, EndedAs.WITHDRAWN if until else EndedAs.OPEN
    if before:
        _describe_change(follow(edition, before), before, change, note)
    moved = moved_from(edition, timeline.waiting)
    if span.start > timeline.now:
        _make_room_later(edition, timeline)
    else:
        _make_room_now(edition, timeline, waiting)
    insert(edition, timeline, moved)
    if timeline.waiting and timeline.waiting is not edition:
        _write_waiting_again(timeline.waiting, edition, until, timeline, moved)
    _mark_used(photos.values(), edition)
    _note(edition, before, [warning.code for warning in warnings], reason, timeline)
    return edition


def _version_of(article: Article, saved: Version | None, by, base: int | None, kind: str) -> Version:
    """Whoever publishes has read the story: it is approved, and what an editor asked for is done with."""
    article.state = State.APPROVED
    if saved is None or (saved.number, saved.body) != (article.version, article.body) or not _says(saved, article):
        article.return_note = ""
        return save_draft(article, by=by, base=base, kind=kind)
    if article.return_note:
        article.return_note = ""
        article.save(update_fields=["return_note"])
    return saved


def _timeline_of(article: Article, version: Version, by, expects: int | None) -> Timeline:
    timeline = hold(article)
    if timeline.article.version != version.number:
        raise StaleVersion(newest_version(article))
    if expects is not None and expects != timeline.next_number:
        raise PublishedMeanwhile
    if timeline.is_killed and not (by and by.has_perm("articles.kill_article")):
        raise KilledStory
    return timeline


def _says(version: Version, article: Article) -> bool:
    """Whether that version has the story's row as it stands in memory."""
    return columns(article).items() <= version.content.items()


def _mark_used(photos: Iterable[Photo], edition: Edition) -> None:
    unused = [photo.pk for photo in photos if photo.used_at is None]
    if unused:
        Photo.objects.filter(pk__in=unused, used_at=None).update(used_at=edition.made_at)


def _note(edition: Edition, before: Edition | None, warnings: list[str], reason: str, timeline: Timeline) -> None:
    note_down(
        Action.SCHEDULED if edition.visible_from > timeline.now else Action.PUBLISHED,
        by=edition.published_by,
        article=edition.article,
        from_version=before.version_number if before else None,
        to_version=edition.version.number,
        edition=edition.number,
        note=reason,
        touched=touched_by(timeline),
        change=edition.change,
        warnings=warnings,
    )


def moved_from(*editions: Edition | None) -> dict[int, int]:
    """Where their merged tags lead, with those tags held: before any row of a list is, as a merge does it."""
    return Tag.objects.hold({tag["id"] for each in editions if each for tag in each.content["tags"]})


def insert(edition: Edition, timeline: Timeline, moved: dict[int, int]) -> Edition:
    """Save a new edition with its placements and its search entry."""
    edition.number = timeline.next_number
    edition.save(force_insert=True)
    timeline.editions.append(edition)
    timeline.listed |= {(name, edition.first_published_at) for name in place(edition, moved)}
    index_edition(edition)
    return edition


def place(edition: Edition, moved: dict[int, int]) -> list[str]:
    """Put it on every shelf on which it belongs: their names."""
    names = sorted(shelves(edition.language, edition.content, moved))
    Placement.objects.bulk_create(
        Placement(
            shelf=name,
            first_published_at=edition.first_published_at,
            article_id=edition.article_id,
            edition=edition,
        )
        for name in names
    )
    return names


def _describe_change(edition: Edition, before: Edition, change: str, note: str) -> None:
    """What readers are told; of a mended typo nothing, and it does not move the updated time."""
    edition.change = change
    if change == Change.TYPO:
        edition.changed_at = before.changed_at
    else:
        edition.public_note = typeset(note, edition.language)


def _make_room_later(edition: Edition, timeline: Timeline) -> None:
    """Scheduling again replaces what waited; the live edition ends when this one begins, or earlier if it was to."""
    if timeline.waiting:
        waits = timeline.waiting
        void(waits, now=timeline.now)
        resume(timeline, waits)
    live = timeline.live
    if live:
        edition.resumes_until = live.visible_until
        if live.visible_until is None or live.visible_until > edition.visible_from:
            end(live, edition.visible_from, EndedAs.REPLACED, now=timeline.now)


def _make_room_now(edition: Edition, timeline: Timeline, answer: str | None) -> None:
    """The live edition ends now; what waits is replaced or kept, as the editor says."""
    waits = timeline.waiting
    if waits and answer is None:
        raise WaitingEdition(waits)
    if timeline.live:
        end(timeline.live, edition.visible_from, EndedAs.REPLACED, now=timeline.now)
    if waits and answer == "replace":
        void(waits, now=timeline.now)
    elif waits and (edition.visible_until is None or edition.visible_until >= waits.visible_from):
        edition.visible_until, edition.ended_as = waits.visible_from, EndedAs.REPLACED


def _write_waiting_again(
    waits: Edition, now_shown: Edition, until: datetime | None, timeline: Timeline, moved: dict[int, int]
) -> None:
    """What waits follows the edition put out before it: its address, its notes, and the end it is to give back."""
    again = copy(waits)
    again.pk = None
    void(waits, now=timeline.now)
    note, change = again.public_note, again.change
    follow(again, now_shown)
    again.public_note, again.resumes_until = note, until
    again.change = change if change != Change.FIRST else Change.UPDATE
    insert(again, timeline, moved)
