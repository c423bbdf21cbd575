"""Put away instead of delete: a draft that no reader was ever promised leaves the lists, and comes back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.event import Action
from articles.publishing.errors import WrongState
from articles.publishing.journal import note_down
from articles.publishing.timeline import held

COMES_BACK_WITHIN = timedelta(days=30)
"""How long one who put a draft away may bring it back; a chief may at any time."""


class HasEditions(WrongState):
    def __init__(self):
        super().__init__(_("Readers have seen this story or were to see it: withdraw it, it is never put away."))


@transaction.atomic
def put_away(article: Article, *, by) -> Article:
    """Out of every list of the desk. A story with any edition stays."""
    row = held(article)
    if row.editions.exists():
        raise HasEditions
    return _set(article, row, timezone.now(), Action.PUT_AWAY, by)


@transaction.atomic
def bring_back(article: Article, *, by) -> Article:
    """As it was when it was put away."""
    row = Article.objects.locked(article.pk)
    if row.put_away_at is None:
        raise WrongState(_("This draft is not put away."))
    return _set(article, row, None, Action.BROUGHT_BACK, by)


def put_away_until(article: Article) -> datetime | None:
    """Until when its people may bring it back."""
    return article.put_away_at and article.put_away_at + COMES_BACK_WITHIN


def _set(article: Article, row: Article, moment: datetime | None, action: str, by) -> Article:
    article.put_away_at = row.put_away_at = moment
    row.save(update_fields=["put_away_at"])
    note_down(action, by=by, article=row, from_version=row.version, to_version=row.version)
    return row
