"""The morning digest: made once a day in each language, by whichever `work` looks first."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from articles.models.names import Language
from subscriptions.models import Mailing, Subscriber
from subscriptions.models.mailing import Kind
from subscriptions.news import new_stories

WITHIN = timedelta(hours=5)
"""After its time a digest is still made: whoever was down all morning sends none that day."""
A_DAY = timedelta(days=1)
LONGEST = timedelta(hours=36)
"""News that a digest may go back to: where the one before was early, and this one late."""


def make_digests(at: datetime | None = None) -> bool:
    """Those of today that are due and not made yet, for readers and news that there are. Whether one was made."""
    at = at or timezone.now()
    if not settings.NEWSROOM_MAILS or not is_time(at):
        return False
    today = timezone.localdate(at)
    made = set(Mailing.objects.digests().filter(on=today).values_list("language", flat=True))
    return any(make_digest(language, at) for language in Language.values if language not in made)


def is_time(at: datetime) -> bool:
    begins = settings.NEWSROOM_DIGEST_AT
    if begins is None:
        return False
    now = timezone.localtime(at)
    return timedelta(0) <= now - now.replace(hour=begins.hour, minute=begins.minute, second=0, microsecond=0) < WITHIN


def make_digest(language: str, at: datetime) -> bool:
    """False too where another process has made it meanwhile."""
    since = news_since(language, at)
    has_readers = Subscriber.objects.filter(language=language, wants_digest=True).exists()
    if not has_readers or not new_stories(language, since, at, at=at).exists():
        return False
    chosen = {"kind": Kind.DIGEST, "language": language, "on": timezone.localdate(at)}
    _mailing, is_made = Mailing.objects.get_or_create(**chosen, defaults={"since": since, "made_at": at})
    return is_made


def news_since(language: str, at: datetime) -> datetime:
    """Nothing is told twice or missed, even where yesterday's digest was early or late."""
    last = Mailing.objects.digests().filter(language=language, on__lt=timezone.localdate(at)).order_by("-on").first()
    return last.made_at if last and last.made_at > at - LONGEST else at - A_DAY
