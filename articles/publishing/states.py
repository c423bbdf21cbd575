"""Whose turn it is: handed in by the writer, returned or approved by an editor. Readers see nothing of it.

Each works on the row as it was saved last, under its lock; what the caller has not saved is not written.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Version
from articles.models.article import State
from articles.models.event import Action
from articles.publishing.drafts import save_draft
from articles.publishing.errors import NoReason, WrongState
from articles.publishing.journal import note_down
from articles.publishing.timeline import held


@transaction.atomic
def hand_in(article: Article, *, by) -> Version:
    """The writer is done: an editor's turn. What an editor asked for is taken as answered."""
    row = held(article)
    if row.state == State.HANDED_IN:
        raise WrongState(_("This story is handed in already."))
    if row.state == State.APPROVED:
        raise WrongState(_("This story is approved: it needs no handing in."))
    return _turn(article, row, State.HANDED_IN, Action.HANDED_IN, by=by)


@transaction.atomic
def give_back(article: Article, *, by, note: str) -> Version:
    """The writer's turn again; the note says what to do."""
    row = held(article)
    if row.state not in (State.HANDED_IN, State.APPROVED):
        raise WrongState(_("This story was not handed in."))
    if not note.strip():
        raise NoReason
    return _turn(article, row, State.RETURNED, Action.RETURNED, by=by, note=note.strip())


@transaction.atomic
def approve(article: Article, *, by) -> Version:
    """Read and fit to be published: an editor's own draft, too, that nobody handed in."""
    row = held(article)
    if row.state == State.APPROVED:
        raise WrongState(_("This story is approved already."))
    return _turn(article, row, State.APPROVED, Action.APPROVED, by=by)


def _turn(article: Article, row: Article, state: str, action: str, *, by, note: str = "") -> Version:
    before, row.state, row.return_note = row.version, state, note if state == State.RETURNED else ""
    version = save_draft(row, by=by)
    article.state, article.return_note, article.version = row.state, row.return_note, row.version
    note_down(action, by=by, article=row, from_version=before, to_version=version.number, note=note)
    return version
