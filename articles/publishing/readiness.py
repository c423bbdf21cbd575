"""What keeps a story from readers."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from articles.models import Article
from articles.publishing.errors import NotReady

LONGEST_HEADLINE = 200
FURTHEST = timedelta(days=3660)  # a slip of the finger in the year


def refuse_unready(article: Article, *, now: datetime, at: datetime, until: datetime | None, imported: bool) -> None:
    """NotReady with every reason at once, or nothing."""
    reasons = _reasons_in_times(now, at, until, imported) + _reasons_in_story(article)
    if reasons:
        raise NotReady(*reasons)


def _reasons_in_times(now, at, until, imported) -> list[str]:
    reasons = []
    if at < now and not imported:
        reasons.append(_("That time has passed already."))
    if max(at, until or at) > now + FURTHEST:
        reasons.append(_("That time is more than ten years away."))
    if until is not None and until <= at:
        reasons.append(_("The end comes before the beginning."))
    return reasons


def _reasons_in_story(article: Article) -> list[str]:
    reasons = []
    if not article.headline.strip():
        reasons.append(_("The story has no headline."))
    if len(article.headline) > LONGEST_HEADLINE:
        reasons.append(_("The headline is longer than %(most)s characters.") % {"most": LONGEST_HEADLINE})
    if article.section is None:
        reasons.append(_("Choose a section."))
    if article.photo and not (article.photo_alt or article.photo.alt).strip():
        reasons.append(_("The lead photo has no alternative text."))
    return reasons
