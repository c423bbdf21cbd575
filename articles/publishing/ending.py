"""Taking a story away from readers, and bringing back what was killed."""

from copy import copy
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Edition
from articles.models.edition import Change, EndedAs
from articles.models.event import Action
from articles.publishing.errors import NoReason, NothingLive, NothingToUndo, NothingWaiting, NotReady, WaitingEdition
from articles.publishing.freezing import notes_of
from articles.publishing.journal import note_down
from articles.publishing.publish import insert, moved_from
from articles.publishing.timeline import end, hold, resume, void
from articles.publishing.touching import touched_by


@transaction.atomic
def cancel(article: Article, *, by) -> Edition:
    """Take back the edition that waits; the live one gets back the end that it had."""
    timeline = hold(article)
    waits = timeline.waiting
    if waits is None:
        raise NothingWaiting
    void(waits, now=timeline.now)
    resume(timeline, waits)
    note_down(
        Action.CANCELLED,
        by=by,
        article=article,
        to_version=waits.version_number,
        edition=waits.number,
        touched=touched_by(timeline),
    )
    return waits


@transaction.atomic
def withdraw(article: Article, *, by, at: datetime | None = None, note: str = "") -> Edition:
    """End the live edition, now or at a time; what waits is cancelled."""
    timeline = hold(article)
    live = timeline.live
    if live is None:
        raise NothingLive
    if at is not None and at < timeline.now:
        raise NotReady(_("That time has passed already."))
    if timeline.waiting:
        void(timeline.waiting, now=timeline.now)
    ends = at or timeline.now
    end(live, ends, EndedAs.WITHDRAWN, now=timeline.now)
    note_down(
        Action.WITHDRAWN,
        by=by,
        article=article,
        from_version=live.version_number,
        edition=live.number,
        note=note,
        touched=touched_by(timeline),
        ends=ends.isoformat(),
    )
    return live


@transaction.atomic
def kill(article: Article, *, by, reason: str) -> Edition:
    """Withdraw for cause: 410 at its address, whether it is live or ended before; what waits is cancelled."""
    timeline = hold(article)
    shown = timeline.last_shown
    if shown is None or timeline.is_killed:
        raise NothingLive
    if not reason.strip():
        raise NoReason
    if timeline.waiting:
        void(timeline.waiting, now=timeline.now)
    ends_at = timeline.now if timeline.live else shown.visible_until
    end(shown, ends_at, EndedAs.KILLED, now=timeline.now)
    note_down(
        Action.KILLED,
        by=by,
        article=article,
        from_version=shown.version_number,
        edition=shown.number,
        note=reason,
        touched=touched_by(timeline),
    )
    return shown


@transaction.atomic
def undo(article: Article, *, by) -> Edition:
    """Bring a killed story back: a new edition of the content that was shown last."""
    timeline = hold(article)
    shown = timeline.last_shown
    if shown is None or not timeline.is_killed:
        raise NothingToUndo
    if timeline.waiting:
        raise WaitingEdition(timeline.waiting)
    again = copy(shown)
    again.pk = None
    again.visible_from, again.visible_until, again.ended_as = timeline.now, None, EndedAs.OPEN
    again.earlier_notes, again.public_note, again.change = notes_of(shown), "", Change.UPDATE  # told once, as of then
    again.resumes_until, again.published_by, again.made_at = None, by, timeline.now
    insert(again, timeline, moved_from(again))
    note_down(
        Action.UNDONE,
        by=by,
        article=article,
        to_version=shown.version_number,
        edition=again.number,
        touched=touched_by(timeline),
    )
    return again
